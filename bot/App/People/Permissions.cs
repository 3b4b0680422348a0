namespace Improvement.Bot.People;

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

/// <summary>Who may do what with errors: the table of the product's permissions, in code. Ask it inside the transaction, with the facts of that moment.</summary>
internal static class Permissions
{
    /// <summary>Whether somebody may do something.</summary>
    /// <param name="error">What it is about; null for what is about none.</param>
    public static bool May(Principal who, ErrorAction action, ErrorFacts? error = null) => action switch
    {
        ErrorAction.Report or ErrorAction.Search => true,
        _ when error is null => false,
        ErrorAction.See => Visibility.Of(who, error) is AccessLevel.Everything,
        ErrorAction.Witness => Visibility.Of(who, error) is not AccessLevel.Nothing,
        ErrorAction.AddDetail => Visibility.Of(who, error) is AccessLevel.Everything,
        ErrorAction.Edit => IsOwn(who, error) && !error.IsTriaged,
        ErrorAction.Withdraw => (IsOwn(who, error) && !error.IsTriaged) || IsLed(who, error),
        ErrorAction.Triage => IsLed(who, error),
        _ => false,
    };

    /// <summary>Whether somebody may choose the settings of a team.</summary>
    public static bool MaySetUp(Principal who, TeamId team) => who.IsAdministrator || who.Leads.Contains(team);

    /// <summary>Why something is refused, to be said to that person alone.</summary>
    public static string WhyNot(ErrorAction action, AccessLevel level) => level is AccessLevel.Nothing ? PeopleTexts.Refused_See : action switch
    {
        ErrorAction.Edit => PeopleTexts.Refused_Edit,
        ErrorAction.AddDetail => PeopleTexts.Refused_AddDetail,
        ErrorAction.Withdraw => PeopleTexts.Refused_Withdraw,
        ErrorAction.Triage => PeopleTexts.Refused_Triage,
        _ => PeopleTexts.Refused_See,
    };

    private static bool IsOwn(Principal who, ErrorFacts error) => who.Person != default && error.Reporter == who.Person;

    private static bool IsLed(Principal who, ErrorFacts error) => who.IsAdministrator || who.LeadsErrorsOf(error.Team);
}
