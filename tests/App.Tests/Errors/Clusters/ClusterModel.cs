using Improvement.Bot.People;

namespace Improvement.Bot.Tests.Errors.Clusters;

/// <summary>
/// The reference of clusters: union-find over the decisions that hold, built anew for each question, and sums over trees of duplicates.
/// </summary>
internal sealed class ClusterModel
{
    private readonly Dictionary<long, PersonId> _reporters = [];
    private readonly Dictionary<(long, long), bool> _decisions = [];

    public IEnumerable<long> Errors => _reporters.Keys;

    public Dictionary<long, long> DuplicateOf { get; } = [];

    public List<(long Id, long Error, PersonId Person)> Accounts { get; } = [];

    public int Merges { get; private set; }

    public int Links { get; private set; }

    public void File(long error, PersonId reporter) => _reporters[error] = reporter;

    public bool MayMerge(long one, long other) => one != other && !DuplicateOf.ContainsKey(one) && !DuplicateOf.ContainsKey(other);

    public bool MayLink(long one, long other) => MayMerge(one, other) && !IsLinked(one, other);

    public bool IsLinked(long one, long other) => LinkedTo(one).Contains(other);

    public void Merge(long one, long other)
    {
        (DuplicateOf[one], _decisions[Key(one, other)]) = (other, true);
        Merges++;
    }

    public void Split(long one)
    {
        DuplicateOf.Remove(one, out var other);
        _decisions[Key(one, other)] = false;
    }

    public void Link(long one, long other)
    {
        _decisions[Key(one, other)] = true;
        Links++;
    }

    public void Unlink(long one, long other) => _decisions[Key(one, other)] = false;

    public IEnumerable<long> ClusterOf(long error) => Group(error, _decisions.Where(each => each.Value).Select(each => each.Key));

    public IEnumerable<long> LinkedTo(long error) => Errors.Where(other => other != error
        && _decisions.GetValueOrDefault(Key(error, other))
        && DuplicateOf.GetValueOrDefault(error) != other && DuplicateOf.GetValueOrDefault(other) != error);

    /// <summary>Whether some pair between the two clusters was said to be different, besides these two themselves.</summary>
    public bool Contradicts(long one, long other)
    {
        long[] mine = [.. ClusterOf(one)], theirs = [.. ClusterOf(other)];
        return !mine.Contains(other) && (from first in mine
                                         from second in theirs
                                         where Key(first, second) != Key(one, other)
                                         select _decisions.TryGetValue(Key(first, second), out var isSame) && !isSame).Any(each => each);
    }

    public IEnumerable<long> NotTheSameAs(long error)
    {
        long[] same = [.. TheSameAs(error)];
        return Errors.Where(other => !same.Contains(other) && (from first in same
                                                               from second in TheSameAs(other)
                                                               select _decisions.TryGetValue(Key(first, second), out var isSame) && !isSame)
            .Any(each => each));
    }

    public int OccurrencesOfCluster(long error)
    {
        long[] cluster = [.. ClusterOf(error)];
        return cluster.Length + Accounts.Count(account => cluster.Contains(account.Error));
    }

    public int OccurrencesOf(long error) => Below(error).Sum(each => 1 + Accounts.Count(account => account.Error == each));

    public int PeopleOf(long error) => Below(error)
        .SelectMany(each => Accounts.Where(account => account.Error == each).Select(account => account.Person).Append(_reporters[each]))
        .Distinct().Count();

    public override string ToString() => string.Join(", ", DuplicateOf.Select(each => $"{each.Key} is {each.Value}")
        .Concat(_decisions.Select(each => $"{each.Key} {(each.Value ? "same" : "different")}")));

    private IEnumerable<long> TheSameAs(long error) => Group(error, DuplicateOf.Select(each => (each.Key, each.Value)));

    private IEnumerable<long> Below(long error) =>
        DuplicateOf.Where(each => each.Value == error).SelectMany(each => Below(each.Key)).Append(error);

    private IEnumerable<long> Group(long error, IEnumerable<(long, long)> pairs)
    {
        var parent = Errors.ToDictionary(each => each);
        foreach (var (one, other) in pairs) parent[Root(one)] = Root(other);
        return Errors.Where(other => Root(other) == Root(error));

        long Root(long of)
        {
            while (parent[of] != of) of = parent[of];
            return of;
        }
    }

    private static (long, long) Key(long one, long other) => (Math.Min(one, other), Math.Max(one, other));
}
