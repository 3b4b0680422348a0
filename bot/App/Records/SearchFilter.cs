using System.Collections.Immutable;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Records;

/// <summary>
/// A filter that a kind of record adds to the search, such as <c>severity</c>: how it is typed, shown in the form, and asked of the table
/// of the kind. What is chosen is kept as codes. A search that uses it finds records of this kind alone.
/// </summary>
/// <param name="name">As it is typed before its sign; unique among all kinds.</param>
/// <param name="otherNames">Names that are understood as well.</param>
internal abstract class SearchFilter(string name, ImmutableArray<string> otherNames)
{
    /// <summary>As it is typed before its sign.</summary>
    public string Name => name;

    /// <summary>Names that are understood as well.</summary>
    public ImmutableArray<string> OtherNames => otherNames;

    /// <summary>How it is used, such as <c>severity&gt;=3</c>.</summary>
    public abstract string Example { get; }

    /// <summary>The id of its input in the form; unique among all kinds.</summary>
    public abstract string InputId { get; }

    /// <summary>The sign between its name and the value of its input.</summary>
    public virtual string InputSign => ":";

    /// <summary>Begins to read what is typed for it in one search.</summary>
    public abstract SearchFilterValues Begin();

    /// <summary>What is wrong with a value and what to write instead, in the language of the turn.</summary>
    public abstract string Complaint(string value);

    /// <summary>The sign and the values of some codes, as somebody would type them behind its name.</summary>
    public abstract string Write(ImmutableArray<string> codes);

    /// <summary>The condition of some codes on the table of the kind, which the query calls <c>e</c>.</summary>
    public abstract Sql Condition(ImmutableArray<string> codes);

    /// <summary>Whether its input can show some codes; others stay among the words.</summary>
    public abstract bool FitsInput(ImmutableArray<string> codes);

    /// <summary>Its input, with what was chosen; none for no codes.</summary>
    public abstract Input InputFor(ImmutableArray<string> codes);
}

/// <summary>Collects what is typed for one filter in one search.</summary>
internal abstract class SearchFilterValues
{
    /// <summary>All that was understood, for a complaint about the sum of it.</summary>
    public abstract string Typed { get; }

    /// <summary>Takes a value; false when it was not understood.</summary>
    /// <param name="sign">One of : &lt; &lt;= &gt; &gt;=.</param>
    public abstract bool Add(string sign, string value);

    /// <summary>The codes that are meant, in their order; none where the filter filters nothing. False when none can be meant.</summary>
    public abstract bool TryGet(out ImmutableArray<string> codes);
}
