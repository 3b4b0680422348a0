using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Architecture;

/// <summary>
/// Who may know whom holds for the tables that SQL names as well: a folder reads and writes its own tables and those of the folders below
/// the slices.
/// </summary>
public sealed partial class TableNameTests
{
    /// <summary>The folder that owns each table.</summary>
    private static readonly Dictionary<string, string[]> Tables = new()
    {
        ["Storage"] = [
            "conversations", "dialogs", "fan_outs", "leases", "outbox", "places", "record_events", "schema_versions", "seen_activities"],
        ["People"] = ["automatic_replies", "deputies", "people", "roles", "team_members", "teams"],
        ["Graph"] = ["directory_answers", "waiting_asks"],
        ["Jobs"] = ["job_runs", "schedules"],
        ["Pages"] = ["page_links"],
        ["Attention"] = ["attention_mutes", "attention_settings", "notice_days", "notices", "unasked_messages"],
        ["Actions"] = ["action_owners", "action_readers", "action_witnesses", "actions"],
        ["Api"] = ["api_keys", "idempotent_requests", "webhook_deliveries", "webhooks"],
        ["Errors"] = [
            "alarm_readers", "alarms", "analyses", "categories_due", "category_cursors", "category_days", "cause_evidence", "causes",
            "error_additions", "error_changes", "error_days", "error_pairs", "error_readers", "errors", "fixes", "fix_decisions",
            "fix_former", "fix_referrals", "fix_outcomes", "recurrences", "watched_teams", "watches", "witness_retractions", "witnesses"],
        ["Patterns"] =
        [
            "pattern_adaptations", "pattern_answers", "pattern_criteria", "pattern_flags", "pattern_offers", "pattern_people",
            "pattern_readers", "pattern_replications", "pattern_uses", "pattern_versions", "patterns",
        ],
        ["Reviews"] = ["review_people", "review_results", "reviews"],
        ["Improvements"] = ["rank_decisions", "snoozes"],
        ["Digests"] = ["digest_schedules", "digest_uses", "digests", "personal_digests"],
        ["Effects"] = ["figure_series", "figures", "measured_effects"],
        ["Feedback"] =
        [
            "survey_agent_answers", "survey_boxes", "survey_comments", "survey_key_folders", "survey_messages",
            "survey_note_replies", "survey_replies", "survey_responses", "survey_seats", "survey_slips", "survey_tallies", "survey_teams",
            "survey_waves", "surveys",
        ],
        ["Similarity"] =
        [
            "record_indexes", "record_index_chunks", "record_index_counts", "record_index_edits",
            "similarity_chunks", "similarity_counts", "similarity_edits", "similarity_indexes", "similarity_postings", "similarity_scopes",
            "similarity_terms",
        ],
    };

    /// <summary>Files of Storage that name tables of People, with the reason.</summary>
    private static readonly Dictionary<string, string> Exemptions = new()
    {
        ["ConversationRows.cs"] = "a conversation has the columns team and person, and moves with its team's connector in one statement",
        ["OutOfReachRows.cs"] = "whom nothing reaches is read by name, and a channel counts while a team wants to read there",
        ["TurnStore.cs"] = "the framework asks for the object id of a sender before there is a scope",
    };

    [Fact]
    public void Every_table_of_the_migrations_has_its_owner() =>
        Directory.GetFiles(Path.Combine(App(), "Storage/Migrations"), "*.sql", SearchOption.AllDirectories)
            .SelectMany(file => Created().Matches(File.ReadAllText(file))).Select(match => match.Groups["table"].Value).Distinct()
            .Should().BeSubsetOf(Tables.Values.SelectMany(tables => tables));

    [Fact]
    public void Sql_names_only_tables_of_its_own_folder_and_of_those_below()
    {
        var uses = (from file in Directory.GetFiles(App(), "*.cs", SearchOption.AllDirectories)
                    let folder = Path.GetRelativePath(App(), file).Split(Path.DirectorySeparatorChar)[0]
                    where folder is not ("obj" or "bin" or "Development")
                    from match in Named().Matches(File.ReadAllText(file))
                    let table = match.Groups["table"].Value
                    where OwnerOf(table) is { } owner && !MayUse(folder, owner) && !Exemptions.ContainsKey(Path.GetFileName(file))
                    select $"{folder}/{Path.GetFileName(file)} names {table}").Distinct().ToList();

        uses.Should().BeEmpty();
    }

    [Fact]
    public void An_exemption_that_nobody_needs_is_gone() =>
        Exemptions.Keys.Should().OnlyContain(name => Directory.GetFiles(App(), name, SearchOption.AllDirectories)
            .SelectMany(file => Named().Matches(File.ReadAllText(file))).Any(match => OwnerOf(match.Groups["table"].Value) == "People"));

    private static string? OwnerOf(string table) => Tables.FirstOrDefault(each => each.Value.Contains(table)).Key;

    private static bool MayUse(string folder, string owner) =>
        folder == owner
            || (
                DependencyTests.Ground.TryGetValue(folder, out var below)
                    ? below.Contains(owner)
                    : DependencyTests.Ground.ContainsKey(owner));

    private static string App([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../bot/App"));

    // A fragment that is one word may be the name of a table.
    [GeneratedRegex(
        @"\b(?:FROM|JOIN|INTO|UPDATE|DELETE FROM)\s+(?<table>[a-z_]+)|Sql\.Of\(\$""(?<table>[a-z_]+)""\)", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"CREATE TABLE (?<table>[a-z_]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Created();
}
