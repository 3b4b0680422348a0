using System.Runtime.InteropServices;
using Improvement.Bot.People;

namespace Improvement.Bot.Errors.Search;

/// <summary>What the errors of a range have in common; each kind has an index, or few errors.</summary>
internal enum RangeOf
{
    /// <summary>Nothing: all that there are.</summary>
    All,

    /// <summary>They belong to a team.</summary>
    Team,

    /// <summary>Somebody reported them.</summary>
    Reporter,

    /// <summary>Somebody owns them.</summary>
    Owner,

    /// <summary>Somebody is named on them.</summary>
    Named,

    /// <summary>Somebody is a witness of them.</summary>
    Witness,
}

/// <summary>Errors that are read in one go, the newest first.</summary>
/// <param name="Id">The team or the person; zero for all errors.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VisibleRange(RangeOf Kind, long Id);

/// <summary>
/// Where the errors that somebody may see are to be read, so that a list costs what it shows and not what there is. The ranges hold all
/// that <see cref="ErrorKind.Access"/> lets them see, and often more: its condition is asked of what is read. A test holds the two
/// together.
/// </summary>
internal static class VisibleRanges
{
    /// <summary>The ranges of a viewer; an error may be in several.</summary>
    /// <param name="sharing">Teams of which others see number and title, where that is enough.</param>
    public static IReadOnlyList<VisibleRange> Of(Principal viewer, params IEnumerable<TeamId> sharing)
    {
        if (viewer.IsAdministrator || viewer.LeadsAll(ErrorKind.Access.LeadRole)) return [new(RangeOf.All, 0)];
        var me = viewer.Person.Value;
        var teams = viewer.IsGuest ? viewer.Leads : viewer.Leads.Union(viewer.Teams).Union(sharing);
        return [new(RangeOf.Reporter, me), new(RangeOf.Owner, me), new(RangeOf.Named, me), new(RangeOf.Witness, me), .. OfTeams(teams)];
    }

    /// <summary>What somebody reported or met.</summary>
    public static IReadOnlyList<VisibleRange> OfOwn(PersonId person) =>
        [new(RangeOf.Reporter, person.Value), new(RangeOf.Witness, person.Value)];

    /// <summary>The errors of some teams.</summary>
    public static IEnumerable<VisibleRange> OfTeams(IEnumerable<TeamId> teams) =>
        teams.Select(team => new VisibleRange(RangeOf.Team, team.Value));
}
