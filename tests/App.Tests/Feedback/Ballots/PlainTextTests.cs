using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>Before the close no word of an answer stands anywhere; afterwards in the released comments, and nowhere else.</summary>
public abstract class PlainTextTests
{
    public sealed class OnSqlite(BoxFixture fixture) : PlainTextTests(fixture, StorageEngine.Sqlite), IClassFixture<BoxFixture>;

    [OnPostgres]
    public sealed class OnPostgreSql(BoxFixture fixture)
        : PlainTextTests(fixture, StorageEngine.PostgreSql), IClassFixture<BoxFixture>;

    private protected PlainTextTests(BoxFixture fixture, StorageEngine engine) => Bench = fixture.Of(engine);

    private BoxBench Bench { get; }

    [StoreFact]
    public async Task What_people_answer_stands_nowhere_before_the_close()
    {
        var people = Bench.People(10);
        var word = Word();
        var wave = await Bench.Launch(BoxBench.Form(10), people);
        foreach (var person in people)
        {
            await Bench.Box.Cast(wave.Id, BoxBench.Answer(person, text: word), default);
            Bench.Time.Advance(TimeSpan.FromMinutes(4));
            await Bench.Sweep.Run(default);
        }

        await FailsOnce(wave, people[0], word);
        Found(word).Should().BeEmpty();

        (await Bench.Closing.Close(wave.Id, BoxBench.Everything, default)).Should().Be(WaveState.Released);
        Found(word).Should().Equal(["database: UTF-8"], "the comments are released");
        Bench.Count($"SELECT COUNT(*) FROM survey_comments WHERE body = '{word}'").Should().Be(10);
    }

    [StoreFact]
    public async Task Words_that_are_planted_are_found_in_each_place()
    {
        var (inDatabase, inKeys, inLog) = (Word(), Word(), Word());
        await Bench.Get<KeyFolderCheck>().Look(default);
        await Bench.Database.Commit(session =>
        {
            session.Statements.Execute($"""
                INSERT INTO people {NewRow.Of(("tenant", inDatabase), ("is_guest", false), ("created_at", BoxBench.Begin))}
                """);
            return default;
        });
        File.WriteAllText(Path.Combine(Bench.KeyPath, "planted"), inKeys);
        Bench.Get<ILoggerFactory>().CreateLogger("planted").LogWarning("{Word}", inLog);

        Found(inDatabase).Should().Equal("database: UTF-8");
        Found(inKeys).Should().Equal("keys: UTF-8");
        Found(inLog).Should().Equal("log: UTF-8");
        File.Delete(Path.Combine(Bench.KeyPath, "planted"));
    }

    [Fact]
    public void Words_are_found_in_each_form()
    {
        var word = Word();
        var utf8 = Encoding.UTF8.GetBytes(word);
        byte[][] places =
        [
            utf8, Encoding.Unicode.GetBytes(word), Encoding.BigEndianUnicode.GetBytes(word),
            Encoding.ASCII.GetBytes(Convert.ToHexString(utf8)),
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8)), Encoding.ASCII.GetBytes(Convert.ToBase64String(utf8)),
            Encoding.ASCII.GetBytes(Convert.ToBase64String([1, .. utf8, 2])),
            Encoding.ASCII.GetBytes(Convert.ToBase64String([1, 2, .. utf8, 3])),
        ];

        places.Should().OnlyContain(place => PlainText.In(place, word).Count > 0);
        PlainText.In(Encoding.UTF8.GetBytes(Word()), word).Should().BeEmpty();
    }

    // What fails on the way must not tell of it either.
    private async Task FailsOnce(Wave wave, Improvement.Bot.People.PersonId person, string word)
    {
        Bench.Cipher.EndAt = BoxStep.CastOpened;
        await FluentActions.Awaiting(() => Bench.Box.Cast(wave.Id, BoxBench.Answer(person, text: word), default))
            .Should().ThrowAsync<EndedException>();
        Bench.Cipher.EndAt = null;
    }

    private List<string> Found(string word) =>
        [.. PlainText.Places(Bench).SelectMany(place => PlainText.In(place.Bytes, word).Select(form => $"{place.Name}: {form}"))];

    private static string Word() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 32);
}
