using Improvement.Bot.Errors.Impact;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Life;

/// <summary>The facts about an error on which its steps depend, for one person at one moment.</summary>
internal sealed record ErrorFacts(AccessFacts Access, ErrorState State)
{
    /// <summary>How bad it is.</summary>
    public Severity Severity { get; init; }

    /// <summary>How urgently it asks for action.</summary>
    public ActionPriority Priority { get; init; }

    /// <summary>The state from which it was deferred, or its risk accepted; null for neither.</summary>
    public ErrorState? CameFrom { get; init; }

    /// <summary>Who ruled it out last; null for nobody.</summary>
    public PersonId? RuledOutBy { get; init; }

    /// <summary>Since when it is in its state, UTC; null where that is not known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether its reporter has objected to its being ruled out.</summary>
    public bool IsObjectedTo { get; init; }

    /// <summary>The present moment, UTC.</summary>
    public DateTimeOffset Now { get; init; }
}
