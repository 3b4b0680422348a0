using System.Globalization;
using System.Text.Json;
using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary>
/// <c>/triage</c>: the reports that wait for a lead, one after the other. <em>Accept</em> takes what is proposed and shows the next one in
/// the place of the card: ten reports whose proposals are right are ten presses.
/// </summary>
internal static class TriageCommand
{
    /// <summary>The command.</summary>
    public const string Name = "triage";

    /// <summary>Accepts the report that is shown and goes on.</summary>
    public const string Accept = "triage.accept";

    /// <summary>Leaves the report for later and goes on.</summary>
    public const string Skip = "triage.skip";

    /// <summary>The command.</summary>
    public static ValueTask Run(TurnContext turn, string words, CancellationToken ct)
    {
        turn.SayPrivately(OutgoingActivity.Of(CardOf(turn, after: null)));
        return default;
    }

    /// <summary>The press that goes on without a decision.</summary>
    public static ValueTask Skipped(TurnContext turn, CancellationToken ct)
    {
        turn.Show(CardOf(turn, PlaceIn(turn.PressData)));
        return default;
    }

    /// <summary>The press that accepts.</summary>
    public static ValueTask Accepted(TurnContext turn, CancellationToken ct)
    {
        var number = turn.PressData.Whole("error") ?? 0;
        var after = PlaceIn(turn.PressData);
        if (turn.Services.GetRequiredService<TriageSteps>().Look(number, ErrorAction.Accept).Refusal is { } refusal)
        {
            turn.Show(CardOf(turn, after, refusal));
            return default;
        }

        turn.Write(writer =>
        {
            var late = AcceptError.AsProposed(turn.Services.GetRequiredService<TriageSteps>(), number);
            var card = CardOf(turn, after, late ?? Say(TriageTexts.QueueAccepted, ErrorKind.Labels.Of(number)));
            PressAnswer.Show(turn, writer, card, toStay: true);
            return default;
        });
        return default;
    }

    private static Card CardOf(TurnContext turn, QueuePlace? after, string? line = null)
    {
        var queue = turn.Services.GetRequiredService<TriageQueue>();
        if (!queue.Leads()) return Line(ErrorTexts.Refused_Triage);
        var left = queue.Count();
        return queue.Next(after) is { } error ? Waiting(error, left, line)
            : left > 0 && after is not null ? AtEnd(left, line)
            : Empty(queue.Closed(), line, queue.Alarms());
    }

    /// <summary>A report of the queue.</summary>
    /// <param name="left">How many wait, with this one.</param>
    /// <param name="line">What was done with the one before; null for nothing.</param>
    public static Card Waiting(ErrorRecord error, long left, string? line = null) => Card(
        Say(RecordTexts.Summary, error.Label, error.Title),
        [
            line is null ? null : Hint(line),
            Hint(left is 1 ? TriageTexts.QueueLast : Say(TriageTexts.QueueLeft, Counted(left))),
            .. ErrorCards.Glance(error),
            Buttons(
                Button(TriageTexts.QueueAccept, Accept, error),
                ErrorButtons.Button(ErrorTexts.NextStep, ErrorButtons.Next, error.Number),
                Button(TriageTexts.QueueSkip, Skip, error),
                ErrorCards.OpenSource(error)),
        ]);

    /// <summary>The end of a queue in which some were left for later.</summary>
    public static Card AtEnd(long left, string? line) => Card(
        TriageTexts.QueueEnd,
        line is null ? null : Hint(line),
        Text(Say(TriageTexts.QueueEnd, Counted(left))),
        Buttons(ExecuteAction.Of(TriageTexts.QueueAgain, Skip)));

    /// <summary>
    /// An empty queue, with the loop-closed rate where something came to an end, and the account of the alarms where categories are
    /// watched.
    /// </summary>
    public static Card Empty(LoopClosed closed, string? line, AlarmAccount? alarms = null) => Card(
        TriageTexts.QueueEmpty,
        Text(line is null ? TriageTexts.QueueEmpty : $"{line} {TriageTexts.QueueEmpty}"),
        closed.Percent is { } percent
            ? Hint(Say(TriageTexts.LoopClosed, closed.Told, closed.People, LoopClosed.Days, percent))
            : null,
        alarms?.Words is { } account ? Hint(account) : null);

    private static Card Line(string text) => Card(text, Text(text));

    private static string Counted(long left) =>
        left >= TriageQueue.MostCounted ? Say(TriageTexts.QueueMany, TriageQueue.MostCounted) : left.ToString(CultureInfo.InvariantCulture);

    private static ExecuteAction Button(string title, string verb, ErrorRecord error) => ExecuteAction.Of(
        title, verb, ("error", error.Number), ("at", error.CreatedAt.ToUnixTimeMilliseconds()));

    private static QueuePlace? PlaceIn(JsonElement data) => data.Whole("error") is { } number && data.Whole("at") is { } at
        ? new(DateTimeOffset.FromUnixTimeMilliseconds(at), number)
        : null;
}
