using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Messages;
using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Cards;

/// <summary>A pattern with what its card shows.</summary>
/// <param name="Origin">The label of the record that it comes from; null for none.</param>
/// <param name="Steps">What its reader may do.</param>
internal sealed record PatternSight(
    Pattern Pattern, string? Origin, IReadOnlyList<CheckedCriterion> Criteria, IReadOnlyList<PatternFlag> Flags,
    IReadOnlyList<PatternStep> Steps)
{
    /// <summary>Who is thanked; empty where several people read, as thanks are no public matter.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>What they answered, on its status.</summary>
    public IReadOnlyList<FollowUpAnswer> Answers { get; init; } = [];

    /// <summary>What happened to it, on its status; null where that is not shown.</summary>
    public IReadOnlyList<HistoryEvent>? History { get; init; }

    /// <summary>Whether it was offered to other teams.</summary>
    public bool IsSpread { get; init; }

    /// <summary>Whether a team of its reader was offered it.</summary>
    public bool HasOwnTeam { get; init; }

    /// <summary>What a series of the team says of it, in words; null where nobody tested that, or its reader may not see it.</summary>
    public string? Outlier { get; init; }

    /// <summary>What is about the same elsewhere, on its status.</summary>
    public IReadOnlyList<RelatedGroup> Related { get; init; } = [];

    /// <summary>Leads to what is measured of it; null where nothing is.</summary>
    public CardAction? Effect { get; init; }

    /// <summary>Leads back to the list that it was opened from; null for none.</summary>
    public CardAction? Back { get; init; }
}

/// <summary>The cards of patterns.</summary>
internal static class PatternCards
{
    private const int MostInOneRow = 6;

    private const string Outlier = "outlier";

    /// <summary>What stands on a card that is not its status, besides what happened.</summary>
    private static readonly string[] Short = ["Evidence", "CoreSteps", "Mechanism", "Limits"];

    /// <summary>All of it, with a button for each step that its reader may take.</summary>
    public static Card Of(PatternSight sight)
    {
        var pattern = sight.Pattern;
        var isStatus = sight.History is not null;
        return Card(
            StatusCard.Summary(pattern.Label, pattern.Title),
            [
                StatusCard.Head(pattern.Label, pattern.Title),
                Text(NextOf(pattern)),
                IsTold(pattern) ? null : StatusCard.LongText(pattern.Content.Story),
                Facts(
                    (PatternTexts.FactState, StateOf(pattern)),
                    (PatternTexts.FactTeam, pattern.TeamName),
                    (PatternTexts.FactAuthor, pattern.AuthorName),
                    (PatternTexts.FactOwner, OwnerOf(pattern)),
                    (PatternTexts.FactNamed, sight.Named is [] ? null : string.Join(", ", sight.Named)),
                    (PatternTexts.FactValidator, pattern.ValidatorName),
                    (PatternTexts.FactFrom, sight.Origin),
                    (PatternTexts.FactSource, pattern.SourceAuthor is { } author ? Say(MessageTexts.MessageBy, author) : null),
                    (PatternTexts.FactVersion, pattern.Edition is 1 ? null : Say(PatternTexts.Version, pattern.Edition)),
                    (PatternTexts.FactUsed, pattern.LastUsedAt is { } used ? Moment.Day(used) : null),
                    (PatternTexts.FactSaves, PatternEstimates.Saved(pattern.Content)),
                    (PatternTexts.FactTakes, PatternEstimates.ToAdopt(pattern.Content)),
                    (PatternTexts.FactReview, pattern.ReviewDueAt is { } review && !pattern.IsOver ? Moment.Day(review) : null),
                    (PatternTexts.FactVisibility, pattern.Restricted ? PatternTexts.RestrictedNote : null)),
                StatusCard.Part(PatternTexts.PartEnded, pattern.EndedBecause),
                .. FlagsOf(sight.Flags),
                .. PatternField.Further.Where(field => isStatus || Short.Contains(field.Name))
                    .Select(field => StatusCard.Part(field.Heading(pattern.IsAttempt), field.Of(pattern.Content))),
                .. CriteriaOf(sight),
                .. AnswersOf(sight.Answers),
                .. Related.Part(sight.Related),
                .. sight.History is { } history ? [StatusCard.HistoryHeading(), HistoryOf(history)] : Array.Empty<Element>(),
                .. Rows(sight),
            ]);
    }

    /// <summary>Number, title and state, for somebody who sees no more.</summary>
    public static Card Outline(Pattern pattern, CardAction? back) => Card(
        StatusCard.Summary(pattern.Label, pattern.Title),
        StatusCard.Head(pattern.Label, pattern.Title),
        Facts((PatternTexts.FactState, StateOf(pattern))),
        Hint(PatternTexts.RestIsForTeam),
        back is null ? null : Buttons(back));

    /// <summary>That a pattern stands here which may not be seen here.</summary>
    public static Card Hidden(Pattern pattern) =>
        Card(Say(PatternTexts.HiddenSummary, pattern.Label), Text(Say(PatternTexts.HiddenText, pattern.Label)));

    /// <summary>A pattern in a list; of one of another team, number, title and state.</summary>
    public static RecordLine LineOf(RecordLook<Pattern> look)
    {
        var pattern = look.Record;
        var state = StateOf(pattern);
        if (look.Viewer.Level is not AccessLevel.Everything) return new(PatternKind.Id(pattern.Number), pattern.Title, state, "");
        string?[] hint = [state, pattern.TeamName, Moment.Day(pattern.CreatedAt)];
        return new(
            PatternKind.Id(pattern.Number), pattern.Title, string.Join(" · ", hint.OfType<string>()),
            string.Join('\n', PatternField.All.Skip(1).Select(field => field.Of(pattern.Content)).OfType<string>()));
    }

    /// <summary>Whether a step is offered where several people read.</summary>
    public static bool IsShared(PatternStep step) => step is PatternStep.Check or PatternStep.MakeStandard or PatternStep.Uphold
        or PatternStep.Adopt or PatternStep.Use or PatternStep.Flag;

    /// <summary>Its state, and of an attempt that it is one.</summary>
    public static string StateOf(Pattern pattern) => StateOf(pattern.State, pattern.IsAttempt);

    /// <inheritdoc cref="StateOf(Pattern)"/>
    public static string StateOf(PatternState state, bool isAttempt) =>
        isAttempt ? Say(PatternTexts.AttemptState, PatternWords.Of(state)) : PatternWords.Of(state);

    private static string NextOf(Pattern pattern) => pattern switch
    {
        { IsOver: false, OwnerLeftAt: { } left } =>
            Say(PatternTexts.NextAdopt, Moment.Day(left.AddDays(PatternTimes.DaysWithoutOwner))),
        { State: PatternState.Candidate, IsAttempt: true } => PatternTexts.NextAttempt,
        { State: PatternState.Validated, IsAttempt: true } => PatternTexts.NextAttemptValidated,
        _ => PatternWords.Next(pattern.State),
    };

    private static string? OwnerOf(Pattern pattern) =>
        pattern.OwnerLeftAt is not null || pattern.Owner is null ? PatternTexts.Nobody
        : pattern.Owner == pattern.Author ? null
        : pattern.OwnerName;

    /// <summary>Whether the title says all that happened.</summary>
    private static bool IsTold(Pattern pattern) => pattern.Content.Story.Trim() == pattern.Title;

    private static IEnumerable<Element> FlagsOf(IReadOnlyList<PatternFlag> flags)
    {
        if (flags is []) yield break;
        yield return Subheading(PatternTexts.FlagsHeading);
        foreach (var flag in flags)
        {
            yield return Group(
                Text(flag.Words), Hint(Say(PatternTexts.FlagBy, flag.Who ?? RecordTexts.Somebody, Moment.Day(flag.At), flag.Edition)));
        }
    }

    private static IEnumerable<Element> CriteriaOf(PatternSight sight)
    {
        if (sight.Criteria is [] && sight.History is null) yield break;
        yield return Subheading(PatternTexts.CriteriaHeading);
        foreach (var criterion in PatternCriteria.For(sight.Pattern.IsAttempt))
        {
            var found = sight.Criteria.FirstOrDefault(each => each.Criterion == criterion);
            var words = found is null ? PatternTexts.NotChecked
                : found.Edition == sight.Pattern.Edition ? ResultOf(found)
                : Say(PatternTexts.InVersion, ResultOf(found), found.Edition);
            var name = sight.Pattern.IsAttempt ? PatternWords.OfAttempt(criterion) : PatternWords.Of(criterion);
            yield return Group(
                Text(Say(PatternTexts.CriterionLine, name, words)),
                found is null ? null : Hint(found.Evidence) with { Spacing = Spacing.None });
        }

        if (sight.Outlier is not { } outlier) yield break;
        yield return Buttons(Unfold(PatternTexts.OutlierShow, Outlier));
        yield return Folded(Outlier, Text(outlier));
    }

    private static string ResultOf(CheckedCriterion found) => found.IsMet ? PatternTexts.Met : PatternTexts.NotMet;

    private static IEnumerable<Element> AnswersOf(IReadOnlyList<FollowUpAnswer> answers)
    {
        if (answers is []) yield break;
        yield return Subheading(PatternTexts.AnswersHeading);
        foreach (var group in answers.GroupBy(answer => answer.Question))
        {
            yield return Hint(PatternWords.Of(group.Key));
            foreach (var answer in group) yield return Text(answer.Words) with { Spacing = Spacing.None };
        }
    }

    private static Container HistoryOf(IReadOnlyList<HistoryEvent> history) =>
        StatusCard.History(history.Select(line => (line.At, line.Who, PatternWords.Event(line.What), ReasonIn(line.Data))));

    private static string? ReasonIn(string? data)
    {
        if (data is null) return null;
        using var kept = System.Text.Json.JsonDocument.Parse(data);
        return kept.RootElement.Text("reason");
    }

    private static IEnumerable<Element> Rows(PatternSight sight)
    {
        var (pattern, below) = (sight.Pattern, sight.History is not null);
        CardAction?[] others =
        [
            sight.HasOwnTeam ? ReplicationButtons.OwnTeam(pattern.Number) : null,
            sight.IsSpread ? ReplicationButtons.WhereUsed(pattern.Number) : null,
            sight.Effect,
            .. ButtonsOf(PatternButtons.Care),
            pattern.Edition > 1 ? PatternButtons.Changes(PatternTexts.WhatChanged, pattern.Number, pattern.Edition) : null,
            SourceLinks.Trusted(pattern.SourceLink) is { } link ? new OpenUrlAction(link) { Title = MessageTexts.OpenMessage } : null,
            sight.Back,
        ];
        CardAction[] first = [.. ButtonsOf([.. PatternButtons.Deciding, .. PatternButtons.Everyday])];
        CardAction[] second = [.. others.OfType<CardAction>()];
        CardAction[][] rows = first.Length + second.Length <= MostInOneRow
            ? [[.. first, .. second]]
            : [first, .. second.Chunk(MostInOneRow)];
        return rows.Where(row => row is not []).Select(row => Buttons(row));

        IEnumerable<CardAction> ButtonsOf(PatternStep[] steps) =>
            steps.Where(sight.Steps.Contains).Select(step => PatternButtons.Of(pattern.Number, step, below));
    }
}
