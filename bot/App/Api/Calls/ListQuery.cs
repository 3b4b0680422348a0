using System.Collections.Immutable;
using System.Globalization;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Api.Calls;

/// <summary>
/// The query of a call that lists numbered things, the newest first: how many are on a page, where the page before ended, and complaints
/// about what is not known. Keyset pagination: the cursor is the number of the last thing on a page.
/// </summary>
internal sealed class ListQuery
{
    private const int UsualPage = 25, LargestPage = 100;
    private const string LimitName = "limit", CursorName = "cursor";

    private readonly ApiCall _call;
    private readonly List<ApiComplaint> _complaints;
    private readonly long? _before;

    /// <summary>Reads <c>limit</c> and <c>cursor</c>.</summary>
    /// <param name="known">The parameters that the call takes; each other one is complained about.</param>
    public ListQuery(ApiCall call, ImmutableArray<(string Name, string Meaning, string Example)> known)
    {
        (_call, _complaints) = (call, UnknownParameters(call, known));
        _before = Number(CursorName, long.MaxValue);
        if (Number(LimitName, UsualPage) is >= 1 and <= LargestPage and var limit) Limit = (int)limit;
        else Complain(LimitName, Say(ApiTexts.Limit, LargestPage));
    }

    /// <summary>Things on a page at most, 1 to 100.</summary>
    public int Limit { get; } = UsualPage;

    /// <summary>Below which number the page begins.</summary>
    public long Before => _before ?? long.MaxValue;

    /// <summary>Why the call is refused; null where it is not. To be asked once all parameters were read.</summary>
    public ApiProblem? Refusal =>
        _before is null
            ? Problem.Unreadable(ApiTexts.ParameterUnreadable) with { Errors = [new(null, CursorName, ApiTexts.Cursor)] }
        : _complaints is [] ? null
        : Problem.Invalid(_complaints);

    /// <summary>A complaint about each parameter that a call does not know.</summary>
    public static List<ApiComplaint> UnknownParameters(
        ApiCall call, ImmutableArray<(string Name, string Meaning, string Example)> known) =>
        [.. call.Query.Keys.Where(key => known.All(each => each.Name != key))
            .Select(key => new ApiComplaint(null, key, ApiTexts.UnknownParameter))];

    /// <summary>Notes what is wrong with a parameter.</summary>
    public void Complain(string parameter, string message) => _complaints.Add(new(null, parameter, message));

    /// <summary>The values whose codes a parameter names with commas between them; none where it is left out.</summary>
    public IReadOnlyList<T> Several<T>(string parameter)
        where T : struct, Enum
    {
        var values = new List<T>();
        var codes = _call.Parameter(parameter) ?? "";
        foreach (var code in codes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Codes.Read<T>(code) is { } value) values.Add(value);
            else Complain(parameter, Say(ApiTexts.OneOf, string.Join(", ", Enum.GetValues<T>().Select(Codes.Of))));
        }

        return values;
    }

    /// <summary>The address of the page after this one; null where there is none.</summary>
    /// <param name="path">Of the list, below the root of the API.</param>
    /// <param name="found">What was found: one more than <see cref="Limit"/> where there is a further page.</param>
    public string? Next<T>(string path, IReadOnlyList<T> found, Func<T, long> number)
    {
        if (found.Count <= Limit) return null;
        var others = _call.Query.Where(parameter => parameter.Key is not CursorName).Select(parameter =>
            KeyValuePair.Create(parameter.Key, (string?)parameter.Value));
        var cursor = KeyValuePair.Create(CursorName, (string?)number(found[Limit - 1]).ToString(CultureInfo.InvariantCulture));
        return $"{ApiCall.Root}{path}{QueryString.Create(others.Append(cursor))}";
    }

    private long? Number(string name, long usual) => _call.Parameter(name) is not { } text ? usual
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;
}
