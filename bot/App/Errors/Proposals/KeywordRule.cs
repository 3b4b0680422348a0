using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Proposals;

/// <summary>“Where one of these phrases stands, propose this.”</summary>
/// <param name="Id">The stable name, kept with the record so that rules can be judged by what people made of their proposals.</param>
/// <param name="Proposes">The value.</param>
/// <param name="Confidence">How often the proposal is expected to be right, 0 to 1.</param>
/// <param name="Phrases">Lower-case words without apostrophes; “leak*” stands for any word that begins so, “..” for up to four words in
/// between. Negated phrases (“not lost”) do not count.</param>
internal sealed record KeywordRule<T>(string Id, T Proposes, double Confidence, params string[] Phrases);

/// <summary>A value proposed to a person, who sees that it is a proposal.</summary>
/// <param name="Value">What is preselected.</param>
/// <param name="Confidence">How often such a proposal is expected to be right, 0 to 1.</param>
/// <param name="Rule">The rule that fired, or <see cref="NoRule"/>.</param>
/// <param name="RulesVersion">The version of the rules, kept with the record.</param>
internal sealed record Proposal<T>(T Value, double Confidence, string Rule, int RulesVersion)
{
    /// <summary>What stands in <see cref="Rule"/> where no rule fired and the value is the default.</summary>
    public const string NoRule = "default";

    /// <summary>Whether the text gave the proposal.</summary>
    public bool FromText => Rule != NoRule;
}
