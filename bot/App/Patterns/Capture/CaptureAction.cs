using System.Globalization;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Messages;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Capture;

/// <summary>
/// <em>Keep as success pattern</em>, on a message and beside the compose box: the form of <see cref="CaptureSuccess"/> in a dialog of
/// Teams. Nothing is kept before it is sent, so the form carries what it needs (see <see cref="MessageDraft"/>).
/// </summary>
internal static class CaptureAction
{
    /// <summary>The command, as the manifest names it.</summary>
    public const string Command = "captureSuccess";

    private const string Done = "done";

    /// <summary>Opens the dialog; only looks.</summary>
    public static async ValueTask Opened(TurnContext turn, CancellationToken ct)
    {
        var message = SourceMessage.In(turn.Activity.Value);
        var (form, _) = await FormFor(turn, message.Text);
        turn.Answer = Shown(form, MessageDraft.Of(message, turn.Now), Values.None, Problems.None, message.IsCut);
    }

    /// <summary>Keeps what was filled in, or shows it again with what is missing.</summary>
    public static async ValueTask Sent(TurnContext turn, CancellationToken ct)
    {
        var data = turn.Activity.Value.Member("data");
        if (data.Flag(Done)) turn.Answer = InvokeAnswer.Empty;
        else if (MessageDraft.Read(data, turn.Now) is not { } draft) turn.Tell(PatternTexts.FormUnknown);
        else if (KeptBefore(turn.Services, draft) is { } number) turn.Answer = Kept(turn, number, isToldInChat: true);
        else await Take(turn, draft, Values.From(data));
    }

    /// <summary>The card in the dialog: the form, with the message that it is about.</summary>
    /// <param name="isCut">Whether the message is longer than what stands in the form.</param>
    public static Card Form(Form<CapturedSuccess> form, MessageDraft draft, Values values, Problems problems, bool isCut)
    {
        var card = form.Filled(values, problems).WithSubmit(form.Submit!, draft.ToData());
        return draft.Source(isCut) is { } source ? card with { Body = card.Body.Insert(1, source) } : card;
    }

    /// <summary>What was kept, and where to follow it.</summary>
    /// <param name="isToldInChat">Whether the bot can write to the person.</param>
    public static Card KeptCard(Pattern pattern, bool isToldInChat) => Card(
        StatusCard.Summary(pattern.Label, pattern.Title),
        StatusCard.Head(pattern.Label, pattern.Title),
        Text(Wording.Say(isToldInChat ? PatternTexts.KeptThanks : PatternTexts.KeptWithoutChat, pattern.Label)),
        Buttons(new SubmitAction(new JsonObject { [Done] = true }) { Title = PatternTexts.CloseDialog }));

    private static async ValueTask Take(TurnContext turn, MessageDraft draft, Values values)
    {
        var (form, similar) = await FormFor(turn, values[nameof(CapturedSuccess.Story)] ?? "");
        var reading = form.Read(values, CaptureJson.Default.CapturedSuccess);
        var again = values.With(nameof(CapturedSuccess.Shown), Numbers(similar));
        if (!reading.IsGood || reading.Answer is not { } asked)
        {
            turn.Answer = Shown(form, draft, again, reading.Problems);
            return;
        }

        // What was typed into the dialog itself could be compared only now.
        if (asked.Same is null && similar.Any(number => !asked.HasShown(number)))
        {
            turn.Answer = Shown(form, draft, again, Problems.None.Add("", PatternTexts.SimilarLate));
            return;
        }

        turn.Write(async _ => await Keep(turn, draft, asked));
    }

    /// <summary>Inside the transaction, so whoever sends twice finds what the first sending kept.</summary>
    private static async ValueTask Keep(TurnContext turn, MessageDraft draft, CapturedSuccess asked)
    {
        var services = turn.Services;
        var origin = new RequestOrigin(draft.Key, draft.ShownAt);
        if (asked.Same is { } known)
        {
            var used = services.GetRequiredService<PatternUse>().Note(known, about: null, origin);
            turn.Answer = InvokeAnswer.Task(PatternTexts.DialogTitle, Said(used.Refusal ?? used.Thanks), "medium");
            return;
        }

        var before = KeptBefore(services, draft);
        var number = before
            ?? await services.GetRequiredService<PatternCapture>().Keep(asked, origin: null, origin, draft.Link, draft.Author);
        var isTold = before is not null || services.GetRequiredService<PatternPlaces>().ShowToAuthor(number);
        turn.Answer = Kept(turn, number, isTold);
    }

    private static long? KeptBefore(IServiceProvider services, MessageDraft draft) =>
        services.GetRequiredService<Actor>().Id is { } me
            ? PatternRows.KeptBy(services.GetRequiredService<Session>(), draft.Key, me)
            : null;

    private static async ValueTask<(Form<CapturedSuccess> Form, long[] Similar)> FormFor(TurnContext turn, string story)
    {
        var choices = await turn.Services.GetRequiredService<PatternCapture>().Choices(origin: null);
        var patterns = turn.Services.GetRequiredService<SimilarPatterns>();
        long[] similar = string.IsNullOrWhiteSpace(story) ? [] : patterns.NumbersTo(story);
        return (CaptureForm.For(story, choices, patterns.Shown(similar), Numbers(similar)), similar);
    }

    private static InvokeAnswer Shown(
        Form<CapturedSuccess> form, MessageDraft draft, Values values, Problems problems, bool isCut = false) =>
        InvokeAnswer.Task(PatternTexts.DialogTitle, Form(form, draft, values, problems, isCut));

    private static InvokeAnswer Kept(TurnContext turn, long number, bool isToldInChat)
    {
        var session = turn.Services.GetRequiredService<Session>();
        return InvokeAnswer.Task(PatternTexts.DialogTitle, KeptCard(PatternRows.Find(session, number)!, isToldInChat), "medium");
    }

    private static Card Said(string words) => Card(
        words, Text(words), Buttons(new SubmitAction(new JsonObject { [Done] = true }) { Title = PatternTexts.CloseDialog }));

    private static string Numbers(long[] similar) =>
        string.Join(' ', similar.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
