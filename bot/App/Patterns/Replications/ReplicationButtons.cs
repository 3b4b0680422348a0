using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>The buttons of replications, and their presses.</summary>
internal static class ReplicationButtons
{
    /// <summary>The press that shows where a pattern is used.</summary>
    public const string Board = "pattern.where-used";

    /// <summary>The press that shows what one's own team does with it.</summary>
    public const string Own = "pattern.own-team";

    /// <summary>The member of the data that names a replication.</summary>
    public const string Replication = "replication";

    /// <summary>The member of the data that has the place of a core step, from 0.</summary>
    public const string Core = "core-step";

    /// <summary>The verb of a step.</summary>
    public static string VerbOf(ReplicationStep step) => step switch
    {
        ReplicationStep.Adopt => "replication.adopt",
        ReplicationStep.Adapt => "replication.adapt",
        ReplicationStep.Reject => "replication.reject",
        ReplicationStep.DoStep => "replication.do-step",
        ReplicationStep.Change => "replication.change",
        ReplicationStep.BeginUse => "replication.begin-use",
        ReplicationStep.Confirm => "replication.confirm",
        ReplicationStep.Learn => "replication.learn",
        ReplicationStep.Judge => "replication.judge",
        _ => "replication.stop",
    };

    /// <summary>The button of a step.</summary>
    public static ExecuteAction Of(Replication one, ReplicationStep step) => ExecuteAction.Of(
        ReplicationWords.Button(step), VerbOf(step), (PatternKind.Name, one.Pattern), (Replication, one.Id));

    /// <summary>The button by which a core step is done.</summary>
    public static ExecuteAction Do(Replication one, int core, string title) => ExecuteAction.Of(
        title, VerbOf(ReplicationStep.DoStep), (PatternKind.Name, one.Pattern), (Replication, one.Id), (Core, core));

    /// <summary>The button that shows where a pattern is used, below the card.</summary>
    public static ExecuteAction WhereUsed(long pattern) =>
        ExecuteAction.Of(ReplicationTexts.WhereUsed, Board, (PatternKind.Name, pattern));

    /// <summary>The button that shows what one's own team does with a pattern, below the card.</summary>
    public static ExecuteAction OwnTeam(long pattern) =>
        ExecuteAction.Of(ReplicationTexts.OwnTeam, Own, (PatternKind.Name, pattern));
}
