using System.Collections.Immutable;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.TextAnalysis;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Search;

/// <summary>Parser of typed searches.</summary>
internal sealed class FindReader
{
    /// <summary>The longest search that is read, in UTF-16 characters.</summary>
    public const int MaxLength = 500;

    private static readonly Dictionary<string, string> Before = new(StringComparer.Ordinal)
    {
        ["team"] = "team", ["teams"] = "team",
        ["state"] = "state", ["states"] = "state", ["status"] = "state",
    };

    private static readonly string[] After = ["since", "until", "last"];

    private readonly RecordKinds _kinds;
    private readonly Dictionary<string, string> _names;
    private readonly Dictionary<string, SearchFilterValues> _values = new(StringComparer.Ordinal);
    private readonly DateOnly _today;
    private readonly List<FindProblem> _problems = [];
    private readonly List<string> _notes = [];
    private FindQuery _query = new();

    private FindReader(RecordKinds kinds, DateOnly today)
    {
        (_kinds, _today, _names) = (kinds, today, new(Before, StringComparer.Ordinal));
        foreach (var filter in kinds.Filters)
        {
            foreach (var name in filter.OtherNames.Prepend(filter.Name)) _names[name] = filter.Name;
        }

        foreach (var name in After) _names[name] = name;
    }

    /// <param name="kinds">Add their states and filters.</param>
    /// <param name="text">The search as typed; empty for none.</param>
    /// <param name="today">The team's today, for the words today and yesterday.</param>
    public static FindReading Read(RecordKinds kinds, string text, DateOnly today)
    {
        var reader = new FindReader(kinds, today);
        if (text.Length > MaxLength)
            return new(new(), [new(text, Say(SearchTexts.FindTooLong, text.Length, MaxLength))]);
        foreach (var part in FindParts.Of(text, reader.IsFilter)) reader.Add(part);
        return reader.Finish();
    }

    private bool IsFilter(string name) => _names.ContainsKey(Folding.Fold(name)) || MeantFilter(name) is not null;

    /// <summary>The filter that a name is a slip of the pen for, if any.</summary>
    private string? MeantFilter(string name) =>
        name.Length < 4
            ? null
            : _names.Values.FirstOrDefault(filter => filter.Length >= 5 && Spelling.OneSlipApart(Folding.Fold(name), filter));

    private void Add(FindPart part)
    {
        if (part.Filter is null) AddWord(part);
        else if (!_names.TryGetValue(Folding.Fold(part.Filter), out var filter))
        {
            Complain(part, Say(SearchTexts.FindUnknownFilter, part.Filter, MeantFilter(part.Filter)));
        }
        else if (part.IsExcluded) Complain(part, Say(SearchTexts.FindExcludedFilter, part.Typed));
        else if (part.Values.Count == 0) Complain(part, Say(SearchTexts.FindMissingValue, part.Typed, Example(filter)));
        else AddFilter(part, filter);
    }

    private void AddWord(FindPart part)
    {
        var value = part.Values[0];
        if (!value.Any(char.IsLetterOrDigit)) return;
        if (part.IsExcluded) _query = _query with { Without = _query.Without.Add(value) };
        else if (part.IsPhrase) _query = _query with { Phrases = _query.Phrases.Add(value) };
        else AddWord(value);
    }

    private void AddWord(string word)
    {
        _query = _query with { Words = _query.Words.Add(word) };
        if (UnknownFilter.In(word, value => FindDays.Day(value, _today) is not null) is not { } unknown) return;
        _notes.Add(
            unknown.Meant is { } meant
                ? Say(SearchTexts.FindNoFilterMeant, unknown.Name, meant)
                : Say(SearchTexts.FindNoFilter, unknown.Name, string.Join(", ", _names.Values.Distinct().Select(filter => filter + ":"))));
    }

    private void AddFilter(FindPart part, string filter)
    {
        foreach (var value in part.Values)
        {
            var understood = filter switch
            {
                "team" => AddTeam(value),
                "state" => AddState(value),
                "last" => AddPeriod(value),
                "since" or "until" => AddDay(filter, part.Sign, value),
                _ => ValuesOf(filter).Add(part.Sign, value),
            };
            if (!understood) Complain(part, Complaint(filter, value));
        }
    }

    private bool AddTeam(string name)
    {
        _query = _query with { Teams = _query.Teams.Add(name) };
        return true;
    }

    private bool AddState(string value)
    {
        var states = FindNames.States(_kinds, value);
        var chosen = _query.States.Union(states).ToHashSet(StringComparer.Ordinal);
        var inOrder = _kinds.States.Select(state => state.Typed).Distinct().Prepend(FindQuery.Open);
        _query = _query with { States = [.. inOrder.Where(chosen.Contains)] };
        return states.Count > 0;
    }

    private SearchFilterValues ValuesOf(string filter)
    {
        if (_values.TryGetValue(filter, out var known)) return known;
        return _values[filter] = FilterOf(filter).Begin();
    }

    private SearchFilter FilterOf(string name) => _kinds.Filters.First(filter => filter.Name == name);

    private bool AddPeriod(string value)
    {
        if (FindDays.Period(value) is not { } period) return false;
        _query = _query with { Last = period };
        return true;
    }

    private bool AddDay(string filter, string sign, string value)
    {
        if (FindDays.Day(value, _today) is not { } days) return false;
        _query = filter == "since" && !sign.StartsWith('<') || filter == "until" && sign.StartsWith('>')
            ? _query with { Since = days.First }
            : _query with { Until = days.Last };
        return true;
    }

    private FindReading Finish()
    {
        var filters = ImmutableDictionary<string, ImmutableArray<string>>.Empty;
        foreach (var (name, values) in _values)
        {
            if (!values.TryGet(out var codes)) _problems.Add(new(name, FilterOf(name).Complaint(values.Typed)));
            else if (!codes.IsEmpty) filters = filters.Add(name, codes);
        }

        if (_query is { Since: { } since, Until: { } until } && since > until)
        {
            _problems.Add(new("since", Say(SearchTexts.FindTurnedDates, $"{since:yyyy-MM-dd}", $"{until:yyyy-MM-dd}")));
        }
        return new(_query with { Filters = filters }, [.. _problems]) { Notes = [.. _notes] };
    }

    private void Complain(FindPart part, string message) => _problems.Add(new(part.Typed, message));

    private string Complaint(string filter, string value) => filter switch
    {
        "state" => Say(SearchTexts.FindUnknownState, value, FindNames.AllStates(_kinds)),
        "last" => Say(SearchTexts.FindUnknownPeriod, value),
        "since" or "until" => Say(SearchTexts.FindUnknownDate, value),
        _ => FilterOf(filter).Complaint(value),
    };

    private string Example(string filter) => filter switch
    {
        "team" => "team:\"My Team\"",
        "state" => "state:open",
        "last" => "last:7d",
        "since" or "until" => $"{filter}:2026-10-01",
        _ => FilterOf(filter).Example,
    };
}
