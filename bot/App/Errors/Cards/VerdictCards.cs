using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Cards;

/// <summary>The verdict on a fix as people see it: in words, in figures, and as bars where the client draws them.</summary>
internal static class VerdictCards
{
    /// <summary>Characters of the evidence of done on a card.</summary>
    private const int EvidenceShown = 600;

    private const int BlockWeeks = 4;

    /// <summary>In the own chat of somebody who is asked to confirm it.</summary>
    /// <param name="rule">The rule that chose them; null for somebody who is not asked.</param>
    /// <param name="page">The button that opens the figures as a page; null for none.</param>
    public static Card ForVerifier(ErrorRecord error, WatchLook look, DeciderRule? rule, CardAction? page) => Card(
        Say(VerificationTexts.Summary, error.Label, error.Title),
        [
            Group(Hint(error.Label), Heading(error.Title) with { Spacing = Spacing.None }),
            IsOpen(error) && rule is { } why ? Hint(Say(VerificationTexts.Why, FixWords.Of(why))) : null,
            .. Part(error, look),
            IsOpen(error)
                ? ErrorCards.Row(
                    ErrorButtons.Button(ErrorTexts.Step_ConfirmVerdict, ErrorButtons.VerbOf(ErrorAction.ConfirmVerdict), error.Number),
                    ErrorLife.Resolves(error.Triage.Verdict) ? Other(error, ErrorAction.CallFailed) : null,
                    error.Triage.Verdict is Verdict.CannotTell ? null : Other(error, ErrorAction.CallUnclear),
                    page)
                : ErrorCards.Row(page),
        ]);

    /// <summary>The watch on a card about the error.</summary>
    public static IEnumerable<Element?> Part(ErrorRecord error, WatchLook look) =>
    [
        Subheading(VerificationTexts.Heading),
        Text(WordsOf(error, look)),
        look.Watch.Verdict is { } said && VerdictWords.OfPromise(said, look.Promised) is { } promise ? Text(promise) : null,
        Facts(
            (VerificationTexts.FactBefore, VerdictWords.AWeek(look.Watch.Verdict?.RateBefore)),
            (VerificationTexts.FactSince, VerdictWords.AWeek(look.Watch.Verdict?.RateAfter)),
            (VerificationTexts.FactChange, look.Watch.Verdict is { } verdict ? VerdictWords.ChangeOf(verdict) : null),
            (VerificationTexts.FactEffective, PlainDay(DayOf(look.Watch.EffectiveAt, look.Zone))),
            (VerificationTexts.FactVersion, look.Watch.Version),
            (VerificationTexts.FactWindow, WindowOf(look.Watch)),
            (VerificationTexts.FactOthers, look.Others is [] ? null : string.Join(", ", look.Others))),
        Chart(look),
        look.Watch.IsTooRare ? StatusCard.Part(VerificationTexts.EvidenceHeading, Shown(look.Done)) : null,
        IsOpen(error) ? Hint(VerificationTexts.Proposed)
            : look.Watch.ConfirmedByName is { } name ? Hint(Say(VerificationTexts.ConfirmedBy, name)) : null,
    ];

    /// <summary>The weeks that are watched, from when on; null where none are.</summary>
    public static string? WindowOf(Watch watch) =>
        watch.IsTooRare ? null : Say(VerificationTexts.Window, watch.Weeks, PlainDay(watch.First));

    /// <summary>What is known by now, in a sentence or two.</summary>
    public static string WordsOf(ErrorRecord error, WatchLook look) => look.Watch.Verdict is { } verdict
        ? VerdictWords.Of(verdict)
        : Say(VerificationTexts.TooEarly, Moment.DayAhead(error.Triage.ReviewAt ?? look.Watch.EffectiveAt));

    private static bool IsOpen(ErrorRecord error) => error is { State: ErrorState.Verifying, Triage.Verdict: not null };

    private static ExecuteAction? Other(ErrorRecord error, ErrorAction action) =>
        ErrorButtons.For(error, action, ErrorButtons.TitleOf(action), below: true);

    private static string? Shown(string? done) => done is { Length: > EvidenceShown } ? ShortText.Cut(done, EvidenceShown) : done;

    /// <summary>Four weeks to a bar: of single weeks a card is too narrow to write the days below.</summary>
    private static BarChart? Chart(WatchLook look)
    {
        if (look.Picture is not { } picture) return null;
        var weeks = picture.Weeks.Where(week => week.Period is not WeekPeriod.Since).ToList();
        var before = weeks.Skip(weeks.Count % BlockWeeks).Chunk(BlockWeeks).Select(Block).ToList();
        var since = picture.Weeks.Where(week => week.Period is WeekPeriod.Since).Chunk(BlockWeeks)
            .Where(block => block.Length is BlockWeeks).Select(Block).ToList();
        return before is [] ? null : new(
            VerificationTexts.ChartOfBlocks, [.. before, .. since],
            Say(VerificationTexts.ChartWords, CountsOf(before), CountsOf(since)));
    }

    private static Bar Block(PicturedWeek[] weeks) => new(
        weeks[0].Monday.ToString("MM-dd", CultureInfo.InvariantCulture), weeks.Sum(week => week.Count))
    {
        Color = weeks[^1].Period switch
        {
            WeekPeriod.Since => ChartColor.Good, WeekPeriod.Between => ChartColor.Warning, _ => ChartColor.Neutral,
        },
    };

    private static string CountsOf(IEnumerable<Bar> bars) =>
        string.Join(" · ", bars.Select(bar => bar.Y.ToString(CultureInfo.CurrentCulture)).DefaultIfEmpty("–"));
}
