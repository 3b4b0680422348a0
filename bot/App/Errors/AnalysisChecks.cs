using System.Collections.Frozen;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Errors;

/// <summary>A quality check of a root cause analysis.</summary>
internal enum AnalysisCheck
{
    /// <summary>A root cause is named.</summary>
    RootCause,

    /// <summary>Each root cause has evidence.</summary>
    Evidence,

    /// <summary>No node says only that somebody erred, or that the model was wrong: that is where the question begins.</summary>
    Blame,

    /// <summary>No root cause is one without which, as somebody said, it would have happened all the same.</summary>
    Counterfactual,

    /// <summary><em>Why</em> was asked three times down to some node.</summary>
    Depth,

    /// <summary>From severity 3 on, an escape point says why it was not caught earlier.</summary>
    EscapePoint,
}

/// <summary>A check that fails.</summary>
/// <param name="Cause">The node that it is about; null for the analysis as a whole.</param>
internal sealed record FailedCheck(AnalysisCheck Check, Cause? Cause = null);

/// <summary>The quality checks of root cause analyses. They advise: whoever submits says why it is enough all the same.</summary>
internal static class AnalysisChecks
{
    /// <summary>How often <em>why</em> is asked at least down to some node.</summary>
    public const int LeastDepth = 3;

    private static readonly FrozenSet<string> BlameWords = Set(
        "human user operator person people somebody someone staff employee colleague team agent model ai llm bot assistant machine he she "
        + "they it we i you error errors mistake mistakes fault failure carelessness careless inattention inattentive negligence negligent "
        + "sloppy sloppiness stupid stupidity lazy laziness forgetfulness forgot forgotten distracted distraction hallucination "
        + "hallucinations hallucinated wrong incorrect bad failed erred blunder incompetent incompetence unattentive oversight "
        + "mensch menschlicher menschliches versagen fehler irrtum unachtsamkeit unaufmerksamkeit modell falsch vergessen schuld");

    private static readonly FrozenSet<string> FillingWords = Set(
        "a an the was were is are has have had been be by of to in on not did do does made make makes just only simply very too own s "
        + "der die das ein eine war waren ist hat haben wurde durch von zu nicht nur einfach");

    /// <summary>The checks that fail, in the order in which they are mended.</summary>
    public static IReadOnlyList<FailedCheck> Of(Analysis analysis, Severity severity)
    {
        var roots = analysis.Of(CauseKind.Root).ToList();
        List<FailedCheck> failed = [.. analysis.Causes.Where(cause => IsBlame(cause.Content.Text)).Select(About(AnalysisCheck.Blame))];
        if (roots is []) failed.Add(new(AnalysisCheck.RootCause));
        failed.AddRange(roots.Where(root => root.Evidence is []).Select(About(AnalysisCheck.Evidence)));
        failed.AddRange(roots.Where(root => root.Content.Without is Counterfactual.WouldHaveHappened)
            .Select(About(AnalysisCheck.Counterfactual)));
        if (roots is not [] && analysis.Causes.Max(cause => cause.Depth) < LeastDepth) failed.Add(new(AnalysisCheck.Depth));
        if (severity >= Severity.MinorHarm && !analysis.Of(CauseKind.Escape).Any()) failed.Add(new(AnalysisCheck.EscapePoint));
        return failed;
    }

    /// <summary>Whether a sentence says no more than that somebody or something was wrong.</summary>
    public static bool IsBlame(string text)
    {
        var words = Words.Of(text).Where(word => !FillingWords.Contains(word)).ToList();
        return words is not [] && words.All(BlameWords.Contains);
    }

    private static Func<Cause, FailedCheck> About(AnalysisCheck check) => cause => new(check, cause);

    // By the terms of the comparison, which are stemmed as those of the sentence are.
    private static FrozenSet<string> Set(string words) => Words.Of(words).ToFrozenSet(StringComparer.Ordinal);
}
