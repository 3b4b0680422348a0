using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Clusters;

/// <summary>An error of a cluster.</summary>
/// <param name="State">Its state, by name.</param>
/// <param name="DuplicateOf">The error that it is the same as; null for none.</param>
internal sealed record ClusterMember(long Number, string State, long? DuplicateOf)
{
    // A report that was taken back, or is no error, is no occurrence of anything; a duplicate counts on the one that it is the same as.
    internal bool Counts => DuplicateOf is null && State is not ("Withdrawn" or "NotAnError");

    /// <summary>Whether no more than its number is known.</summary>
    internal bool IsUnread => State is "";

    /// <summary>An error of which no more than its number is known.</summary>
    internal static ClusterMember Unread(long number) => new(number, "", null);
}

/// <summary>
/// A cluster: the errors that belong together, an error with what is the same (duplicates, which end a report) and with what people
/// confirmed to have the same root (<em>Belongs together</em>, where both live on), and so on from each of these.
/// </summary>
/// <param name="Members">Its errors, by number; the one that was asked for is always among them.</param>
/// <param name="Links">The pairs that belong together without being duplicates, the smaller number first.</param>
internal sealed record Cluster(long Of, IReadOnlyList<ClusterMember> Members, IReadOnlyList<(long First, long Second)> Links)
{
    /// <summary>Errors of a cluster at most; those farther away are left out, so that one wrong link costs no minutes.</summary>
    public const int MostMembers = 200;

    /// <summary>Its primary: the first report that counts by itself; where none does, the first report.</summary>
    public long Primary => (Members.FirstOrDefault(member => member.Counts) ?? Members[0]).Number;

    /// <summary>The numbers of its errors.</summary>
    public IReadOnlySet<long> Numbers { get; } = Members.Select(member => member.Number).ToHashSet();

    /// <summary>
    /// The errors whose reports and accounts are the occurrences of the cluster, each once: without duplicates, whose accounts stand with
    /// the error that they are the same as, and without what was withdrawn or is no error, unless it is the one that was asked for.
    /// </summary>
    public IEnumerable<long> Counted => Members
        .Where(member => member.Counts || (member.Number == Of && member.DuplicateOf is null))
        .Select(member => member.Number);

    /// <summary>The errors that belong together with one of it by a decision of their own, in the order of their numbers.</summary>
    public IEnumerable<long> LinkedTo(long number) => Links
        .Where(link => link.First == number || link.Second == number)
        .Select(link => link.First == number ? link.Second : link.First)
        .Order();

    /// <summary>The duplicates of one of it.</summary>
    public IEnumerable<long> DuplicatesOf(long number) =>
        Members.Where(member => member.DuplicateOf == number).Select(member => member.Number);

    /// <summary>The cluster of an error; of one that is not there, the error alone.</summary>
    public static Cluster Find(Session session, long number)
    {
        var members = new SortedDictionary<long, ClusterMember> { [number] = ClusterMember.Unread(number) };
        var links = new SortedSet<(long First, long Second)>();
        for (long[] frontier = [number]; frontier is not [] && members.Count < MostMembers;)
        {
            var linked = Linked(session, frontier);
            frontier = Around(session, frontier, linked, members);
            links.UnionWith(linked);
        }

        // Of what lies beyond the limit nothing but the number is known, so that nobody could say whether it counts.
        foreach (var beyond in members.Values.Where(member => member.IsUnread && member.Number != number).ToList())
        {
            members.Remove(beyond.Number);
        }

        links.RemoveWhere(link => !members.TryGetValue(link.First, out var first) || !members.TryGetValue(link.Second, out var second)
            || first.DuplicateOf == second.Number || second.DuplicateOf == first.Number);
        return new(number, [.. members.Values], [.. links]);
    }

    /// <summary>The errors that are the same as some of them, these among them: all that hang on each other as duplicates.</summary>
    public static HashSet<long> TheSameAs(Session session, IReadOnlyCollection<long> numbers)
    {
        var same = new SortedDictionary<long, ClusterMember>();
        foreach (var number in numbers) same.TryAdd(number, ClusterMember.Unread(number));
        for (long[] frontier = [.. same.Keys]; frontier is not [] && same.Count < MostMembers;)
        {
            frontier = Around(session, frontier, [], same);
        }

        return [.. same.Keys];
    }

    /// <summary>The errors on which an error counts as a duplicate, the nearest first.</summary>
    public static IReadOnlyList<long> Above(Session session, long number)
    {
        var above = new List<long>();
        while (session.Statements.Number($"SELECT duplicate_of FROM errors WHERE id = {number}") is { } primary
            && !above.Contains(primary) && above.Count < MostMembers)
        {
            above.Add(primary);
            number = primary;
        }

        return above;
    }

    /// <summary>Takes in what is next to some errors, and gives those that are new.</summary>
    private static long[] Around(
        Session session, long[] frontier, IEnumerable<(long First, long Second)> linked, SortedDictionary<long, ClusterMember> members)
    {
        var added = new List<long>();
        Add(linked.SelectMany(link => new[] { link.First, link.Second }));
        var found = Read(session, [.. frontier.Where(number => members[number].IsUnread), .. added], frontier);
        Add(found.Select(member => member.Number));
        foreach (var member in found)
        {
            if (members.ContainsKey(member.Number)) members[member.Number] = member;
        }

        Add(found.Select(member => member.DuplicateOf).OfType<long>()); // read in the next round
        return [.. added];

        void Add(IEnumerable<long> numbers)
        {
            foreach (var number in numbers)
            {
                if (members.Count < MostMembers && members.TryAdd(number, ClusterMember.Unread(number))) added.Add(number);
            }
        }
    }

    /// <summary>Some errors, and the duplicates of others.</summary>
    private static List<ClusterMember> Read(Session session, long[] numbers, long[] primaries)
    {
        var found = new List<ClusterMember>();
        var duplicates = Sql.Of($"SELECT id, state, duplicate_of FROM errors WHERE duplicate_of IN {primaries}");
        using var rows = numbers is []
            ? session.Statements.Read($"{duplicates}")
            : session.Statements.Read($"SELECT id, state, duplicate_of FROM errors WHERE id IN {numbers} UNION ALL {duplicates}");
        while (rows.Read()) found.Add(new(rows.GetInt64(0), rows.GetString(1), rows.NumberOrNull(2)));
        return [.. found.OrderBy(member => member.Number)];
    }

    private static List<(long First, long Second)> Linked(Session session, long[] numbers) =>
        [.. ErrorPairs.Of(session, numbers).Where(decision => decision.Value).Select(decision => decision.Key)];
}
