using System.Globalization;
using Improvement.Bot.Actions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Improvements;

/// <summary>A candidate with everything that explains its place.</summary>
/// <param name="Ranked">Its rank.</param>
/// <param name="Title">Its title, as its reader may see it.</param>
/// <param name="Owner">The name of its owner; null for nobody yet.</param>
/// <param name="Of">How many stand in the list.</param>
/// <param name="Now">The present moment, UTC.</param>
internal sealed record CandidateSight(RankedCandidate Ranked, string Title, string? Owner, int Of, DateTimeOffset Now)
{
    /// <summary>Until when it is left out of the list; null for what is in it.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The same a week ago; null for what was not there then.</summary>
    public RankedCandidate? WeekAgo { get; init; }

    /// <summary>What would change its rank.</summary>
    public IReadOnlyList<WhatIf> WhatIf { get; init; } = [];

    /// <summary>Its neighbours in the list that are worth about the same.</summary>
    public IReadOnlyList<RankedCandidate> AboutEqual { get; init; } = [];

    /// <summary>Its open action items.</summary>
    public IReadOnlyList<ActionItem> Actions { get; init; } = [];

    /// <summary>Those of them that nobody owns, and that its reader may take.</summary>
    public IReadOnlyList<ActionItem> ToTake { get; init; } = [];

    /// <summary>What was just done, or why it could not be, for whoever pressed; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>What its reader may do with the record itself.</summary>
    public IReadOnlyList<CardAction> Steps { get; init; } = [];

    /// <summary>Whether its reader may change its place and leave it out for some days.</summary>
    public bool MayRank { get; init; }

    /// <summary>The list that it was opened from, as its buttons carry it.</summary>
    public string Query { get; init; } = "";

    /// <summary>The page of that list, by its first entry from 0.</summary>
    public long Page { get; init; }
}

/// <summary>The card of one candidate: why it stands where it does, what would change that, and what its reader can do now.</summary>
internal static class CandidateCards
{
    private const string Factors = "Factors";

    /// <summary>Sentences at most about what would change the rank; more would not be read.</summary>
    private const int MostWhatIf = 4;

    /// <summary>Buttons of one row; further action items are taken on their own cards.</summary>
    private const int MostToTake = 6;

    /// <summary>The card.</summary>
    public static Card Of(CandidateSight sight)
    {
        var (ranked, record) = (sight.Ranked, sight.Ranked.Candidate.Record);
        return Card(
            StatusCard.Summary(record.Label, sight.Title),
            [
                sight.Note is { } note ? Text(note) : null,
                StatusCard.Head(record.Label, sight.Title),
                Text(PlaceOf(sight)),
                ranked.Decision is { } decision ? Text(DecisionOf(decision)) : null,
                ChangeOf(sight) is { } change ? Hint(change) : null,
                sight.AboutEqual is [] ? null : Hint(Say(
                    ImprovementTexts.AboutEqual,
                    string.Join(", ", sight.AboutEqual.Select(other => other.Candidate.Record.Label)))),
                Facts(
                    (ImprovementTexts.FactState, ListReader.WordsOf(new(record, ranked, []))),
                    (ImprovementTexts.FactOwner, sight.Owner ?? ImprovementTexts.NobodyYet),
                    (ImprovementTexts.FactAge, ListCards.Age(ranked.Candidate.Since, sight.Now)),
                    (ImprovementTexts.FactChance, ranked.Candidate.Chance is { } chance ? ChanceOf(chance) : null)),
                .. sight.Actions.Select(item => ActionRow(item, sight)),
                sight.ToTake is [] ? null : Buttons([.. sight.ToTake.Take(MostToTake).Select(item => TakeOf(item, sight))]),
                Folded(Factors, [.. WhyOf(sight)]),
                .. StepsOf(sight),
                Buttons(
                    Unfold(ImprovementTexts.Why, Factors),
                    ExecuteAction.Of(Say(ImprovementTexts.Whole, record.Label), record.Kind.OpenVerb, [.. Back(sight)]),
                    sight is { MayRank: true, Until: null } ? Press(ImprovementTexts.ChangeRank, ActionsCommand.ChangeRank, sight) : null,
                    sight is { MayRank: true, Until: null, Ranked.Candidate.MustNotWait: false }
                        ? Press(ImprovementTexts.Snooze, ActionsCommand.Snooze, sight)
                        : null,
                    sight is { MayRank: true, Until: not null } ? Press(ImprovementTexts.Unsnooze, ActionsCommand.Unsnooze, sight) : null,
                    ExecuteAction.Of(
                        ImprovementTexts.BackToList, ActionsCommand.Page, ("query", sight.Query), ("page", sight.Page))),
            ]);
    }

    private static string PlaceOf(CandidateSight sight)
    {
        var ranked = sight.Ranked;
        var place = sight.Until is { } until
            ? Say(ImprovementTexts.SnoozedUntil, Moment.DayAhead(until))
            : Say(ImprovementTexts.PlaceOf, ranked.Place, sight.Of);
        return string.Join(" ", new[]
        {
            place,
            Say(
                ImprovementTexts.WorthOf, ListCards.Number(ranked.Value.Value), ListCards.Number(ranked.Value.Lower),
                ListCards.Number(ranked.Value.Upper)),
            ranked.Candidate.MustNotWait ? ImprovementTexts.WhyMustNotWait : null,
        }.OfType<string>());
    }

    private static string DecisionOf(RankDecision decision) => Say(
        decision.Place is RankPlace.First ? ImprovementTexts.DecidedFirst : ImprovementTexts.DecidedLast, decision.By,
        Moment.Day(decision.At), decision.Reason);

    private static string? ChangeOf(CandidateSight sight)
    {
        if (sight.Until is not null) return null;
        if (sight.WeekAgo is not { } before) return ImprovementTexts.NewInList;
        if (before.Place == sight.Ranked.Place) return null;
        return Say(ImprovementTexts.WeekAgo, before.Place, ReasonsOf(before, sight.Ranked));
    }

    /// <summary>What changed of it since; where nothing did, the others changed.</summary>
    private static string ReasonsOf(RankedCandidate before, RankedCandidate now)
    {
        var factors = AllFactors
            .Select(factor => (factor, Before: Figure(before.Candidate, factor), Now: Figure(now.Candidate, factor)))
            .Where(each => each.Before != each.Now)
            .Select(each => Say(ImprovementTexts.FactorChanged, NameOf(now.Candidate, each.factor), each.Before, each.Now)).ToList();
        if (before.Decision?.At != now.Decision?.At) factors.Insert(0, ImprovementTexts.DecisionChanged);
        return factors is [] ? ImprovementTexts.OthersChanged : string.Join("; ", factors);
    }

    private static IEnumerable<Element> WhyOf(CandidateSight sight)
    {
        var candidate = sight.Ranked.Candidate;
        yield return Subheading(ImprovementTexts.WhyHeading);
        yield return Facts([.. AllFactors.Select(factor => (NameOf(candidate, factor), (string?)WordsOf(candidate, factor)))]);
        yield return Hint(ImprovementTexts.Formula);
        if (sight.WhatIf is []) yield break;
        yield return Subheading(ImprovementTexts.WhatIfHeading);
        foreach (var would in sight.WhatIf.Take(MostWhatIf))
        {
            yield return Text(Say(
                ImprovementTexts.WhatIf, NameOf(candidate, would.Factor), FigureOf(would.Factor, would.Value), would.Place)) with
            {
                Spacing = Spacing.Small,
            };
        }
    }

    private static string WordsOf(Candidate candidate, RankFactors which)
    {
        var factor = candidate.Factor(which);
        var source = candidate.SourceOf(which);
        return Say(
            candidate.Assumed.HasFlag(which) ? ImprovementTexts.FactorAssumed : ImprovementTexts.FactorKnown, Figure(candidate, which),
            FigureOf(which, factor.Lower), FigureOf(which, factor.Upper), source);
    }

    private static Element ActionRow(ActionItem item, CandidateSight sight) => new ListRow(
        $"{item.Label} · {item.Title}", ListCards.WordsOf(item),
        ExecuteAction.Of(
            Say(ImprovementTexts.Open, item.Label), ActionKind.Definition.OpenVerb,
            [(ActionKind.Name, item.Number), .. Back(sight).Where(part => part.Name is "list" or "query" or "page")])).ToElement();

    private static ExecuteAction TakeOf(ActionItem item, CandidateSight sight) => ExecuteAction.Of(
        Say(ImprovementTexts.Take, item.Label), ActionsCommand.Take,
        [.. Back(sight), ("kind", sight.Ranked.Candidate.Record.Kind.Name), (ActionKind.Name, item.Number)]);

    private static IEnumerable<Element> StepsOf(CandidateSight sight) => sight.Steps is [] ? [] : [Buttons([.. sight.Steps])];

    private static ExecuteAction Press(string title, string verb, CandidateSight sight) =>
        ExecuteAction.Of(title, verb, [.. Back(sight), ("kind", sight.Ranked.Candidate.Record.Kind.Name)]);

    private static IEnumerable<(string Name, System.Text.Json.Nodes.JsonNode? Value)> Back(CandidateSight sight)
    {
        var record = sight.Ranked.Candidate.Record;
        return
        [
            (record.Kind.Name, record.Number), ("list", ActionsCommand.Page), ("query", sight.Query), ("page", sight.Page),
        ];
    }

    private static RankFactors[] AllFactors => [RankFactors.Expected, RankFactors.Hours, RankFactors.Works, RankFactors.Effort];

    private static string NameOf(Candidate candidate, RankFactors factor) => candidate.NameOf?.Invoke(factor) ?? factor switch
    {
        RankFactors.Expected => ImprovementTexts.Expected,
        RankFactors.Hours => ImprovementTexts.Hours,
        RankFactors.Works => ImprovementTexts.Works,
        _ => ImprovementTexts.Effort,
    };

    private static string Figure(Candidate candidate, RankFactors factor) => FigureOf(factor, candidate.Factor(factor).Mean);

    private static string FigureOf(RankFactors factor, double figure) => factor switch
    {
        RankFactors.Works => figure.ToString("P0", CultureInfo.InvariantCulture),
        RankFactors.Expected => ListCards.Number(figure),
        _ => Say(ImprovementTexts.InHours, ListCards.Number(figure)),
    };

    /// <summary>A chance in words and figures.</summary>
    private static string ChanceOf(double chance) => Say(
        chance switch
        {
            < 0.1 => ImprovementTexts.ChanceRare,
            < 0.4 => ImprovementTexts.ChanceSmall,
            < 0.6 => ImprovementTexts.ChanceEven,
            < 0.9 => ImprovementTexts.ChanceLikely,
            _ => ImprovementTexts.ChanceSure,
        },
        chance.ToString("P0", CultureInfo.InvariantCulture));
}
