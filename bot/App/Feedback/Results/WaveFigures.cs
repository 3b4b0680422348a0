using System.Collections.Immutable;

namespace Improvement.Bot.Feedback.Results;

/// <summary>A group of the one breakdown.</summary>
/// <param name="Segment">Its number, 1 or more; 0 is everybody. Whoever belongs to none of the others has a group as well.</param>
/// <param name="Name">How people call it.</param>
/// <param name="Invited">People of it who were asked.</param>
internal sealed record SurveyGroup(int Segment, string Name, int Invited);

/// <summary>
/// The totals of a wave as they were when it closed, before anything was held back. They live for the moment of the release and are never
/// stored; as text they say nothing.
/// </summary>
/// <param name="Invited">People who were asked.</param>
/// <param name="Responded">People who answered.</param>
internal sealed class WaveFigures(int Invited, int Responded)
{
    /// <summary>People who were asked.</summary>
    public int Invited { get; } = Invited;

    /// <summary>People who answered.</summary>
    public int Responded { get; } = Responded;

    /// <summary>The groups; none where there is no breakdown.</summary>
    public ImmutableArray<SurveyGroup> Groups { get; init; } = [];

    /// <summary>How often an answer was given, by item, segment and answer; without a breakdown the segment is 0.</summary>
    public required ImmutableDictionary<(string Item, int Segment, string Answer), int> Counts { get; init; }

    /// <summary>How many wrote something, by the code of the text.</summary>
    public ImmutableDictionary<string, int> Written { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>
    /// For each item that may be a driver: a row for each of its parts from bad news to good, in it how often each part of the outcome, in
    /// the same order, was given with it. Only of waves of <see cref="Drivers.Fewest"/> people and more.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<ImmutableArray<int>>> WithOutcome { get; init; } =
        ImmutableDictionary<string, ImmutableArray<ImmutableArray<int>>>.Empty;

    /// <summary>Whether answers may be of a group.</summary>
    public bool Has(int segment) => Groups is [] ? segment is 0 : Groups.Any(group => group.Segment == segment);

    /// <summary>How often an answer was given in a group.</summary>
    public int In(int segment, string item, string answer) => Counts.GetValueOrDefault((item, segment, answer));

    /// <summary>How often an answer was given by anybody.</summary>
    public int Of(string item, string answer) =>
        Groups is [] ? In(0, item, answer) : Groups.Sum(group => In(group.Segment, item, answer));

    /// <inheritdoc/>
    public override string ToString() => nameof(WaveFigures);
}
