using Improvement.Bot.Errors.Edits;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Life;

/// <summary>What people do with errors.</summary>
internal enum ErrorAction
{
    /// <summary>Report one.</summary>
    Report,

    /// <summary>Search what one may see.</summary>
    Search,

    /// <summary>See all of one.</summary>
    See,

    /// <summary>Say that the same happened to oneself.</summary>
    Witness,

    /// <summary>Add a detail.</summary>
    AddDetail,

    /// <summary>Change what was reported.</summary>
    Edit,

    /// <summary>Withdraw it.</summary>
    Withdraw,

    /// <summary>Triage, assign, change impact and category, restrict it and name readers.</summary>
    Triage,
}

/// <summary>What permissions ask about an error, for one person.</summary>
internal sealed record ErrorFacts(AccessFacts Access, ErrorState State);

/// <summary>
/// Who may do what with errors: what changes one by the rows of <see cref="ErrorLife"/>, the rest here. Ask it inside the transaction, with
/// the facts of that moment.
/// </summary>
internal static class ErrorPermissions
{
    /// <summary>Whether somebody may do something.</summary>
    /// <param name="error">What it is about; null for what is about none.</param>
    public static bool May(Principal who, ErrorAction action, ErrorFacts? error = null) => action switch
    {
        ErrorAction.Report or ErrorAction.Search => true,
        _ when error is null => false,
        ErrorAction.See => ErrorKind.Access.Of(who, error.Access) is AccessLevel.Everything,
        _ => ErrorLife.Machine.May(who, action, error.State, error.Access),
    };

    /// <summary>Why something is refused, to be said to that person alone.</summary>
    public static string WhyNot(ErrorAction action, AccessLevel level) => action switch
    {
        _ when level is AccessLevel.Nothing => ErrorTexts.Refused_See,
        ErrorAction.Edit => ErrorTexts.Refused_Edit,
        ErrorAction.AddDetail => ErrorTexts.Refused_AddDetail,
        ErrorAction.Withdraw => ErrorTexts.Refused_Withdraw,
        ErrorAction.Triage => ErrorTexts.Refused_Triage,
        _ => ErrorTexts.Refused_See,
    };
}
