using Improvement.Bot.People;

namespace Improvement.Bot.Records;

/// <summary>The properties that records of every kind have.</summary>
internal interface IRecord
{
    /// <summary>Its number, from 1; with the prefix of its kind the label that people write.</summary>
    long Number { get; }

    /// <summary>The title, in one line.</summary>
    string Title { get; }

    /// <summary>The team that it belongs to; null for none.</summary>
    TeamId? OfTeam { get; }

    /// <summary>Whether only some of its team may see it.</summary>
    bool Restricted { get; }
}
