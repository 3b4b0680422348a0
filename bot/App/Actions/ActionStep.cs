namespace Improvement.Bot.Actions;

/// <summary>What people do with an action item; each is a row of <see cref="ActionLife"/> for each state that has it.</summary>
internal enum ActionStep
{
    /// <summary>A lead lets it be done.</summary>
    Approve,

    /// <summary>Somebody of its team owns from now on what nobody owned.</summary>
    Take,

    /// <summary>Its owner begins, or goes on after it was blocked.</summary>
    Start,

    /// <summary>It is done, with evidence.</summary>
    Finish,

    /// <summary>Somebody else has seen that it is done.</summary>
    Verify,

    /// <summary>Somebody has seen that it is not done, or a lead says so.</summary>
    NotDone,

    /// <summary>Something stands in its way.</summary>
    Block,

    /// <summary>It gets another due date.</summary>
    MoveDate,

    /// <summary>It gets another owner.</summary>
    Reassign,

    /// <summary>A lead decides that it is not done.</summary>
    Decline,

    /// <summary>It is not needed any more.</summary>
    Cancel,
}
