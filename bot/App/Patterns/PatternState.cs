namespace Improvement.Bot.Patterns;

/// <summary>Where a pattern stands in its life. Kept by name; there are no other states.</summary>
internal enum PatternState
{
    /// <summary>Kept by somebody, and not checked yet.</summary>
    Candidate,

    /// <summary>Somebody other than its author has confirmed the criteria and their evidence.</summary>
    Validated,

    /// <summary>In use in three teams, 28 days each, and worse in none.</summary>
    Replicated,

    /// <summary>A pattern lead decided that it is how the work is done.</summary>
    Standard,

    /// <summary>A verdict of worse, or two open flags: it is not to be relied on until somebody decides.</summary>
    Challenged,

    /// <summary>Not offered any more.</summary>
    Retired,
}

/// <summary>
/// What people, and the bot itself, do with a pattern; each is a row of <see cref="PatternLife"/> for each state that has it.
/// </summary>
internal enum PatternStep
{
    /// <summary>Somebody says that they used it.</summary>
    Use,

    /// <summary>Somebody says what is wrong with it.</summary>
    Flag,

    /// <summary>What it says is changed; that is a new version.</summary>
    Fix,

    /// <summary>Somebody other than its author checks the criteria.</summary>
    Check,

    /// <summary>A pattern lead makes it the standard.</summary>
    MakeStandard,

    /// <summary>Its owner, or who leads, says what became of a flag.</summary>
    AnswerFlag,

    /// <summary>Its validator, or who leads, decides that it stands although it was challenged.</summary>
    Uphold,

    /// <summary>Somebody is named who did it.</summary>
    Name,

    /// <summary>Its owner, or who leads, has looked: it is still right.</summary>
    Confirm,

    /// <summary>Somebody becomes its owner, where it has none any more.</summary>
    Adopt,

    /// <summary>It is offered to other teams.</summary>
    Spread,

    /// <summary>Its owner takes it out of use; the bot, where nobody adopted it.</summary>
    Retire,

    /// <summary>The evidence says that it is replicated.</summary>
    Replicate,

    /// <summary>The evidence speaks against it.</summary>
    Challenge,
}
