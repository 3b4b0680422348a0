using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>
/// Somebody with everything but the key guesses which of two people gave which of two answers. Whoever is right more often than chance is
/// in one of ten thousand runs has found a leak; the mistakes that are planted are all found, or the game itself proves nothing.
/// The whole size: <c>GAMES=2400 dotnet test tests/App.Tests --filter AnonymityGameTests</c>; on PostgreSQL a quarter of it.
/// </summary>
public sealed class AnonymityGameTests(ITestOutputHelper output)
{
    // Of each game beyond these the files are not kept: they are megabytes.
    private const int MostRaw = 40;
    private const int Seed = 20261128;

    // With fewer even somebody who is always right could be a matter of chance.
    private const int FewestGames = 14, FewestLearned = 2 * FewestGames;

    private static readonly int Games = AskedSize.Of("GAMES") ?? FewestLearned;
    private static readonly int HonestLimitGames = Math.Min(200, Games / 2);

    [Theory]
    [InlineData(2400, 1292)]
    [InlineData(1200, 665)]
    [InlineData(600, 346)]
    [InlineData(200, 127)]
    [InlineData(FewestGames, FewestGames)]
    [InlineData(FewestGames - 1, FewestGames)]
    public void What_chance_does_not_reach(int games, int right) => Binomial.TooMany(games).Should().Be(right);

    [Fact]
    public Task Nobody_without_the_key_can_tell_who_answered_what_on_sqlite() => Attack(StorageEngine.Sqlite, Games);

    [PostgresFact]
    public Task Nobody_without_the_key_can_tell_who_answered_what_on_postgres() =>
        Attack(StorageEngine.PostgreSql, Math.Max(FewestLearned, Games / 4));

    [Fact]
    public async Task All_planted_leaks_are_found()
    {
        List<string> silent = [];
        foreach (var leak in Enum.GetValues<Leak>().Where(leak => leak is not Leak.None))
        {
            using var bench = new BoxBench(StorageEngine.Sqlite, new LeakyCipher(leak));
            var table = new GameTable(bench, StorageEngine.Sqlite, Seed, leak);
            var games = new List<Game>();
            for (var i = 0; i < FewestGames; i++) games.Add(await table.Play(bothWrite: leak is not Leak.EmptySlipsLeftOut));
            var best = Distinguishers.All.Select(each => (each.Key, Right: Right(games, each.Value))).MaxBy(each => each.Right);
            output.WriteLine($"{leak}: {best.Right} of {games.Count} by {best.Key}");
            if (best.Right < Binomial.TooMany(games.Count)) silent.Add(leak.ToString());
        }

        foreach (var (leak, found) in await OtherLeaks.Found())
        {
            output.WriteLine($"{leak}: {(found ? "found" : "silent")}");
            if (!found) silent.Add(leak);
        }

        silent.Should().BeEmpty();
        (Enum.GetValues<Leak>().Length - 1 + OtherLeaks.Count).Should().Be(14);
    }

    [Fact]
    public async Task Whoever_copies_the_key_too_learns_nothing_of_what_is_older_than_twenty_minutes()
    {
        // Ann and Bo are the second and third, and the last answer comes long after the one before.
        var right = await WithOneKey(i => i is 8 ? 25 : 1, close: (2, 3));

        output.WriteLine($"With one copy of the key: {right} of {HonestLimitGames}; chance gives {HonestLimitGames / 2}");
        right.Should().BeLessThan(Binomial.TooMany(HonestLimitGames));
    }

    [Fact]
    public async Task Whoever_copies_the_key_too_knows_what_has_just_been_answered() =>
        (await WithOneKey(_ => 0, close: (8, 9))).Should().Be(HonestLimitGames, "the limit in the words for operators is real");

    private async Task<int> WithOneKey(Func<int, int> minutes, (int Ann, int Bo) close)
    {
        using var bench = new BoxBench(StorageEngine.Sqlite);
        var table = new GameTable(bench, StorageEngine.Sqlite, Seed);
        List<(Game Game, double Score)> played = [];
        for (var i = 0; i < HonestLimitGames; i++)
        {
            var game = await table.Play(bothWrite: true, minutes, close, close: false);
            byte[][] keys = [.. bench.Keys.Ids.Select(id => bench.Keys.Find(id)!.Bytes.ToArray())];
            played.Add((game, Distinguishers.Opened(game, keys)));
            await bench.Closing.Close(game.Wave.Id, BoxBench.Everything, default);
        }

        var scores = played.ToDictionary(each => each.Game, each => each.Score);
        return Right([.. scores.Keys], game => scores[game]);
    }

    private async Task Attack(StorageEngine engine, int count)
    {
        using var bench = new BoxBench(engine);
        using var log = engine is StorageEngine.PostgreSql ? new ServerLog(bench.Place.Settings.ConnectionString) : null;
        var table = new GameTable(bench, engine, Seed, log: log);
        var games = new List<Game>();
        for (var i = 0; i < count; i++) games.Add(await table.Play(bothWrite: i % 3 is not 0, raw: i < MostRaw));
        if (log is not null) HasWhatStoodForAMoment(bench, log, games);

        foreach (var (name, score) in Distinguishers.All)
        {
            var right = Right(games, score);
            output.WriteLine($"{name}: the right one of two people in {right} of {count}; chance gives {count / 2}");
            right.Should().BeLessThan(Binomial.TooMany(count), name);
        }

        var half = count / 2;
        var learned = new LearnedDistinguisher(games[..half]);
        var guessed = Right(games[half..], learned.Guess);
        output.WriteLine($"learned: {guessed} of {count - half}; chance gives {(count - half) / 2}");
        guessed.Should().BeLessThan(Binomial.TooMany(count - half), "learned");
    }

    // A subscriber and an archive are no attackers if they miss what was there and is gone.
    private static void HasWhatStoodForAMoment(BoxBench bench, ServerLog log, List<Game> games)
    {
        games.Should().OnlyContain(game => game.ToldOfAnswers.Count == game.Copies.Count - 1, "a subscriber is told of each answer");
        bench.Place.Run("CREATE TABLE survey_planted (word text)");
        bench.Place.Run("INSERT INTO survey_planted VALUES ('a planted word')");
        bench.Place.Run("DELETE FROM survey_planted");
        var (archive, told) = log.Take();
        archive.AsSpan().IndexOf("a planted word"u8).Should().BePositive();
        told.SelectMany(lines => lines).Should().Contain(line => line.Contains("a planted word", StringComparison.Ordinal));
    }

    // Who does not know throws a coin.
    private static int Right(IReadOnlyList<Game> games, Func<Game, double> score)
    {
        var coin = new Random(Seed);
        return games.Count(game =>
        {
            var said = score(game);
            var toss = coin.Next(2) is 0;
            return (said is 0 ? toss : said > 0) == game.AnnGaveX;
        });
    }
}
