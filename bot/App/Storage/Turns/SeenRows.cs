using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Storage.Turns;

/// <summary>The rows of the activities that were committed.</summary>
internal static class SeenRows
{
    /// <summary>Whether an activity was committed.</summary>
    public static Answer<bool> Ask(Statements database, ActivityKey key) => database.Ask($"""
        SELECT 1 FROM seen_activities
        WHERE activity = {key.Activity} AND conversation = {key.Conversation} AND channel = {key.Channel}
        """, rows => rows.Read());
}
