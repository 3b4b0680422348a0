using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Cards;

/// <summary>The root cause analysis of an error as people see it: its tree as numbered lines, and what is still missing.</summary>
internal static class AnalysisCards
{
    /// <summary>Nodes on the card of the causes at most; the others are counted there and stand on the page.</summary>
    private const int CausesShown = 20;

    /// <summary>Characters of nodes and evidence on that card, after which no further node begins, so that Teams takes the card.</summary>
    private const int CharactersShown = 3_000;

    /// <summary>Root causes on a card about something else.</summary>
    private const int RootsShown = 3;

    /// <summary>Characters of a node, of a piece of its evidence, and of what was written at the end.</summary>
    private const int TextShown = 300, EvidenceTextShown = 160, PartShown = 600;

    /// <summary>Texts of what was around the error on that card; all of them stand on the page.</summary>
    private const int ContextShown = 4;

    /// <summary>Pieces of evidence of a node, the oldest, and failed checks.</summary>
    private const int EvidenceShown = 2, ChecksShown = 8;

    /// <summary>Everything about the causes, with what can be done about them.</summary>
    /// <param name="analysis">Null where there is none yet.</param>
    /// <param name="page">The button that opens them as a page; null for none.</param>
    public static Card Of(ErrorRecord error, Analysis? analysis, CardAction? page = null) => Card(
        Say(AnalysisTexts.Summary, error.Label, error.Title),
        [
            Group(Hint(error.Label), Heading(Say(AnalysisTexts.Heading, error.Title)) with { Spacing = Spacing.None }),
            Text(StateOf(analysis)),
            .. Tree(analysis),
            .. ContextOf(analysis).Take(ContextShown).Select(part => Part(part.Heading, part.Text)),
            .. Missing(error, analysis),
            ErrorCards.Row([.. ButtonsOf(error, analysis)]),
            // Clients show six buttons of a row and hide the others.
            ErrorCards.Row(
                analysis is { State: AnalysisState.Draft }
                    ? ErrorButtons.For(error, ErrorAction.DescribeContext, ErrorTexts.Step_DescribeContext)
                    : null,
                analysis is null or { Causes: [] } ? null : page),
        ]);

    /// <summary>What was written down of what was around the error, each text with its heading.</summary>
    public static IEnumerable<(string Heading, string Text)> ContextOf(Analysis? analysis) => analysis?.Context is not { } context
        ? []
        : from part in new (string Heading, string? Text)[]
        {
            (AnalysisTexts.ProblemIs, context.ProblemIs), (AnalysisTexts.ProblemIsNot, context.ProblemIsNot),
            (AnalysisTexts.WentWell, context.WentWell), (AnalysisTexts.MadeSense, context.MadeSense),
            (AnalysisTexts.Detected, context.Detected), (AnalysisTexts.Diagnosed, context.Diagnosed),
            (AnalysisTexts.Repaired, context.Repaired), (AnalysisTexts.Facilitator, context.Facilitator),
            (AnalysisTexts.Participants, context.Participants),
        }
          where !string.IsNullOrWhiteSpace(part.Text)
          select (part.Heading, part.Text!);

    /// <summary>How many causes are written down and whether they are accepted, in a line; null for none.</summary>
    public static TextBlock? CountOf(Analysis? analysis) => analysis is null or { Causes: [] }
        ? null
        : Text($"{Say(AnalysisTexts.Count, analysis.Causes.Count)} {StateOf(analysis)}");

    /// <summary>The button that leads to the causes: the first question where there are none.</summary>
    public static CardAction? Entry(ErrorRecord error, Analysis? analysis) => analysis is null
        ? ErrorButtons.For(error, ErrorAction.AddCause, ErrorTexts.Step_AddCause, below: true)
        : ErrorButtons.Button(ErrorTexts.Causes, ErrorButtons.Causes, error.Number);

    /// <summary>The root causes on a card about something else; nothing where there are no causes.</summary>
    public static IEnumerable<Element?> Part(Analysis? analysis) => analysis is null or { Causes: [] }
        ? []
        : [Subheading(AnalysisTexts.PartHeading), CountOf(analysis), .. Roots(analysis)];

    /// <summary>What whoever decides about a fix should know of the causes: the root causes, and what is missing.</summary>
    public static IEnumerable<Element?> ForDecision(ErrorRecord error, Analysis? analysis)
    {
        if (analysis is null or { Causes: [] })
        {
            return error.Severity >= Severity.MajorHarm ? [Warning(AnalysisTexts.NoneForSevere)] : [];
        }

        return [.. Part(analysis), .. Missing(error, analysis)];
    }

    /// <summary>What a failed check asks for, in a sentence.</summary>
    public static string WordsOf(FailedCheck failed) => failed.Cause is { } cause
        ? Say(Words($"Check.{failed.Check}"), cause.Place)
        : Words($"Check.{failed.Check}");

    /// <summary>A node as a choice of a list.</summary>
    public static string Choice(Cause cause) => $"{cause.Place} {ShortText.Cut(cause.Content.Text, 100)}";

    /// <summary>The state of an analysis, in a sentence.</summary>
    public static string StateOf(Analysis? analysis) => analysis is null or { Causes: [] }
        ? AnalysisTexts.StateNone
        : Words($"State.{analysis.State}");

    private static IEnumerable<Element?> Tree(Analysis? analysis)
    {
        if (analysis is null) yield break;
        var (shown, left) = (0, CharactersShown);
        foreach (var cause in analysis.Causes.Take(CausesShown).TakeWhile(_ => left > 0))
        {
            foreach (var line in Lines(cause)) yield return line;
            left -= Math.Min(cause.Content.Text.Length, TextShown)
                + cause.Evidence.Take(EvidenceShown).Sum(evidence => Math.Min(evidence.Length, EvidenceTextShown));
            shown++;
        }

        if (analysis.Causes.Count > shown) yield return Hint(Say(AnalysisTexts.More, analysis.Causes.Count - shown));
    }

    private static IEnumerable<Element> Roots(Analysis analysis) => analysis.Of(CauseKind.Root).Take(RootsShown).SelectMany(Lines);

    // A column before the text would leave little of it on a phone, so the depth is in the number.
    private static IEnumerable<Element> Lines(Cause cause)
    {
        yield return Text(Say(AnalysisTexts.CauseLine, cause.Place, ShortText.Cut(cause.Content.Text, TextShown)));
        yield return Hint(string.Join(" · ", FactsOf(cause))) with { Spacing = Spacing.None };
        if (AlsoIn(cause) is { } also) yield return Hint(also) with { Spacing = Spacing.None };
        foreach (var evidence in cause.Evidence.Take(EvidenceShown))
        {
            yield return Text(Say(AnalysisTexts.EvidenceLine, ShortText.Cut(evidence, EvidenceTextShown))) with { Spacing = Spacing.None };
        }

        if (cause.Evidence.Count > EvidenceShown) yield return Hint(Say(AnalysisTexts.More, cause.Evidence.Count - EvidenceShown));
    }

    /// <summary>What a node is besides its words: its kind, the counterfactual, its group, how sure.</summary>
    public static IEnumerable<string> FactsOf(Cause cause)
    {
        yield return OfValue(cause.Content.Kind);
        if (cause.Content.Without is not Counterfactual.NotSaid) yield return OfValue(cause.Content.Without);
        if (cause.Content.Group is { } group) yield return ErrorWords.Of(Taxonomy.Starting.CauseGroup, group);
        if (cause.Content.Confidence is not CauseConfidence.Medium) yield return OfValue(cause.Content.Confidence);
        if (cause.Evidence is []) yield return AnalysisTexts.NoEvidence;
    }

    /// <summary>The other errors with the same cause, in a sentence; null for none that its reader may see.</summary>
    public static string? AlsoIn(Cause cause) =>
        cause.AlsoIn is [] ? null : Say(AnalysisTexts.AlsoIn, string.Join(", ", cause.AlsoIn));

    private static IEnumerable<Element?> Missing(ErrorRecord error, Analysis? analysis)
    {
        if (analysis is null or { Causes: [] } || AnalysisChecks.Of(analysis, error.Severity) is not { Count: > 0 } failed) return [];
        return
        [
            Subheading(AnalysisTexts.MissingHeading),
            .. failed.Take(ChecksShown).Select(check => Text(WordsOf(check)) with { Spacing = Spacing.Small }),
            Part(AnalysisTexts.Justification, analysis.Justification),
        ];
    }

    private static Element? Part(string heading, string? text) =>
        StatusCard.Part(heading, text is null ? null : ShortText.Cut(text, PartShown));

    private static IEnumerable<CardAction?> ButtonsOf(ErrorRecord error, Analysis? analysis)
    {
        ErrorAction[] steps = analysis?.State switch
        {
            null => [ErrorAction.AddCause],
            AnalysisState.Draft => [
                ErrorAction.AddCause, ErrorAction.SupportCause, ErrorAction.ChangeCause, ErrorAction.SubmitCauses, ErrorAction.ProposeFix],
            AnalysisState.UnderReview => [ErrorAction.AcceptCauses, ErrorAction.ReturnCauses, ErrorAction.ProposeFix],
            _ => [ErrorAction.ProposeFix, ErrorAction.ReturnCauses],
        };
        // A form of the causes takes the place of their card; a proposal leads elsewhere and comes below.
        return steps.Select(step => ErrorButtons.For(error, step, ErrorButtons.TitleOf(step), below: step is ErrorAction.ProposeFix));
    }

    /// <summary>The words of a value, in the language of the moment.</summary>
    public static string OfValue<T>(T value)
        where T : struct, Enum => Words($"{typeof(T).Name}.{value}");

    private static string Words(string key) => AnalysisTexts.ResourceManager.GetString(key)
        ?? throw new InvalidOperationException($"AnalysisTexts.resx has no words for “{key}”.");
}
