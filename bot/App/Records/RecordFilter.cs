namespace Improvement.Bot.Records;

/// <summary>Which records of a team its digest and its list are about; each kind applies what it knows of.</summary>
internal record RecordFilter
{
    /// <summary>The severity, 0 to 5, below which nothing is told.</summary>
    public int SeverityFloor { get; init; }

    /// <summary>Whether what people did is told.</summary>
    public bool WithPeople { get; init; } = true;

    /// <summary>Whether what AI agents did is told.</summary>
    public bool WithAgents { get; init; } = true;

    /// <summary>The kinds of object, by name, that are told of; null for all.</summary>
    public IReadOnlySet<string>? Objects { get; init; }
}
