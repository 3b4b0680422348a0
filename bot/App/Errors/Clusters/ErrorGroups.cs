namespace Improvement.Bot.Errors.Clusters;

/// <summary>Groups of errors that belong together, made from pairs.</summary>
internal sealed class ErrorGroups
{
    private readonly Dictionary<long, SortedSet<long>> _groups = [];

    /// <summary>Whether an error is in one of them.</summary>
    public bool Has(long number) => _groups.ContainsKey(number);

    /// <summary>Notes that errors belong together, with all that belong together with each of them.</summary>
    public void Join(IEnumerable<long> numbers)
    {
        SortedSet<long>? joined = null;
        foreach (var number in numbers)
        {
            if (!_groups.TryGetValue(number, out var group)) group = [number];
            if (joined is null) joined = group;
            else if (joined != group)
            {
                if (joined.Count < group.Count) (joined, group) = (group, joined);
                joined.UnionWith(group);
                foreach (var each in group) _groups[each] = joined;
            }

            _groups[number] = joined;
        }
    }

    /// <summary>The groups, the numbers of each in order.</summary>
    public IReadOnlyList<IReadOnlyCollection<long>> All() => [.. _groups.Values.Distinct()];
}
