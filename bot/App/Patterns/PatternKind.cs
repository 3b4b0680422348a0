using Improvement.Bot.Patterns.Api;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.Patterns.Ranking;
using Improvement.Bot.Patterns.Weekly;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>Success patterns, and attempts that did not work, as a kind of record.</summary>
internal static class PatternKind
{
    /// <summary>The name of the kind in events, webhooks, places and buttons.</summary>
    public const string Name = "pattern";

    /// <summary>Who sees what of them.</summary>
    public static Access Access { get; } = new(
        new(Sql.Of($"patterns"), Sql.Of($"author"), Sql.Of($"pattern_readers"), Sql.Of($"pattern_readers"), Sql.Of($"pattern")),
        Role.PatternLead);

    /// <summary>The kind.</summary>
    public static RecordKind<Pattern> Definition { get; } = new(Name, "PAT", Access)
    {
        Find = (services, number) => PatternRows.Find(services.GetRequiredService<Session>(), number),
        NotFound = () => PatternTexts.NotFound,
        Origin = (services, number) =>
            PatternRows.Find(services.GetRequiredService<Session>(), number)?.Origin is { } origin ? (origin.Kind, origin.Number) : null,
        Beginning = new(CaptureSuccess.Name, () => PatternTexts.BeginCapture, () => PatternTexts.StatusCapture)
        {
            From = CaptureSuccess.From,
        },
        States = [.. Enum.GetValues<PatternState>().Select(StateOf)],
        Withdrawn = [nameof(PatternState.Retired)],
        // what did not work is found by why it did not
        Texts = Sql.Of($"""
            SELECT id, version, team, author, title, story || ' ' || COALESCE(problem, '') || ' ' || COALESCE(context, '') || ' '
                || COALESCE(mechanism, '') || ' ' || COALESCE(core_steps, '') || ' ' || COALESCE(limits, '') AS text
            FROM patterns
            """),
        Whole = PatternViews.Whole,
        Outline = (look, back) => PatternCards.Outline(look.Record, back),
        LineOf = PatternCards.LineOf,
        Views = [PatternViews.Own, PatternViews.Shared, PatternViews.Named, PatternViews.Team],
        SharedView = PatternViews.Shared,
        LeadView = PatternViews.Own,
        View = PatternViews.Draw,
        RefreshUsers = PatternViews.RefreshUsers,
        StepsOf = PatternViews.InList,
        Candidates = PatternCandidates.Of,
        Digest = PatternDigest.Of,
        Hidden = PatternCards.Hidden,
        Events = PatternEventChoices.All,
        Scopes = PatternScopes.All,
        ForWebhook = PatternsApi.ForWebhook,
    };

    /// <summary>A pattern by its number.</summary>
    public static RecordId Id(long number) => new(Definition, number);

    private static RecordState StateOf(PatternState state) => new(state.ToString(), () => PatternWords.Of(state))
    {
        IsOpen = state is PatternState.Candidate or PatternState.Challenged,
        IsInUse = true,
    };
}
