using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Actions;

/// <summary>
/// What action items tell in a digest: what needs somebody, and what is stuck. They have neither severity nor object, so that these choose
/// none of them; people and agents are those who own them.
/// </summary>
internal static class ActionDigest
{
    private const int DaysOfWeek = 7;

    /// <summary>The part of action items in a digest.</summary>
    public static DigestPart Of(IServiceProvider services, DigestQuery query)
    {
        if (!query.AsksFor(DigestSection.NeedsYou, DigestSection.Stuck)) return DigestPart.Empty;
        var (needsYou, stuck) = (new List<DigestLine>(), new List<DigestLine>());
        foreach (var item in OpenAction.Read(services.GetRequiredService<Session>(), query))
        {
            if (NeedsYou(item, query) is { } needed) needsYou.Add(Line(DigestSection.NeedsYou, item, needed));
            else if (Stuck(item, query) is { } waits) stuck.Add(Line(DigestSection.Stuck, item, waits));
        }

        return new([.. needsYou.Take(query.MostLines), .. stuck.Take(query.MostLines)])
        {
            Totals = new Dictionary<DigestSection, int>
            {
                [DigestSection.NeedsYou] = needsYou.Count, [DigestSection.Stuck] = stuck.Count,
            },
        };
    }

    private static string? NeedsYou(OpenAction item, DigestQuery query) =>
        query.Reader is { } reader ? OfReader(item, query, reader) : OfTeam(item, query);

    private static string? OfTeam(OpenAction item, DigestQuery query) => item.State switch
    {
        ActionState.Proposed => Say(ActionTexts.DigestProposed, For(item, query)),
        ActionState.Done when item.VerifierName is { } verifier => Say(ActionTexts.DigestVerify, verifier, For(item, query)),
        ActionState.Done => Say(ActionTexts.DigestVerifyAny, For(item, query)),
        _ when item.Owner is null => Say(ActionTexts.DigestNoOwner, For(item, query)),
        _ => null,
    };

    private static string? OfReader(OpenAction item, DigestQuery query, Principal reader)
    {
        if (ActionLife.IsWorkedOn(item.State)) return item.Owner == reader.Person ? OfOwner(item, query) : OfNobody(item, query, reader);
        return item.State is ActionState.Proposed && item.May(reader, ActionStep.Approve)
                ? Say(ActionTexts.DigestProposedYours, For(item, query))
            : item.State is ActionState.Done && IsAskedToVerify(item, reader)
                ? Say(ActionTexts.DigestVerifyYours, For(item, query))
            : null;
    }

    private static string? OfOwner(OpenAction item, DigestQuery query) => (item.DueDate?.DayNumber - Today(query).DayNumber) switch
    {
        < -1 and var days => Say(ActionTexts.DigestLateYours, -days),
        -1 => ActionTexts.DigestLateYoursByADay,
        0 => ActionTexts.DigestDueToday,
        1 => ActionTexts.DigestDueTomorrow,
        > 1 and <= DaysOfWeek and var days => Say(ActionTexts.DigestDueIn, days),
        _ => null,
    };

    /// <summary>What nobody owns is for those who may give it to somebody.</summary>
    private static string? OfNobody(OpenAction item, DigestQuery query, Principal reader) =>
        item.Owner is null && item.May(reader, ActionStep.Reassign) ? Say(ActionTexts.DigestNoOwner, For(item, query)) : null;

    /// <summary>Whoever is named; where nobody is, the leads among those who may.</summary>
    private static bool IsAskedToVerify(OpenAction item, Principal reader) =>
        item.May(reader, ActionStep.Verify) && (item.Facts.Verifier == reader.Person
            || (item.Facts.Verifier is null && (reader.IsAdministrator
                || reader.LeadsRecordsOf(item.Facts.Access.Team, ActionKind.Access.LeadRole))));

    /// <summary>Blocked, late by at least a day, or nobody's; with the role that is waited for.</summary>
    private static string? Stuck(OpenAction item, DigestQuery query)
    {
        if (!ActionLife.IsWorkedOn(item.State)) return null;
        if (item.Owner is null) return Say(ActionTexts.DigestNoOwner, For(item, query));
        var owner = item.OwnerName ?? RecordTexts.Somebody;
        if (item is { State: ActionState.Blocked, BlockedBecause: { } why }) return Say(ActionTexts.DigestBlocked, owner, OneLine(why));
        return (Today(query).DayNumber - item.DueDate?.DayNumber) switch
        {
            1 => Say(ActionTexts.DigestLateByADay, owner),
            > 1 and var days => Say(ActionTexts.DigestLate, owner, days),
            _ => null,
        };
    }

    private static DateOnly Today(DigestQuery query) => query.Team.LocalDate(query.To);

    private static string For(OpenAction item, DigestQuery query) => (query.To - item.Since).Days switch
    {
        <= 0 => ActionTexts.DigestForLessThanADay,
        1 => ActionTexts.DigestForADay,
        var days => Say(ActionTexts.DigestForDays, days),
    };

    private static string OneLine(string text) => ShortText.Cut(text.ReplaceLineEndings(" ").Trim(), OpenAction.LongestReason);

    private static DigestLine Line(DigestSection section, OpenAction item, string words) =>
        new(section, ActionKind.Id(item.Number), item.Title, words);
}
