using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;

namespace Improvement.Bot.Development.Gallery;

/// <summary>What people have written on the samples: made up, and always the same.</summary>
/// <param name="say">Passes everything that people wrote through another voice, so that a test can tell it from the bot's own words; null
/// for none.</param>
internal sealed class GalleryData(Func<string, string>? say = null)
{
    /// <summary>The moment of the samples: a Monday morning.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    /// <summary>Whose clients fetch the forms anew: nobody who is in the chat, or a posted sample would be replaced at once.</summary>
    public const string Person = "29:gallery";

    private const string LongSentence =
        "At the second check the courier found that the pallet carried the labels of another order, so we stopped the line, called the "
            + "warehouse and counted everything again. ";

    public string Sentence => Say("The nightly export sent last week's file to three customers");
    public string Title => Say("Nightly export sent last week's file to three customers");
    public IReadOnlyList<RelatedGroup> Elsewhere =>
    [
        new(Say("Patterns about the same"),
        [
            new(
                $"PAT-7: {Say("The date of the folder is read before the export")}", Say("validated"),
                CommandButton.Staying(Wording.Say(RecordTexts.AdviceOpen, "PAT-7"), "/status PAT-7")),
            new(
                $"PAT-8: {Say("The folder is emptied every evening")}", Say("attempt that did not work, candidate"),
                CommandButton.Staying(Wording.Say(RecordTexts.AdviceOpen, "PAT-8"), "/status PAT-8")),
        ]),
    ];

    public string Reason => Say("It was the test system, no customer got anything");
    public string Detail => Say("Only customers on the old price list were hit.\nThe export of Friday is fine.");
    public string Note => Say("Same here on Tuesday, with the file of the week before");
    public string Team => Say("Operations");
    public string OtherTeam => Say("Customer care");
    public string ThirdTeam => Say("Releases");
    public string Reporter => Say("Alex Rivera");
    public string Colleague => Say("Bao Nguyen");
    public string Agent => Say("Export agent");
    public string AgentReason => Say("It took the folder of the last run for the present one, and did not look at the dates.");
    public string Typed => Say("It also happened on Tuesday");
    public string Slip => Say("opne");
    public string Unclear => Say("where do I see last month?");

    /// <summary>3,000 characters.</summary>
    public string LongStory => Say(Repeated(3_000));

    /// <summary>The longest that is kept.</summary>
    public string LongestStory => Say(Repeated(Story.MaxLength));

    /// <summary>Longer than any title may be.</summary>
    public string LongTitle => Say(Repeated(ProposedTitle.MaxLength + 40));

    /// <summary>A report just filed.</summary>
    public ErrorRecord Filed => new(
        12, 1, ErrorState.Reported, Severity.MajorHarm, Title,
        Say("The nightly export sent last week's file to three customers. Two of them called this morning; the third has not noticed yet."),
        Restricted: false)
    {
        Team = new(1),
        TeamName = Team,
        Reporter = new(1),
        ReporterName = Reporter,
        Hit = HitWhom.Customer,
        HitWords = Say("Three customers in the north"),
        Category = Kinds.WrongInformation,
        OccurredAt = Now.AddHours(-7),
        CreatedAt = Now,
        NextStepDueAt = Now.AddDays(1),
    };

    /// <summary>A report with everything filled in, and with witnesses.</summary>
    public ErrorRecord Complete => Filed with
    {
        Object = ReportedObject.AiAgent, ObjectName = Say("Export agent"), ObjectVersion = Say("v2.4"),
        Expected = Say("Each customer gets the file of the night before."), Actual = Say("Three got the one of last week."),
        ImmediateAction = Say("Sent the right files by hand and stopped the job."), Evidence = "https://example.com/runs/4711",
        Witnesses = 2, Additions = 1,
    };

    /// <summary>What happened to it.</summary>
    public IReadOnlyList<HistoryLine> History =>
    [
        new(Now, Reporter, "filed", null),
        new(Now.AddMinutes(40), Colleague, "witnessed", Note),
        new(Now.AddHours(2), Reporter, "detail-added", Detail),
        new(Now.AddHours(3), Reporter, "edited", null),
        new(Now.AddHours(5), null, "witnessed", null),
    ];

    /// <summary>Reports that may be the same thing.</summary>
    public SimilarReport[] Similar =>
    [
        new(4, Say("Export job picked up the wrong folder after the holidays"), Now.AddDays(-12), 3),
        new(7, Say("Customer got a price file that was a week old"), Now.AddDays(-5), 1),
        new(9, Say("Nightly export ran twice, and the second run sent the old files again to everybody on the list"), Now.AddDays(-2), 2),
    ];

    /// <summary>Titles for lists.</summary>
    public IReadOnlyList<string> Titles =>
    [
        Say("Wrong invoice template used for the Ruritania office"), Say("Label printer skipped every tenth parcel"),
        Say("Hand-over note for the night shift was not read"),
        Say("Agent answered a customer with another customer's data"), Say("Backup ran late"),
        Say("Cold chain interrupted for 40 minutes on the way to the clinic; 12 boxes discarded"),
        Say("Meeting link pointed to the wrong day"), Say("Fire door in hall 3 was blocked by pallets"),
    ];

    /// <summary>Text that a card, a browser or a chat could take for something else.</summary>
    public IReadOnlyList<string> Awkward =>
    [
        Say("<script>alert(1)</script> & <b>bold</b> &amp; &lt;"), Say("**bold** _italic_ `code` ~~gone~~ # no heading"),
        Say("[link](javascript:x) and ![picture](https://example.com/x.png)"),
        Say("<at>Everyone</at> please look"), "{{DATE(2020-01-01,SHORT)}} ${title} {0}", "😀👩‍👩‍👧 ✅ 🏳️‍🌈",
        "הדוח נשלח ללקוח הלא נכון (שלוש פעמים)", "夜间导出把上周的文件发给了三个客户",
    ];

    private string Say(string text) => say?.Invoke(text) ?? text;

    private static string Repeated(int length) =>
        string.Concat(Enumerable.Repeat(LongSentence, length / LongSentence.Length + 1))[..length];
}
