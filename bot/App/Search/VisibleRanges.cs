using System.Runtime.InteropServices;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Search;

/// <summary>What the records of a range have in common; each has an index, or few records.</summary>
internal enum RangeOf
{
    /// <summary>Nothing: all that there are.</summary>
    All,

    /// <summary>They belong to a team.</summary>
    Team,

    /// <summary>Somebody brought them in.</summary>
    Author,

    /// <summary>Somebody owns them.</summary>
    Owner,

    /// <summary>Somebody is named on them.</summary>
    Named,

    /// <summary>Somebody is a witness of them.</summary>
    Witness,
}

/// <summary>Records of one kind that are read in one go, the newest first.</summary>
/// <param name="Id">The team or the person; zero for all records.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VisibleRange(RecordKind Kind, RangeOf Of, long Id);

/// <summary>
/// Where the records that somebody may see are to be read, so that a list costs what it shows and not what there is. The ranges hold all
/// that <see cref="Access"/> lets them see, and often more: its condition is asked of what is read. A test holds the two
/// together.
/// </summary>
internal static class VisibleRanges
{
    /// <summary>The ranges of a viewer; a record may be in several.</summary>
    /// <param name="sharing">Teams of which others see number and title, where that is enough.</param>
    public static IReadOnlyList<VisibleRange> Of(RecordKind kind, Principal viewer, params IEnumerable<TeamId> sharing)
    {
        if (viewer.IsAdministrator || viewer.LeadsAll(kind.Access.LeadRole)) return [new(kind, RangeOf.All, 0)];
        var me = viewer.Person.Value;
        var teams = viewer.IsGuest ? viewer.Leads : viewer.Leads.Union(viewer.Teams).Union(sharing);
        return [
            new(kind, RangeOf.Author, me), new(kind, RangeOf.Owner, me), new(kind, RangeOf.Named, me), new(kind, RangeOf.Witness, me),
            .. OfTeams(kind, teams)];
    }

    /// <summary>What somebody brought in or met.</summary>
    public static IReadOnlyList<VisibleRange> OfOwn(RecordKind kind, PersonId person) =>
        [new(kind, RangeOf.Author, person.Value), new(kind, RangeOf.Witness, person.Value)];

    /// <summary>The records of some teams.</summary>
    public static IEnumerable<VisibleRange> OfTeams(RecordKind kind, IEnumerable<TeamId> teams) =>
        teams.Select(team => new VisibleRange(kind, RangeOf.Team, team.Value));
}
