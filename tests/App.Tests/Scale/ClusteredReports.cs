using System.Globalization;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Scale;

/// <summary>
/// Reports in clusters of twenty on average: of each thousand, five clusters of 110 that came within the last 60 weeks, about twice a week,
/// and 45 of ten over two years. Each tenth report belongs together with the first of its cluster, the others are the same as it, and
/// their accounts stand with it; each fifth has an account more. Of so many clusters as end their watch in one night, where all are
/// always watched for half a year, the watch ends a week from now.
/// </summary>
internal sealed class ClusteredReports : ScaleDatabase
{
    /// <summary>Reports of one block, whose pattern comes again, and its clusters.</summary>
    public const int Block = 1_000, ClustersOfBlock = 50;

    private const int NightsOfWatch = 26 * 7;
    private const string Position = "(n - 1) % 1000", BlockOfReport = "(n - 1) / 1000";
    private const string Mixed = "(CAST(n AS bigint) * 7919)";
    private const string IsFrequent = $"{Position} < 550";
    private const string Cluster = $"CASE WHEN {IsFrequent} THEN {Position} / 110 ELSE 5 + ({Position} - 550) / 10 END";
    private const string IsLinked = $"{Position} % 10 = 8";

    private const string Primary =
        $"{BlockOfReport} * 1000 + 1 + CASE WHEN {IsFrequent} THEN {Position} / 110 * 110 ELSE 550 + ({Position} - 550) / 10 * 10 END";

    private readonly StorageEngine _engine;
    private readonly int _reports;
    private int _later;

    /// <param name="reports">How many; whole blocks.</param>
    /// <param name="now">The present moment.</param>
    public ClusteredReports(StorageEngine engine, int reports, DateTimeOffset now)
        : base(engine)
    {
        (_engine, _reports) = (engine, reports);
        for (var from = 0; from < reports; from += AtOnce) AddReports(from, Math.Min(AtOnce, reports - from), now);
        AddWatches(now);
        if (engine is StorageEngine.PostgreSql) Write("VACUUM"); // as the server has done by itself with what came in over years
    }

    /// <summary>Watches that end a week from now.</summary>
    public int Watches => (_reports / Block * ClustersOfBlock + NightsOfWatch - 1) / NightsOfWatch;

    private static string Team => $"({Cluster} + {BlockOfReport}) % {Teams} + 1";

    private static string Category => $"CASE ({Cluster} + {BlockOfReport} / {Teams}) % {Taxonomy.Starting.Kind.Codes.Length} "
        + string.Concat(Taxonomy.Starting.Kind.Codes.Select((code, i) => $"WHEN {i} THEN '{code}' ")) + "END";

    private static string IsWatched => $"n = {Primary} AND ({BlockOfReport} * {ClustersOfBlock} + {Cluster}) % {NightsOfWatch} = 0";

    private static string Reporter => $"{Teams + 1} + n % {People}";

    /// <summary>Lets somebody act on the errors of each fourth block that are closed; gives how many clusters these are.</summary>
    public int Reopen()
    {
        Write($"""
            UPDATE errors SET state = CASE id % 3 WHEN 0 THEN 'Reported' WHEN 1 THEN 'Accepted' ELSE 'FixProposed' END
            WHERE state = 'Closed' AND (id - 1) / {Block} % 4 = 0
            """);
        if (_engine is StorageEngine.PostgreSql) Write("VACUUM ANALYZE");
        return (_reports / Block + 3) / 4 * ClustersOfBlock;
    }

    /// <summary>Adds the reports of a day, of which three quarters are the same as one of a frequent cluster.</summary>
    public void AddDay(int reports, DateTimeOffset now)
    {
        var from = _reports + _later;
        var blocks = _reports / Block;
        var primary = $"{Mixed} % {blocks} * 1000 + n % 5 * 110 + 1";
        var team = $"(SELECT p.team FROM errors p WHERE p.id = {primary})";
        var moment = $"{now.ToUnixTimeMilliseconds()} - n % 1440 * 60000";
        const string isNew = "n % 4 = 0";
        Write(Some(reports, from, Errors(
            team, $"(SELECT p.category FROM errors p WHERE p.id = {primary})", $"CASE WHEN {isNew} THEN 'Reported' ELSE 'Duplicate' END",
            $"CASE WHEN {isNew} THEN NULL ELSE {primary} END", moment)));
        Write(Some(reports, from, Filed(team, moment)));
        Write(Some(reports, from, Carried(primary, moment, $"NOT ({isNew})")));
        Write(Some(reports, from, Duplicates(primary, team, moment, $"NOT ({isNew})")));
        _later += reports;
    }

    private void AddReports(int from, int count, DateTimeOffset now)
    {
        var moment = string.Create(CultureInfo.InvariantCulture, $"""
            {now.ToUnixTimeMilliseconds()} - 21600000 - CASE WHEN {IsFrequent} THEN {Mixed} % 420 ELSE {Mixed} % 728 END * {ADay}
            """);
        Write(Some(count, from, Errors(
            Team, Category,
            $"CASE WHEN {IsWatched} THEN 'Verifying' WHEN n = {Primary} OR {IsLinked} THEN 'Closed' ELSE 'Duplicate' END",
            $"CASE WHEN n = {Primary} OR {IsLinked} THEN NULL ELSE {Primary} END", moment)));
        Write(Some(count, from, Filed(Team, moment)));
        Write(Some(count, from, Carried(Primary, moment, $"n <> {Primary} AND NOT ({IsLinked})")));
        Write(Some(count, from, Duplicates(Primary, Team, moment, $"n <> {Primary} AND NOT ({IsLinked})")));
        Write(Some(count, from, $"""
            INSERT INTO witnesses (error, person, dialog_id, note, created_at)
            SELECT {Primary}, {Teams + 1} + (n + 17) % {People}, 'w' || n, 'With us too', {moment} FROM numbers WHERE n % 5 = 0
            """));
        Write(Some(count, from, $"""
            INSERT INTO error_pairs (first_error, second_error, is_same, decided_by, decided_at)
            SELECT {Primary}, n, TRUE, {Team}, {moment} FROM numbers WHERE {IsLinked}
            """));
    }

    private void AddWatches(DateTimeOffset now)
    {
        // a Monday: whole weeks lie between it and the next one
        var effective = now.AddDays(-7 * 26);
        var first = WeeksLater(effective, 1);
        Write($"""
            INSERT INTO fixes (id, version, error, proposer, proposer_kind, proposed_at, state, what, effect, action_type, strength,
                reversible, digest)
            SELECT e.id, 1, e.id, {Teams + 1}, 'person', {effective.ToUnixTimeMilliseconds()}, 'Approved', 'Put in a new motor', 'Half',
                'Corrective', 'Medium', TRUE, 'd' FROM errors e WHERE e.state = 'Verifying'
            """);
        Write($"""
            INSERT INTO watches (error, fix, effective_at, trigger_week, first_week, weeks, started_at)
            SELECT e.id, e.id, {effective.ToUnixTimeMilliseconds()}, '{WeeksLater(effective, 0)}', '{first}',
                CASE WHEN (e.id - 1) % {Block} < 550 THEN 26 ELSE 0 END, {effective.ToUnixTimeMilliseconds()}
            FROM errors e WHERE e.state = 'Verifying'
            """);
        Write($"UPDATE errors SET timer_step = 0, review_at = {Later(now)}, timer_at = {Later(now)} WHERE state = 'Verifying'");
    }

    private string Errors(string team, string category, string state, string duplicateOf, string moment) => $"""
        INSERT INTO errors (id, version, team, reporter, reporter_kind, owner, state, severity, hit, title, story, restricted, category,
            created_at, local_date, state_since, duplicate_of)
        SELECT n, 1, {team}, {Reporter}, 'person', {Teams + 1} + n % 997, {state}, 3, 'NotKnownYet',
            'The gate of hall ' || n % 977 || ' does not close', 'The gate of hall ' || n % 977 || ' of customer ' || n % 4999
                || ' does not close when order ' || n || ' is loaded at night, and the lamp above it flickers.', FALSE, {category},
            {moment}, {DayOf(moment)}, {moment}, {duplicateOf}
        FROM numbers
        """;

    private static string Filed(string team, string moment) => $"""
        INSERT INTO record_events (at, actor, actor_kind, record_kind, record_id, team, what)
        SELECT {moment}, {Reporter}, 'person', 'error', n, {team}, 'filed' FROM numbers
        """;

    private static string Carried(string primary, string moment, string where) => $"""
        INSERT INTO witnesses (error, person, dialog_id, note, created_at, carried_from)
        SELECT {primary}, {Reporter}, 'c' || n, 'It happened at the left wing', {moment}, n FROM numbers WHERE {where}
        """;

    private static string Duplicates(string primary, string team, string moment, string where) => $$"""
        INSERT INTO record_events (at, actor, actor_kind, record_kind, record_id, team, what, data)
        SELECT {{moment}}, {{Teams}}, 'person', 'error', n, {{team}}, 'duplicate', '{"other":' || ({{primary}}) || '}' FROM numbers
        WHERE {{where}}
        """;

    private string DayOf(string moment) => _engine is StorageEngine.Sqlite
        ? $"date(({moment}) / 1000, 'unixepoch')"
        : $"to_char(to_timestamp(({moment}) / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD')";

    private static long Later(DateTimeOffset now) => now.AddDays(7).ToUnixTimeMilliseconds();

    private static string WeeksLater(DateTimeOffset monday, int weeks) =>
        monday.AddDays(7 * weeks).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
