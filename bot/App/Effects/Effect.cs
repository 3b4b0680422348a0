using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Effects;

/// <summary>An effect of a record that was registered before it began, and what came out.</summary>
/// <param name="Subject">The record that it is the effect of.</param>
/// <param name="Team">The team in whose calendar and figures it is measured.</param>
/// <param name="By">Who registered it; null once they are erased.</param>
internal sealed record Effect(long Id, RecordId Subject, TeamId Team, PersonId? By, DateTimeOffset RegisteredAt, EffectPlan Plan)
{
    /// <summary>When it is judged; null once it was, or was taken back.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was taken back, before its start; null where it was not.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>When it was judged; null until then.</summary>
    public DateTimeOffset? JudgedAt { get; init; }

    /// <summary>What the figures say; null until it is judged.</summary>
    public EffectFinding? Found { get; init; }

    /// <summary>The same of what must not get worse.</summary>
    public EffectFinding? BalanceFound { get; init; }

    /// <summary>Figures of the time before the start that were sent or changed after it; known once it is judged.</summary>
    public int LateFigures { get; init; }

    /// <summary>Who registered it, as they are called; empty once they are erased.</summary>
    public string ByName { get; init; } = "";
}
