using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.TextAnalysis;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Records;

/// <summary>Somebody who can be chosen in a form: from a list that is searched while typing, or by a typed name.</summary>
internal sealed record PersonChoice(long Id, string Name)
{
    /// <summary>People in a list at most; others are found while typing, or by their typed name.</summary>
    public const int MostShown = 50;

    // A longer list would fill a phone.
    private const int MostExpanded = 12;

    /// <summary>The name under which clients ask for members of one's teams while somebody types.</summary>
    public const string Dataset = "members";

    /// <summary>The list of an input.</summary>
    /// <param name="placeholder">
    /// What stands in it while nobody is chosen. It is required, as renderers name a list that is searched by it and not by its label.
    /// </param>
    /// <param name="choices">Those to choose from, by name.</param>
    public static ChoiceInput Input(string id, string label, string placeholder, IReadOnlyCollection<PersonChoice> choices)
    {
        var shown = choices.Take(MostShown).Select(each => (ValueOf(each), each.Name));
        var input = choices.Count > MostShown ? TypeAhead(id, label, Dataset, shown) : Pick(id, label, shown) with { Style = "filtered" };
        return input with { Placeholder = placeholder };
    }

    /// <summary>The list of an input in which several can be chosen; who does not stand in it is typed.</summary>
    /// <param name="placeholder">What stands in a list that is searched while nobody is chosen: see <see cref="Input"/>.</param>
    /// <param name="choices">Those to choose from, by name.</param>
    public static ChoiceInput SeveralInput(string id, string label, string placeholder, IReadOnlyCollection<PersonChoice> choices) =>
        Pick(id, label, choices.Take(MostShown).Select(each => (ValueOf(each), each.Name))) with
        {
            Style = choices.Count > MostExpanded ? "filtered" : "expanded", IsMultiSelect = true,
            // a list that stands open shows none
            Placeholder = choices.Count > MostExpanded ? placeholder : null,
        };

    /// <summary>What a list sends for somebody.</summary>
    public static string ValueOf(PersonChoice choice) => choice.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Who is meant; null for nobody, and for a name that is none or several people's. A typed name goes before the chosen one.
    /// </summary>
    public static PersonChoice? Meant(IReadOnlyCollection<PersonChoice> choices, long? chosen, string? typed)
    {
        if (typed?.Trim() is not { Length: > 0 } name) return choices.FirstOrDefault(each => each.Id == chosen);
        var words = Folding.Fold(name.TrimStart('@'));
        var exact = choices.Where(each => Folding.Fold(each.Name) == words).ToArray();
        var like = exact is [] ? [.. choices.Where(each => Folding.Fold(each.Name).Contains(words, StringComparison.Ordinal))] : exact;
        return like is [var only] ? only : null;
    }

    /// <summary>
    /// All who are meant, each once, in the order of the choices; and the first typed name that is nobody's or several people's, null for
    /// none.
    /// </summary>
    /// <param name="chosen">What a list sent, with commas between.</param>
    /// <param name="typed">Names, with commas between.</param>
    public static (IReadOnlyList<PersonChoice> Meant, string? Unknown) AllMeant(
        IReadOnlyCollection<PersonChoice> choices, string? chosen, string? typed)
    {
        var values = Parts(chosen).ToHashSet(StringComparer.Ordinal);
        var named = Parts(typed).Select(name => (Name: name, Who: Meant(choices, chosen: null, name))).ToList();
        var unknown = named.FirstOrDefault(each => each.Who is null).Name;
        return ([.. choices.Where(each => values.Contains(ValueOf(each)) || named.Any(other => other.Who?.Id == each.Id))], unknown);
    }

    private static string[] Parts(string? list) =>
        list?.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
