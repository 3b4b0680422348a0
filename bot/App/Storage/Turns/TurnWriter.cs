using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage.Engine;

namespace Improvement.Bot.Storage.Turns;

/// <summary>What a commit writes for the framework: dialogs, places and outbox rows.</summary>
/// <param name="now">When it was asked for, as it is kept (see <see cref="Moments"/>).</param>
internal sealed class TurnWriter(CommitWriter writer, long now) : ITurnWriter
{
    /// <summary>Whether others write at the same time; then the numbers of outbox rows are given at the end of the transaction.</summary>
    private bool IsBeside => writer.Statements.IsBeside;

    public void Save(SavedDialog dialog) => DialogRows.Save(writer.Statements, dialog);

    public void End(SavedDialog dialog) => DialogRows.End(writer.Statements, dialog);

    public void Enqueue(OutboxRow row)
    {
        if (IsBeside && row.FanOut is null)
        {
            OutboxRows.Append(writer.Statements, row, now);
            return;
        }

        if (OutboxRows.Add(writer.Statements, row, now) is not { } added) return;
        if (added.FanOut is { } fanOut) FanOutRows.Plan(writer.Statements, fanOut);
        writer.Announce(added);
    }

    public void SendAgain(string conversation, params IReadOnlyList<string> people) =>
        writer.Announce(OutboxRows.TakeBack(writer.Statements, conversation, people, now));

    public Place PlaceOf(string subject, string view, Address to, string? activityId = null) =>
        PlaceRows.FindOrAdd(writer.Statements, subject, view, to, activityId);

    public IReadOnlyList<Place> PlacesOf(string subject) => PlaceRows.Of(writer.Statements, subject);
}
