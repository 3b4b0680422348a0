namespace Improvement.Bot.People;

/// <summary>What people do with errors.</summary>
internal enum Deed
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
    public static bool May(Standing who, Deed deed, ErrorFacts? error = null) => deed switch
    {
        Deed.Report or Deed.Search => true,
        _ when error is null => false,
        Deed.See => Visibility.Of(who, error) is Sight.Everything,
        Deed.Witness => Visibility.Of(who, error) is not Sight.Nothing,
        Deed.AddDetail => Visibility.Of(who, error) is Sight.Everything,
        Deed.Edit => IsOwn(who, error) && !error.IsTriaged,
        Deed.Withdraw => (IsOwn(who, error) && !error.IsTriaged) || IsLed(who, error),
        Deed.Triage => IsLed(who, error),
        _ => false,
    };

    /// <summary>Whether somebody may choose the settings of a team.</summary>
    public static bool MaySetUp(Standing who, TeamId team) => who.IsAdministrator || who.Leads.Contains(team);

    /// <summary>Why something is refused, to be said to that person alone.</summary>
    public static string WhyNot(Deed deed, Sight sight) => sight is Sight.Nothing ? PeopleTexts.Refused_See : deed switch
    {
        Deed.Edit => PeopleTexts.Refused_Edit,
        Deed.AddDetail => PeopleTexts.Refused_AddDetail,
        Deed.Withdraw => PeopleTexts.Refused_Withdraw,
        Deed.Triage => PeopleTexts.Refused_Triage,
        _ => PeopleTexts.Refused_See,
    };

    private static bool IsOwn(Standing who, ErrorFacts error) => who.Person != default && error.Reporter == who.Person;

    private static bool IsLed(Standing who, ErrorFacts error) => who.IsAdministrator || who.LeadsErrorsOf(error.Team);
}
