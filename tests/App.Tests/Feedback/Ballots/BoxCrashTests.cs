using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>
/// Everything ends at one step and begins again: who was told that an answer counts is in, once; everybody else is in at most once, and
/// hears which when they press again; every box opens.
/// </summary>
public abstract class BoxCrashTests
{
    public sealed class OnSqlite(BoxFixture fixture) : BoxCrashTests(fixture, StorageEngine.Sqlite), IClassFixture<BoxFixture>;

    [OnPostgres]
    public sealed class OnPostgreSql(BoxFixture fixture) : BoxCrashTests(fixture, StorageEngine.PostgreSql), IClassFixture<BoxFixture>;

    private protected BoxCrashTests(BoxFixture fixture, StorageEngine engine) => Bench = fixture.Of(engine);

    private BoxBench Bench { get; }

    public static TheoryData<string> StepsOf(string part) =>
        [.. Enum.GetNames<BoxStep>().Where(step => step.StartsWith(part, StringComparison.Ordinal))];

    [StoreTheory]
    [MemberData(nameof(StepsOf), "Cast")]
    public async Task A_ballot_that_ends_at_any_step_is_counted_or_not_and_never_twice(string step)
    {
        var people = Bench.People(12);
        var wave = await Bench.Launch(BoxBench.Form(12), people);
        (await CastAll(Bench, wave, people[..5])).Should().OnlyContain(outcome => outcome == CastOutcome.Counted);
        Bench.Time.Advance(TimeSpan.FromMinutes(10));

        Bench.Cipher.EndAt = Enum.Parse<BoxStep>(step);
        await FluentActions.Awaiting(() => Cast(Bench, wave, people[5])).Should().ThrowAsync<EndedException>();
        Bench.Cipher.EndAt = null;

        using var again = Bench.Another();
        await again.Sweep.Run(default);
        var expected = step is nameof(BoxStep.CastCommitted) ? CastOutcome.AlreadyCounted : CastOutcome.Counted;
        (await Cast(again, wave, people[5])).Should().Be(expected);
        (await CastAll(again, wave, people[..5])).Should().OnlyContain(outcome => outcome == CastOutcome.AlreadyCounted);
        (await CastAll(again, wave, people[6..])).Should().OnlyContain(outcome => outcome == CastOutcome.Counted);
        await IsWhole(again, wave, people.Length);
    }

    [StoreTheory]
    [MemberData(nameof(StepsOf), "Close")]
    public async Task A_close_that_ends_at_any_step_is_done_by_the_next_once(string step)
    {
        var people = Bench.People(12);
        var wave = await Bench.Launch(BoxBench.Form(12), people);
        await CastAll(Bench, wave, people);

        Bench.Cipher.EndAt = Enum.Parse<BoxStep>(step);
        await FluentActions.Awaiting(() => Bench.Closing.Close(wave.Id, BoxBench.Everything, default))
            .Should().ThrowAsync<EndedException>();
        Bench.Cipher.EndAt = null;

        using var again = Bench.Another();
        await IsWhole(again, wave, people.Length);
    }

    [StoreTheory]
    [MemberData(nameof(StepsOf), "Sweep")]
    public async Task A_sweep_that_ends_at_any_step_is_done_by_the_next(string step)
    {
        var people = Bench.People(12);
        var wave = await Bench.Launch(BoxBench.Form(12), people);
        await CastAll(Bench, wave, people[..8]);
        Bench.Time.Advance(TimeSpan.FromMinutes(10));

        Bench.Cipher.EndAt = Enum.Parse<BoxStep>(step);
        await FluentActions.Awaiting(() => Bench.Sweep.Run(default)).Should().ThrowAsync<EndedException>();
        Bench.Cipher.EndAt = null;

        using var again = Bench.Another();
        Bench.Time.Advance(TimeSpan.FromMinutes(1));
        await again.Sweep.Run(default);
        Bench.Time.Advance(TimeSpan.FromMinutes(10));
        await again.Sweep.Run(default);
        again.Keys.Ids.Should().ContainSingle("what nobody names any more is destroyed");
        await CastAll(again, wave, people[8..]);
        await IsWhole(again, wave, people.Length);
    }

    [StoreFact]
    public async Task A_launch_that_comes_to_nothing_leaves_no_key_behind()
    {
        var people = Bench.People(12);
        var wave = await Bench.Launch(BoxBench.Form(12), people);
        using (Bench.Get<BoxLaunch>().MakeKey()) Bench.Keys.Ids.Should().HaveCount(2);
        Bench.Time.Advance(TimeSpan.FromMinutes(9));
        await Bench.Sweep.Run(default);
        Bench.Keys.Ids.Should().HaveCount(2, "the transaction may still be under way");

        Bench.Time.Advance(TimeSpan.FromMinutes(1));
        await Bench.Sweep.Run(default);

        Bench.Keys.Ids.Should().ContainSingle();
        Bench.Find(wave.Id).State.Should().Be(WaveState.Open);
    }

    private static Task<CastOutcome> Cast(BoxBench bench, Wave wave, Improvement.Bot.People.PersonId person) =>
        bench.Box.Cast(wave.Id, BoxBench.Answer(person, text: $"By {person}"), default);

    // In few commits, of which each waits for the disk.
    private static Task<CastOutcome[]> CastAll(BoxBench bench, Wave wave, Improvement.Bot.People.PersonId[] people) =>
        Task.WhenAll(people.Select(person => Cast(bench, wave, person)));

    // Totals, bits and texts say the same, and nothing of the keys is left.
    private static async Task IsWhole(BoxBench bench, Wave wave, int answered)
    {
        (await bench.Closing.Close(wave.Id, BoxBench.Everything, default)).Should().Be(WaveState.Released);
        bench.Time.Advance(TimeSpan.FromMinutes(10));
        await bench.Sweep.Run(default);

        bench.Find(wave.Id).Responded.Should().Be(answered);
        foreach (var item in new[] { "speak", "help" })
        {
            bench.Count($"SELECT SUM(number) FROM survey_tallies WHERE item = '{item}'").Should().Be(answered);
        }

        bench.Count("SELECT COUNT(DISTINCT body) FROM survey_comments").Should().Be(answered);
        bench.Count("SELECT COUNT(*) FROM survey_comments").Should().Be(answered);
        bench.Count("SELECT COUNT(*) FROM survey_boxes").Should().Be(0);
        bench.Keys.Ids.Should().BeEmpty();
    }
}
