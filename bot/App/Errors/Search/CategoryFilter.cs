using System.Collections.Immutable;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors.Search;

/// <summary><c>category:omitted</c>: codes of the kind axis, or <see cref="None"/>.</summary>
internal sealed class CategoryFilter() : SearchFilter("category", ["categories", "kind"])
{
    /// <summary>Stands for errors that have no category yet.</summary>
    public const string None = "none";

    /// <inheritdoc/>
    public override string Example => "category:omitted";

    /// <inheritdoc/>
    public override string InputId => "Category";

    private static Axis Kind => Taxonomy.Starting.Kind;

    /// <inheritdoc/>
    public override SearchFilterValues Begin() => new Values();

    /// <inheritdoc/>
    public override string Complaint(string value) =>
        Wording.Say(ErrorTexts.FindUnknownCategory, value, string.Join(", ", Kind.Codes.Append(None)));

    /// <inheritdoc/>
    public override string Write(ImmutableArray<string> codes) => ":" + string.Join(',', codes);

    /// <inheritdoc/>
    public override Sql Condition(ImmutableArray<string> codes) => codes.Contains(None)
        ? Sql.Of($"(e.category IN {codes} OR e.category IS NULL)")
        : Sql.Of($"e.category IN {codes}");

    /// <inheritdoc/>
    public override bool FitsInput(ImmutableArray<string> codes) => codes is [var category] && Kind.Offers(category);

    /// <inheritdoc/>
    public override Input InputFor(ImmutableArray<string> codes) =>
        Pick(InputId, ErrorTexts.FactCategory, Kind.Codes.Select(code => (code, ErrorWords.Of(Kind, code)))) with
        {
            Placeholder = ErrorTexts.Any,
            Value = codes.FirstOrDefault(),
        };

    private sealed class Values : SearchFilterValues
    {
        private ImmutableArray<string> _codes = [];

        public override string Typed => string.Join(',', _codes);

        public override bool Add(string sign, string value)
        {
            if (FindNames.Meant(value, [.. Kind.Codes, None], NamesOf) is not [var code]) return false;
            _codes = [.. _codes.Append(code).Distinct()];
            return true;
        }

        public override bool TryGet(out ImmutableArray<string> codes)
        {
            codes = _codes;
            return true;
        }

        private static string[] NamesOf(string code) => [code, code is None ? ErrorTexts.NotSure : ErrorWords.Of(Kind, code)];
    }
}
