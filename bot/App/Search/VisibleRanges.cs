using System.Runtime.InteropServices;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Search;

/// <summary>The column by which the records of a range are selected; each has an index, or few records.</summary>
internal enum RangeOf
{
    /// <summary>None: all records of the kind.</summary>
    All,

    /// <summary>The team.</summary>
    Team,

    /// <summary>Who brought the record in.</summary>
    Author,

    /// <summary>The owner.</summary>
    Owner,

    /// <summary>The people who are named on it.</summary>
    Named,

    /// <summary>The witnesses.</summary>
    Witness,
}

/// <summary>An index range of records of one kind, the newest first.</summary>
/// <param name="Id">The team or the person; zero for all records.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VisibleRange(RecordKind Kind, RangeOf Of, long Id);

/// <summary>
/// The index ranges that hold the records a viewer may see, so that a list costs what it shows and not the size of the table. They are a
/// superset of what <see cref="Access"/> permits, whose condition is checked on each record that is read; a test compares the two.
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

    /// <summary>What somebody brought in, owns or met.</summary>
    public static IReadOnlyList<VisibleRange> OfOwn(RecordKind kind, PersonId person) =>
        [new(kind, RangeOf.Author, person.Value), new(kind, RangeOf.Owner, person.Value), new(kind, RangeOf.Witness, person.Value)];

    /// <summary>The records of some teams.</summary>
    public static IEnumerable<VisibleRange> OfTeams(RecordKind kind, IEnumerable<TeamId> teams) =>
        teams.Select(team => new VisibleRange(kind, RangeOf.Team, team.Value));
}
