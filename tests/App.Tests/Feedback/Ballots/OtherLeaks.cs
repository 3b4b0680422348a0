using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>Leaks that no game can see, as its attacker knows already who answered when; each has a check of its own.</summary>
internal static class OtherLeaks
{
    /// <summary>How many there are.</summary>
    public const int Count = 4;

    /// <summary>Plants each, and says whether its check finds it.</summary>
    public static async Task<List<(string Name, bool Found)>> Found() =>
    [
        ("bits in a clear table", BitsInTheClear()),
        ("conversation id in a warning", await ConversationLogged()),
        ("suppressed cells stored", await SuppressedCellsStored()),
        ("targeted reminder", await TargetedReminder()),
    ];

    /// <summary>The log lines that name a conversation.</summary>
    public static IEnumerable<string> Naming(KeptLog log, string conversation) =>
        log.Lines.Where(line => line.Contains(conversation, StringComparison.Ordinal));

    /// <summary>How many stored numbers and texts of a wave a release did not allow.</summary>
    public static long NotAllowed(BoxBench bench, ReleasedRows allowed) =>
        bench.Count("SELECT COUNT(*) FROM survey_tallies") - allowed.Tallies.Length
            + (allowed.Comments.Count is 0 ? bench.Count("SELECT COUNT(*) FROM survey_comments") : 0);

    /// <summary>All that is stored besides boxes and slips.</summary>
    public static List<string> Besides(BoxBench bench) => bench.Read(session =>
    {
        List<string> tables = [], all = [];
        var isFile = bench.Place.Settings.Kind is StorageEngine.Sqlite;
        using (var rows = session.Statements[isFile
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('survey_boxes', 'survey_slips', 'sqlite_sequence')"
            : "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('survey_boxes', 'survey_slips')"].Read())
        {
            while (rows.Read()) tables.Add(rows.GetString(0));
        }

        foreach (var table in tables)
        {
            all.Add($"{table}: {session.Statements[$"SELECT COUNT(*) FROM {table}"].Number()}");
            if (table is not ("survey_waves" or "survey_seats" or "people")) continue;
            using var rows = session.Statements[isFile ? $"SELECT * FROM {table}" : $"SELECT CAST(t AS text) FROM {table} t"].Read();
            var columns = isFile ? 4 : 1;
            while (rows.Read()) all.Add(string.Join('|', Enumerable.Range(0, columns).Select(i => rows.TextOrNull(i))));
        }

        return all;
    });

    private static bool BitsInTheClear()
    {
        using var database = new TemporaryDatabase();
        database.Run("ALTER TABLE survey_seats ADD COLUMN answered boolean");
        return SurveySchemaTests.Surplus(database) is not [];
    }

    private static async Task<bool> ConversationLogged()
    {
        using var bench = new BoxBench(StorageEngine.Sqlite);
        var people = bench.People(10);
        var wave = await bench.Launch(BoxBench.Form(10), people);
        await bench.Box.Cast(wave.Id, BoxBench.Answer(people[0]), default);
        Naming(bench.Log, "a:ann").Should().BeEmpty();
        bench.Get<ILoggerFactory>().CreateLogger("planted").LogWarning("A ballot in {Conversation} was late", "a:ann");
        return Naming(bench.Log, "a:ann").Any();
    }

    private static async Task<bool> SuppressedCellsStored()
    {
        using var bench = new BoxBench(StorageEngine.Sqlite);
        var people = bench.People(12);
        var wave = await bench.Launch(BoxBench.Form(12), people);
        foreach (var person in people) await bench.Box.Cast(wave.Id, BoxBench.Answer(person, text: "Why"), default);
        var allowed = new ReleasedRows([new("help", 0, "yes", 12)], [], text => text);
        await bench.Closing.Close(wave.Id, (_, _, _) => allowed, default);
        NotAllowed(bench, allowed).Should().Be(0);
        await bench.Database.Commit(session =>
        {
            ReleaseStore.AddTallies(session, wave.Id, [new("help", 0, "no", 0)]);
            return default;
        });
        return NotAllowed(bench, allowed) > 0;
    }

    private static async Task<bool> TargetedReminder()
    {
        using var bench = new BoxBench(StorageEngine.Sqlite);
        var people = bench.People(10);
        var wave = await bench.Launch(BoxBench.Form(10), people);
        var before = Besides(bench);
        await bench.Box.Cast(wave.Id, BoxBench.Answer(people[0]), default);
        Besides(bench).Should().Equal(before);
        await bench.Database.Commit(session =>
        {
            foreach (var _ in people[1..]) session.Writer.Enqueue(StoreUnderTest.Say("Please answer."));
            return default;
        });
        return !Besides(bench).SequenceEqual(before);
    }
}
