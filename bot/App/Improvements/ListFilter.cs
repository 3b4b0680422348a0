using System.Globalization;
using Improvement.Bot.People;

namespace Improvement.Bot.Improvements;

/// <summary>Whose entries of the list are shown.</summary>
internal enum OwnedBy
{
    /// <summary>All.</summary>
    Anybody,

    /// <summary>Those of whoever looks.</summary>
    Me,

    /// <summary>Those that nobody owns.</summary>
    Nobody,
}

/// <summary>Which entries of the list are shown; their places stay those of the whole list.</summary>
internal sealed record ListFilter
{
    /// <summary>Days after which an entry counts as old, as the form offers them.</summary>
    public static IReadOnlyList<int> Ages { get; } = [7, 28, 90];

    /// <summary>Of one team; null for all that whoever looks may see.</summary>
    public TeamId? Team { get; init; }

    /// <summary>Whose.</summary>
    public OwnedBy Owner { get; init; }

    /// <summary>What one person owns, whoever that is; null: as <see cref="Owner"/> says.</summary>
    public PersonId? Person { get; init; }

    /// <summary>In one state, by its name; null for any.</summary>
    public string? State { get; init; }

    /// <summary>At least so many days old; 0 for any.</summary>
    public int Days { get; init; }

    /// <summary>Whether what is left out for some days is shown instead.</summary>
    public bool IsSnoozed { get; init; }

    /// <summary>Whether it leaves anything out beside the team.</summary>
    public bool IsNarrow => Owner is not OwnedBy.Anybody || Person is not null || State is not null || Days > 0 || IsSnoozed;

    /// <summary>The filter as buttons carry it and people type it, such as <c>owner:me state:Accepted days:28</c>.</summary>
    public string ToText()
    {
        string?[] parts =
        [
            Team is { } team ? string.Create(CultureInfo.InvariantCulture, $"team:{team.Value}") : null,
            Person is { } person ? string.Create(CultureInfo.InvariantCulture, $"owner:{person.Value}")
                : Owner is OwnedBy.Anybody ? null : $"owner:{Owner.ToString().ToLowerInvariant()}",
            State is null ? null : $"state:{State}",
            Days > 0 ? string.Create(CultureInfo.InvariantCulture, $"days:{Days}") : null,
            IsSnoozed ? "snoozed" : null,
        ];
        return string.Join(' ', parts.OfType<string>());
    }

    /// <summary>Reads such a text; what it does not understand it leaves out, as a button of another version may say it.</summary>
    public static ListFilter Read(string text) => ReadTyped(text).Filter;

    /// <summary>Reads what somebody typed: such a text, and the words in it that are none, which may name a person.</summary>
    public static (ListFilter Filter, string Name) ReadTyped(string text)
    {
        var filter = new ListFilter();
        var others = new List<string>();
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = part.Split(':', 2) is [var before, var after] ? (before.ToLowerInvariant(), after) : ("", part);
            filter = (name, value.ToLowerInvariant()) switch
            {
                ("team", _) when long.TryParse(value, CultureInfo.InvariantCulture, out var team) => filter with { Team = new(team) },
                ("owner", "anybody") => filter with { Owner = OwnedBy.Anybody, Person = null },
                ("owner", "me") or ("", "me" or "mine" or "my") => filter with { Owner = OwnedBy.Me, Person = null },
                ("owner", "nobody") or ("", "nobody") => filter with { Owner = OwnedBy.Nobody, Person = null },
                ("owner", _) when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var person) =>
                    filter with { Owner = OwnedBy.Anybody, Person = new(person) },
                ("state", _) => filter with { State = value },
                ("days", _) when int.TryParse(value, CultureInfo.InvariantCulture, out var days) =>
                    filter with { Days = Math.Max(0, days) },
                ("", "snoozed") => filter with { IsSnoozed = true },
                ("owner", _) => Other(value),
                _ => Other(part),
            };
        }

        return (filter, string.Join(' ', others));

        ListFilter Other(string words)
        {
            others.Add(words);
            return filter;
        }
    }
}
