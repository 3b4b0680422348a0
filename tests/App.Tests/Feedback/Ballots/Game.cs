using System.Collections.Immutable;
using System.Diagnostics;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>
/// A wave of ten people, of whom nine answer, in one of two worlds: in the other one Ann and Bo have swapped their ballots. Everything
/// else, and so the release, is the same. Who attacks knows both ballots, who answered when, and every copy of the database.
/// </summary>
/// <param name="AnnGaveX">The world; what is to be guessed.</param>
/// <param name="AnnAt">Number of the copy right after Ann's answer, from 1 on.</param>
/// <param name="Copies">After each answer; the first is of before.</param>
/// <param name="Raw">The files of the database, on PostgreSQL its archived log; of some games only, as they are large.</param>
/// <param name="Told">What a subscriber of the server is told, by transaction; nothing on SQLite.</param>
internal sealed record Game(
    bool AnnGaveX, int AnnAt, int BoAt, Ballot X, Ballot Y, Wave Wave, IReadOnlyList<Copy> Copies, IReadOnlyList<StoredComment> Comments,
    byte[] Raw, IReadOnlyList<IReadOnlyList<string>> Told)
{
    /// <summary>Whether Ann answered before Bo, as a sign.</summary>
    public int AnnFirst => AnnAt < BoAt ? 1 : -1;

    /// <summary>What a subscriber is told of each answer, in their order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ToldOfAnswers => field ??=
        [.. Told.Where(lines => lines.Any(line => line.StartsWith("table public.survey_slips: INSERT", StringComparison.Ordinal)))];

    /// <summary>What was added by an answer.</summary>
    public IEnumerable<(string Id, byte[] Sealed)> SlipsAt(int at) =>
        Copies[at].Slips.Where(slip => Copies[at - 1].Slips.All(before => before.Id != slip.Id));
}

/// <summary>What a copy of the database holds of a wave at one moment, in the order in which it is stored.</summary>
internal sealed record Copy(BoxRow Box, IReadOnlyList<(string Id, byte[] Sealed)> Slips, IReadOnlyList<byte[]> Others);

/// <summary>A comment as it is stored, with the values of all columns that should not be there.</summary>
internal sealed record StoredComment(string Id, string Body, IReadOnlyList<double> Others);

/// <summary>Plays games over one database.</summary>
internal sealed class GameTable(BoxBench bench, StorageEngine engine, int seed, Leak leak = Leak.None, ServerLog? log = null)
{
    private const int Seats = 10, Answers = 9;

    private readonly Random _chance = new(seed);
    private readonly PersonId[] _people = bench.People(Seats);
    private bool _hasPlanted;

    /// <summary>Plays one.</summary>
    /// <param name="bothWrite">Whether both wrote something; otherwise only who gave X did.</param>
    /// <param name="minutes">How long after the answer before each answer comes.</param>
    /// <param name="close">Whether it is closed and released.</param>
    public async Task<Game> Play(
        bool bothWrite, Func<int, int>? minutes = null, (int Ann, int Bo)? at = null, bool close = true, bool raw = false)
    {
        var (x, y) = (Draw(writes: true), Draw(writes: bothWrite));
        while (Same(x, y)) y = Draw(writes: bothWrite);
        var annGaveX = _chance.Next(2) is 0;
        var order = Enumerable.Range(0, Answers).ToArray();
        _chance.Shuffle(order);
        if (at is { } fixedPlaces) (order[Array.IndexOf(order, 0)], order[fixedPlaces.Ann - 1]) = (order[fixedPlaces.Ann - 1], 0);
        if (at is { } places) (order[Array.IndexOf(order, 1)], order[places.Bo - 1]) = (order[places.Bo - 1], 1);

        var wave = await bench.Launch(BoxBench.Form(Seats), _people);
        List<Copy> copies = [Copied(wave)];
        foreach (var (who, i) in order.Select((who, i) => (who, i)))
        {
            bench.Time.Advance(TimeSpan.FromMinutes(minutes?.Invoke(i) ?? 0));
            if (minutes is not null) await bench.Sweep.Run(default);
            var ballot = who is 0 ? annGaveX ? x : y : who is 1 ? annGaveX ? y : x : Draw(writes: true);
            await bench.Box.Cast(wave.Id, ballot with { Person = _people[who] }, default);
            PlantAfterAnswer(wave);
            copies.Add(Copied(wave));
        }

        if (close) await bench.Closing.Close(wave.Id, BoxBench.Everything, default);
        var (annAt, boAt) = (Array.IndexOf(order, 0) + 1, Array.IndexOf(order, 1) + 1);
        PlantAfterRelease(wave, annGaveX ? (x, y) : (y, x), annAt, boAt);
        var comments = Comments(wave);
        if (log is null) return new(annGaveX, annAt, boAt, x, y, wave, copies, comments, raw ? RawFiles() : [], []);
        var (archive, told) = log.Take();
        return new(annGaveX, annAt, boAt, x, y, wave, copies, comments, raw ? archive : [], told);
    }

    private Ballot Draw(bool writes) => new(
        default,
        new Dictionary<string, ImmutableArray<string>>
        {
            ["speak"] = [$"{_chance.Next(1, 6)}"], ["help"] = [_chance.Next(2) is 0 ? "yes" : "no"],
            ["tools"] = [.. new[] { "mail", "chat", "phone" }.Where(_ => _chance.Next(2) is 0)],
        },
        writes
            ? new Dictionary<string, WrittenText>
            {
                ["why"] = new($"Word {_chance.Next():x8} {new string('o', _chance.Next(900))}", ClaimCode.HashOf(ClaimCode.New())),
            }
            : new Dictionary<string, WrittenText>());

    // Only where they differ in something that is counted and in how much was written, there is something to guess.
    private static bool Same(Ballot x, Ballot y) =>
        x.Choices["speak"].SequenceEqual(y.Choices["speak"]) || LengthOf(x) == LengthOf(y);

    public static int LengthOf(Ballot ballot) => ballot.Texts.TryGetValue("why", out var text) ? text.Body.Length : 0;

    private Copy Copied(Wave wave) => bench.Read(session =>
    {
        List<(string, byte[])> slips = [];
        var stored = engine is StorageEngine.PostgreSql ? " ORDER BY ctid" : "";
        using (var rows = session.Statements[$"SELECT id, sealed FROM survey_slips WHERE wave = {wave.Id}{stored}"].Read())
        {
            while (rows.Read()) slips.Add((rows.GetString(0), rows.GetBytes(1)));
        }

        List<byte[]> others = [];
        if (_hasPlanted)
        {
            using var rows = session.Statements["SELECT bytes FROM survey_planted"].Read();
            while (rows.Read()) others.Add(rows.GetBytes(0));
        }

        return new Copy(BoxRows.AskBox(session.Statements, wave.Id).Value!, slips, others);
    });

    private List<StoredComment> Comments(Wave wave) => bench.Read(session =>
    {
        List<StoredComment> comments = [];
        var stored = engine is StorageEngine.PostgreSql ? " ORDER BY ctid" : "";
        using var rows = session.Statements[$"SELECT * FROM survey_comments WHERE wave = {wave.Id}{stored}"].Read();
        while (rows.Read())
        {
            comments.Add(new(rows.GetString(1), rows.GetString(3), leak is Leak.AnsweredAt ? [rows.GetInt64(6)] : []));
        }

        return comments;
    });

    private void PlantAfterAnswer(Wave wave)
    {
        if (leak is not Leak.KeyInDatabase) return;
        var name = bench.Read(session => BoxRows.AskBox(session.Statements, wave.Id).Value!.KeyId);
        using var key = bench.Keys.Find(name)!;
        if (!_hasPlanted) bench.Place.Run("CREATE TABLE survey_planted (bytes BLOB)");
        _hasPlanted = true;
        bench.Place.Run($"INSERT INTO survey_planted VALUES (X'{Convert.ToHexString(key.Bytes)}')");
    }

    private void PlantAfterRelease(Wave wave, (Ballot Ann, Ballot Bo) gave, int annAt, int boAt)
    {
        if (leak is not Leak.AnsweredAt) return;
        if (SurveySchemaTests.Surplus(bench.Place) is []) bench.Place.Run("ALTER TABLE survey_comments ADD COLUMN answered_at bigint");
        foreach (var (ballot, at) in new[] { (gave.Ann, annAt), (gave.Bo, boAt) })
        {
            bench.Place.Run($"""
                UPDATE survey_comments SET answered_at = {at} WHERE wave = {wave.Id} AND body = '{ballot.Texts["why"].Body}'
                """);
        }
    }

    // By another process: closing a file of the database in this one would end the locks that SQLite has on it.
    private byte[] RawFiles()
    {
        List<byte> bytes = [];
        foreach (var file in new[] { bench.Place.File, bench.Place.File + "-wal" })
        {
            using var cat = Process.Start(new ProcessStartInfo("cat", [file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            using var copy = new MemoryStream();
            cat.StandardOutput.BaseStream.CopyTo(copy);
            bytes.AddRange(copy.ToArray());
        }

        return [.. bytes];
    }
}
