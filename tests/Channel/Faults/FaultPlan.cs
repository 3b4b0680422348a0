namespace Improvement.Bot.Tests.Channel;

/// <summary>
/// What goes wrong, where, and how often. Rules are asked in the order in which they were made; the first that applies wins.
/// </summary>
/// <example><code>teams.Faults.Add(Fault.Throttled(TimeSpan.FromSeconds(1))).On(ConnectorRoute.Send).In(chat).Times(2);</code></example>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<FaultRule> _rules = [];

    /// <summary>One fault, for every request until it is narrowed down.</summary>
    public FaultRule Add(Fault fault) => Keep(new FaultRule(_gate, [fault], 1, new Random(1)));

    /// <summary>Now and then one of several faults, by a seed.</summary>
    /// <param name="seed">The same seed gives the same decisions, one for each request in the order of arrival.</param>
    /// <param name="share">How many of the requests, from 0 to 1.</param>
    /// <param name="faults">What may happen; all alike.</param>
    public FaultRule AddRandom(int seed, double share, params IReadOnlyList<Fault> faults) =>
        Keep(new FaultRule(_gate, faults, share, new Random(seed)));

    /// <summary>Everything works again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
        }
    }

    internal Fault? For(ConnectorCall call)
    {
        lock (_gate)
        {
            return _rules.Select(r => r.Take(call)).FirstOrDefault(f => f is not null);
        }
    }

    private FaultRule Keep(FaultRule rule)
    {
        lock (_gate)
        {
            _rules.Add(rule);
        }

        return rule;
    }
}

/// <summary>One rule of a <see cref="FaultPlan"/>.</summary>
public sealed class FaultRule
{
    private readonly Lock _gate;
    private readonly IReadOnlyList<Fault> _faults;
    private readonly double _share;
    private readonly Random _random;
    private readonly List<Func<ConnectorCall, bool>> _where = [];
    private int _left = int.MaxValue;
    private int _skip;

    internal FaultRule(Lock gate, IReadOnlyList<Fault> faults, double share, Random random) =>
        (_gate, _faults, _share, _random) = (gate, faults, share, random);

    /// <summary>How often it has struck.</summary>
    public int Struck { get; private set; }

    /// <summary>Only on these routes.</summary>
    public FaultRule On(params ConnectorRoute[] routes) => Where(c => routes.Contains(c.Route));

    /// <summary>Only in a conversation and its threads.</summary>
    public FaultRule In(Conversation conversation) => Where(c => c.ConversationId is { } id && Threads.Base(id) == conversation.Id);

    /// <summary>Only what is meant for one person: the personal chat, its creation, and targeted messages.</summary>
    public FaultRule For(Person person) => Where(c => c.IsFor(person));

    /// <summary>Only at one address of the connector, as activities carried it.</summary>
    public FaultRule At(string serviceUrl) => Where(c => c.Path.StartsWith(new Uri(serviceUrl).AbsolutePath, StringComparison.Ordinal));

    /// <summary>Only when the body contains the words.</summary>
    public FaultRule Saying(string words) => Where(c => c.BodyText.Contains(words, StringComparison.Ordinal));

    /// <summary>At most so often.</summary>
    public FaultRule Times(int times) => Change(() => _left = times);

    /// <summary>Not for the first so many requests that would apply.</summary>
    public FaultRule After(int requests) => Change(() => _skip = requests);

    internal Fault? Take(ConnectorCall call)
    {
        if (_left <= 0 || !_where.TrueForAll(w => w(call)) || (_share < 1 && _random.NextDouble() >= _share) || _skip-- > 0)
        {
            return null;
        }

        _left--;
        Struck++;
        return _faults[_random.Next(_faults.Count)];
    }

    private FaultRule Where(Func<ConnectorCall, bool> condition) => Change(() => _where.Add(condition));

    private FaultRule Change(Action change)
    {
        lock (_gate)
        {
            change();
        }

        return this;
    }
}
