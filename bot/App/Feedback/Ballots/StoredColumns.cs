using System.Collections.Immutable;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>The columns of everything that is stored of anonymous surveys, as people are told them; a test compares them.</summary>
internal static class StoredColumns
{
    /// <summary>While a wave is open, by table.</summary>
    public static readonly ImmutableArray<(string Table, ImmutableArray<string> Columns)> Open =
    [
        (
            "survey_waves",
            [
                "id", "team", "template", "template_version", "mode", "policy", "policy_hash", "breakdown", "layout", "state",
                "launched_by", "opens_at", "closes_at", "released_at", "invited", "responded", "band", "band_day",
                "survey", "number", "told_at",
            ]),
        ("survey_seats", ["wave", "seat", "person", "segment"]),
        ("survey_boxes", ["wave", "key_id", "sealed"]),
        ("survey_slips", ["wave", "id", "sealed"]),
        ("survey_key_folders", ["id", "marker"]),
        ("survey_messages", ["wave", "person", "step", "due_at"]),
    ];

    /// <summary>After its close.</summary>
    public static readonly ImmutableArray<(string Table, ImmutableArray<string> Columns)> Closed =
    [
        ("survey_tallies", ["wave", "item", "segment", "answer", "number", "band"]),
        ("survey_comments", ["wave", "id", "item", "body", "shown", "claim_hash"]),
    ];

    /// <summary>
    /// What leads set up and say, the answers of surveys with names, and those of AI agents: nothing of anonymous answers.
    /// </summary>
    public static readonly ImmutableArray<(string Table, ImmutableArray<string> Columns)> Beside =
    [
        (
            "surveys",
            [
                "id", "template", "mode", "by_team", "days", "cadence", "reminders", "launched_by", "created_at", "waves", "next_due_at",
                "refused", "about", "own",
            ]),
        ("survey_teams", ["survey", "team"]),
        ("survey_replies", ["wave", "did", "words", "author", "replied_at"]),
        ("survey_note_replies", ["id", "wave", "comment", "author", "words", "written_at", "shown_at"]),
        ("survey_responses", ["wave", "person", "segment", "objects", "answers"]),
        ("survey_agent_answers", ["wave", "agent", "agent_version", "run_ref", "answers"]),
    ];
}
