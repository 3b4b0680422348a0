using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Api.Calls;

/// <summary>
/// Reads the members of a request's body leniently: numbers as text and text as numbers, words in any case, an empty text as none. What
/// cannot be read, and what nobody asked for, is complained about by its name; so a slip in a name is found at once instead of losing what
/// was meant.
/// </summary>
internal sealed class BodyReader
{
    private const int MaxDepth = 16;
    private const int MostComplaints = 20; // who has more of them has sent something else than what is asked for

    private readonly Dictionary<string, JsonElement> _unread = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ApiComplaint> _complaints = [];

    private BodyReader(JsonElement body)
    {
        foreach (var member in body.EnumerateObject())
        {
            if (!_unread.TryAdd(member.Name, member.Value)) Complain(member.Name, ApiTexts.MemberTwice);
        }
    }

    /// <summary>Everything to complain about, the members that nobody read included.</summary>
    public ImmutableArray<ApiComplaint> Complaints =>
        [.. _complaints, .. _unread.Keys.Take(MostComplaints - _complaints.Count).Select(name => About(name, ApiTexts.MemberUnknown))];

    /// <summary>Reads a body; null where it is no JSON object, or holds a member twice, with the problem.</summary>
    public static BodyReader? Read(ReadOnlyMemory<byte> body, out ApiProblem problem)
    {
        problem = Problem.Unreadable(ApiTexts.NoObject);
        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = MaxDepth });
            if (document.RootElement.ValueKind is not JsonValueKind.Object) return null;
            if (Twice(document.RootElement) is not { } name) return new(document.RootElement.Clone());
            problem = Problem.Unreadable(Say(ApiTexts.MemberRepeated, name)) with { Errors = [About(name, ApiTexts.MemberTwice)] };
        }
        catch (JsonException e)
        {
            problem = Problem.Unreadable(WhyNoJson(body.Span, e));
        }
        catch (InvalidOperationException)
        {
            problem = Problem.Unreadable(ApiTexts.NoText); // half a surrogate pair in the name of a member
        }

        return null;
    }

    /// <summary>A text; null for none.</summary>
    public string? Text(string name)
    {
        if (Take(name) is not { } value) return null;
        try
        {
            if (value.ValueKind is JsonValueKind.String) return value.GetString() is { Length: > 0 } text ? text : null;
            if (value.ValueKind is JsonValueKind.Number) return value.GetRawText();
            Complain(name, ApiTexts.TextExpected);
        }
        catch (InvalidOperationException)
        {
            Complain(name, ApiTexts.NoText); // half a surrogate pair
        }

        return null;
    }

    /// <summary>One of the values of an enumeration, by its code or its number; null for none.</summary>
    public T? Code<T>(string name) where T : struct, Enum
    {
        if (Text(name) is not { } text) return null;
        if (Codes.Read<T>(text) is { } value) return value;
        Complain(name, OneOf(Enum.GetValues<T>().Select(Codes.Of)));
        return null;
    }

    /// <summary>One of the codes; null for none.</summary>
    public string? Code(string name, ImmutableArray<string> codes)
    {
        if (Text(name) is not { } text) return null;
        if (codes.FirstOrDefault(code => string.Equals(code, text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } known) return known;
        Complain(name, OneOf(codes));
        return null;
    }

    /// <summary>A number, with or without a fraction; null for none.</summary>
    public double? Fraction(string name)
    {
        if (Text(name) is not { } text) return null;
        if (double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        Complain(name, ApiTexts.NumberExpected);
        return null;
    }

    /// <summary>Yes or no; null for none.</summary>
    public bool? Flag(string name)
    {
        if (Take(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        try
        {
            if (value.ValueKind is JsonValueKind.String && bool.TryParse(value.GetString(), out var flag)) return flag;
            Complain(name, ApiTexts.FlagExpected);
        }
        catch (InvalidOperationException)
        {
            Complain(name, ApiTexts.NoText); // half a surrogate pair, or bytes that are no UTF-8
        }

        return null;
    }

    /// <summary>A moment, in UTC where no offset is written; null for none.</summary>
    public DateTimeOffset? Moment(string name)
    {
        if (Text(name) is not { } text) return null;
        if (IsoMoment.Read(text) is { } moment) return moment;
        Complain(name, IsoMoment.WhyNot(text));
        return null;
    }

    /// <summary>
    /// Texts by name, from an object whose members are texts, numbers, or lists of these, which are joined by commas; what is null is left
    /// out. Null for none.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Texts(string name)
    {
        if (Take(name) is not { } value) return null;
        if (value.ValueKind is not JsonValueKind.Object)
        {
            Complain(name, ApiTexts.ObjectExpected);
            return null;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            foreach (var member in value.EnumerateObject().Where(member => member.Value.ValueKind is not JsonValueKind.Null))
            {
                if (InnerText.Of(member.Value) is not { } text) Complain(name, member.Name, ApiTexts.TextExpected);
                else if (!texts.TryAdd(member.Name, text)) Complain(name, member.Name, ApiTexts.MemberTwice);
            }
        }
        catch (InvalidOperationException)
        {
            Complain(name, ApiTexts.NoText); // half a surrogate pair
        }

        return texts;
    }

    /// <summary>Complains about a member.</summary>
    public void Complain(string name, string message) => Add(About(name, message));

    /// <summary>Complains about a member of an object.</summary>
    public void Complain(string name, string inner, string message) => Add(new(PointerTo(name) + PointerTo(inner), null, message));

    private void Add(ApiComplaint complaint)
    {
        // the first says what the others follow from
        if (_complaints.Count < MostComplaints && _complaints.All(earlier => earlier.Pointer != complaint.Pointer))
        {
            _complaints.Add(complaint);
        }
    }

    private JsonElement? Take(string name) =>
        _unread.Remove(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    /// <summary>A name that the body holds more than once, letter for letter; null for none.</summary>
    private static string? Twice(JsonElement body)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return body.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !seen.Add(name));
    }

    private static string WhyNoJson(ReadOnlySpan<byte> body, JsonException failure) =>
        IsJsonOfAnyDepth(body) ? Say(ApiTexts.TooDeep, MaxDepth)
        : failure is { LineNumber: { } line, BytePositionInLine: { } at } ? Say(ApiTexts.NoJson, line + 1, at + 1)
        : ApiTexts.NoObject;

    private static bool IsJsonOfAnyDepth(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string OneOf(IEnumerable<string> codes) => Say(ApiTexts.OneOf, string.Join(", ", codes));

    private static ApiComplaint About(string name, string message) => new(PointerTo(name), null, message);

    private static string PointerTo(string name) =>
        "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
