using Improvement.Bot.Patterns.Api;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.Patterns.Ranking;
using Improvement.Bot.Patterns.Replications;
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

    // Those who are named, and the people of a team that took it over: guests see nothing of a team, agents what is for them.
    private static readonly Sql Readers = Sql.Of($"""
        (SELECT pattern, person FROM pattern_readers UNION ALL
        SELECT used.pattern, member.person FROM pattern_replications used
            JOIN patterns kept ON kept.id = used.pattern AND NOT kept.restricted
            JOIN team_members member ON member.team = used.target_team AND member.left_at IS NULL
            JOIN people ON people.id = member.person AND people.person_kind = {ActorKind.Person} AND NOT people.is_guest
        WHERE used.target_agent IS NULL AND used.status IN {ReplicationLife.TakenOver.Select(state => state.ToString())})
        """);

    /// <summary>Who sees what of them.</summary>
    public static Access Access { get; } = new(
        new(Sql.Of($"patterns"), Sql.Of($"author"), Readers, Sql.Of($"pattern_readers"), Sql.Of($"pattern")), Role.PatternLead);

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
