using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Life;

/// <summary>The life of an error: the steps that there are today. Triage, fixes and verification add their rows.</summary>
internal static class ErrorLife
{
    /// <summary>The table.</summary>
    public static StateMachine<ErrorState, ErrorAction, AccessFacts> Machine { get; } = new(
        ErrorState.Reported,
        [
            new(ErrorState.Reported, ErrorAction.Witness, ErrorState.Reported, SeesAnything),
            new(ErrorState.Reported, ErrorAction.AddDetail, ErrorState.Reported, SeesEverything),
            new(ErrorState.Reported, ErrorAction.Edit, ErrorState.Reported, IsAuthor),
            new(ErrorState.Reported, ErrorAction.Withdraw, ErrorState.Withdrawn, (who, error) => IsAuthor(who, error) || Leads(who, error)),
            new(ErrorState.Reported, ErrorAction.Triage, ErrorState.Reported, Leads),
            new(ErrorState.Withdrawn, ErrorAction.Triage, ErrorState.Withdrawn, Leads),
        ],
        [new(ErrorState.Reported, "triage target")]);

    private static bool SeesAnything(Principal who, AccessFacts error) => ErrorKind.Access.Of(who, error) is not AccessLevel.Nothing;

    private static bool SeesEverything(Principal who, AccessFacts error) => ErrorKind.Access.Of(who, error) is AccessLevel.Everything;

    private static bool IsAuthor(Principal who, AccessFacts error) => who.Person != default && error.Author == who.Person;

    private static bool Leads(Principal who, AccessFacts error) =>
        who.IsAdministrator || who.LeadsRecordsOf(error.Team, ErrorKind.Access.LeadRole);
}
