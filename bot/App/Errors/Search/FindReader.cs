using Improvement.Bot.Errors.Similarity;
using static Improvement.Bot.Errors.Wording;

namespace Improvement.Bot.Errors.Search;

/// <summary>Understands a typed search.</summary>
internal sealed class FindReader
{
    /// <summary>In UTF-16 characters.</summary>
    public const int MaxLength = 500;

    private static readonly Dictionary<string, string> Filters = new(StringComparer.Ordinal)
    {
        ["team"] = "team", ["teams"] = "team",
        ["state"] = "state", ["states"] = "state", ["status"] = "state",
        ["severity"] = "severity", ["severities"] = "severity", ["sev"] = "severity",
        ["category"] = "category", ["categories"] = "category", ["kind"] = "category",
        ["since"] = "since",
        ["until"] = "until",
        ["last"] = "last",
    };

    private readonly DateOnly _today;
    private readonly List<FindProblem> _problems = [];
    private readonly List<string> _notes = [];
    private readonly SeverityFilter _severity = new();
    private FindQuery _query = new();

    private FindReader(DateOnly today) => _today = today;

    /// <param name="text">The search as typed; empty for none.</param>
    /// <param name="today">The team's today, for the words today and yesterday.</param>
    public static FindReading Read(string text, DateOnly today)
    {
        var reader = new FindReader(today);
        if (text.Length > MaxLength)
            return new(new(), [new(text, Say(ErrorTexts.FindTooLong, text.Length, MaxLength))]);
        foreach (var part in FindParts.Of(text, IsFilter)) reader.Add(part);
        return reader.Finish();
    }

    private static bool IsFilter(string name) => Filters.ContainsKey(Folding.Fold(name)) || MeantFilter(name) is not null;

    /// <summary>The filter that a name is a slip of the pen for, if any.</summary>
    private static string? MeantFilter(string name) =>
        name.Length < 4
            ? null
            : Filters.Values.FirstOrDefault(filter => filter.Length >= 5 && Spelling.OneSlipApart(Folding.Fold(name), filter));

    private void Add(FindPart part)
    {
        if (part.Filter is null) AddWord(part);
        else if (!Filters.TryGetValue(Folding.Fold(part.Filter), out var filter))
        {
            Complain(part, Say(ErrorTexts.FindUnknownFilter, part.Filter, MeantFilter(part.Filter)));
        }
        else if (part.IsExcluded) Complain(part, Say(ErrorTexts.FindExcludedFilter, part.Typed));
        else if (part.Values.Count == 0) Complain(part, Say(ErrorTexts.FindMissingValue, part.Typed, Example(filter)));
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
                ? Say(ErrorTexts.FindNoFilterMeant, unknown.Name, meant)
                : Say(ErrorTexts.FindNoFilter, unknown.Name, string.Join(", ", Filters.Values.Distinct().Select(filter => filter + ":"))));
    }

    private void AddFilter(FindPart part, string filter)
    {
        foreach (var value in part.Values)
        {
            var understood = filter switch
            {
                "team" => AddTeam(value),
                "state" => AddState(value),
                "severity" => _severity.Add(part.Sign, value),
                "category" => AddCategory(value),
                "last" => AddPeriod(value),
                _ => AddDay(filter, part.Sign, value),
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
        var states = FindNames.States(value);
        _query = _query with { States = [.. _query.States.Union(states).Order()] };
        return states.Count > 0;
    }

    private bool AddCategory(string value)
    {
        if (FindNames.Category(value) is not { } code) return false;
        _query = _query with { Categories = [.. _query.Categories.Append(code).Distinct()] };
        return true;
    }

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
        if (!_severity.TryGet(out var severities)) _problems.Add(new("severity", Say(ErrorTexts.FindUnknownSeverity, _severity.Typed)));
        if (_query is { Since: { } since, Until: { } until } && since > until)
        {
            _problems.Add(new("since", Say(ErrorTexts.FindTurnedDates, $"{since:yyyy-MM-dd}", $"{until:yyyy-MM-dd}")));
        }
        return new(_query with { Severities = severities }, [.. _problems]) { Notes = [.. _notes] };
    }

    private void Complain(FindPart part, string message) => _problems.Add(new(part.Typed, message));

    private static string Complaint(string filter, string value) => filter switch
    {
        "state" => Say(ErrorTexts.FindUnknownState, value, FindNames.AllStates()),
        "category" => Say(ErrorTexts.FindUnknownCategory, value, FindNames.AllCategories()),
        "severity" => Say(ErrorTexts.FindUnknownSeverity, value),
        "last" => Say(ErrorTexts.FindUnknownPeriod, value),
        _ => Say(ErrorTexts.FindUnknownDate, value),
    };

    private static string Example(string filter) => filter switch
    {
        "team" => "team:\"My Team\"",
        "state" => "state:open",
        "severity" => "severity>=3",
        "category" => "category:omitted",
        "last" => "last:7d",
        _ => $"{filter}:2026-10-01",
    };
}
