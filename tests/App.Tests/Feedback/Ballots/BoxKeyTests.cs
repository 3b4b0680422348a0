using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>Keys change and are destroyed; what happens when one is lost, or when several instances share them.</summary>
public abstract class BoxKeyTests
{
    public sealed class OnSqlite(BoxFixture fixture) : BoxKeyTests(fixture, StorageEngine.Sqlite), IClassFixture<BoxFixture>;

    [OnPostgres]
    public sealed class OnPostgreSql(BoxFixture fixture) : BoxKeyTests(fixture, StorageEngine.PostgreSql), IClassFixture<BoxFixture>;

    private protected BoxKeyTests(BoxFixture fixture, StorageEngine engine) => (Engine, Bench) = (engine, fixture.Of(engine));

    private StorageEngine Engine { get; }

    private BoxBench Bench { get; }

    [StoreFact]
    public async Task An_old_key_is_replaced_by_the_next_ballot_and_after_the_last_one_by_the_sweep()
    {
        var people = Bench.People(10);
        var wave = await Bench.Launch(BoxBench.Form(10), people);
        var first = Bench.Keys.Ids.Single();
        await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[0], text: "one"), default);
        Bench.Time.Advance(TimeSpan.FromMinutes(9));
        await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[1]), default);
        Bench.Keys.Ids.Should().Equal(first);

        Bench.Time.Advance(TimeSpan.FromMinutes(1));
        await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[2]), default);
        var second = Bench.KeyOf(wave);
        second.Should().NotBe(first);
        await Bench.Sweep.Run(default);
        Bench.Keys.Ids.Should().Equal(second);

        var slips = Bench.Texts("SELECT id FROM survey_slips");
        Bench.Time.Advance(TimeSpan.FromMinutes(10));
        await Bench.Sweep.Run(default);
        var third = Bench.KeyOf(wave);
        Bench.Keys.Ids.Should().Equal(third);
        third.Should().NotBe(second);
        Bench.Texts("SELECT id FROM survey_slips").Should().HaveCount(3).And.NotIntersectWith(slips);

        Bench.Time.Advance(TimeSpan.FromMinutes(20));
        await Bench.Sweep.Run(default);
        Bench.KeyOf(wave).Should().Be(third, "nothing was sealed under it");
        Bench.Counts(wave).Responded.Should().Be(3);
    }

    [StoreFact]
    public async Task In_a_large_wave_what_has_just_come_is_put_among_what_came_before()
    {
        var people = Bench.People(620);
        var wave = await Bench.Launch(BoxBench.Form(620), people);
        await Task.WhenAll(people[..600].Select(person => Bench.Box.Cast(wave.Id, BoxBench.Answer(person, text: $"By {person}"), default)));
        Bench.Count("SELECT COUNT(*) FROM survey_slips WHERE id LIKE 'f%'").Should().Be(600);

        Bench.Time.Advance(TimeSpan.FromMinutes(10));
        await Bench.Sweep.Run(default);

        Bench.Count("SELECT COUNT(*) FROM survey_slips WHERE id LIKE 'f%'").Should().Be(0);
        var before = Bench.Texts("SELECT id FROM survey_slips");
        before.Should().HaveCount(600);
        await Task.WhenAll(people[600..].Select(person => Bench.Box.Cast(wave.Id, BoxBench.Answer(person, text: $"By {person}"), default)));
        Bench.Time.Advance(TimeSpan.FromMinutes(10));
        await Bench.Sweep.Run(default);
        Bench.Texts("SELECT id FROM survey_slips").Except(before).Should().HaveCount(500, "20 new ones among 480 others");
        (await Bench.Closing.Close(wave.Id, BoxBench.Everything, default)).Should().Be(WaveState.Released);
        Bench.Texts("SELECT body FROM survey_comments").Should().BeEquivalentTo(people.Select(person => $"By {person}"));
    }

    [StoreFact]
    public async Task Whatever_is_written_and_whoever_answers_boxes_and_slips_have_one_size()
    {
        var people = Bench.People(10);
        var wave = await Bench.Launch(BoxBench.Form(10), people);
        var sizes = new HashSet<long>();
        foreach (var (person, i) in people.Select((person, i) => (person, i)))
        {
            await Bench.Box.Cast(wave.Id, BoxBench.Answer(person, text: i is 0 ? null : new string('ü', i * 100)), default);
            sizes.Add(Bench.Count("SELECT LENGTH(sealed) FROM survey_boxes"));
        }

        sizes.Should().ContainSingle();
        Bench.Count("SELECT COUNT(*) FROM survey_slips WHERE LENGTH(sealed) = 4096").Should().Be(10);
    }

    [StoreFact]
    public async Task A_copy_of_every_moment_opens_with_no_key_that_is_left_at_the_close()
    {
        var people = Bench.People(10);
        var wave = await Bench.Launch(BoxBench.Form(10), people);
        var copies = new List<BoxRow>();
        foreach (var person in people)
        {
            await Bench.Box.Cast(wave.Id, BoxBench.Answer(person), default);
            copies.Add(Bench.Read(session => BoxRows.AskBox(session.Statements, wave.Id).Value!));
            Bench.Time.Advance(TimeSpan.FromMinutes(15));
            await Bench.Sweep.Run(default);
        }

        var keys = Bench.Keys.Ids.Select(id => Bench.Keys.Find(id)!).ToList();

        keys.Should().ContainSingle();
        copies.Count(copy => BoxBench.Opens(copy, keys[0], wave)).Should().Be(0);
        var present = Bench.Read(session => BoxRows.AskBox(session.Statements, wave.Id).Value!);
        BoxBench.Opens(present, keys[0], wave).Should().BeTrue("the trial itself can open a box");
    }

    [StoreFact]
    public async Task A_wave_whose_key_is_lost_is_void_and_that_is_told_once()
    {
        var people = Bench.People(10);
        var (lost, kept) = (await Bench.Launch(BoxBench.Form(10), people), await Bench.Launch(BoxBench.Form(10), people));
        await Bench.Box.Cast(lost.Id, BoxBench.Answer(people[0]), default);
        Bench.Keys.Destroy(Bench.KeyOf(lost));

        (await Bench.Box.Cast(lost.Id, BoxBench.Answer(people[1]), default)).Should().Be(CastOutcome.KeyMissing);
        for (var i = 0; i < 3; i++) await Bench.Sweep.Run(default);

        Bench.Find(lost.Id).State.Should().Be(WaveState.Void);
        Bench.Find(kept.Id).State.Should().Be(WaveState.Open);
        Bench.Count("SELECT COUNT(*) FROM survey_slips").Should().Be(0);
        (await Bench.Box.Cast(lost.Id, BoxBench.Answer(people[1]), default)).Should().Be(CastOutcome.Void);
    }

    [StoreFact]
    public async Task An_older_copy_of_the_database_is_void_as_its_key_is_gone()
    {
        var people = Bench.People(10);
        var wave = await Bench.Launch(BoxBench.Form(10), people);
        await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[0]), default);
        var older = Bench.Read(session => BoxRows.AskBox(session.Statements, wave.Id).Value!);
        Bench.Time.Advance(TimeSpan.FromMinutes(12));
        await Bench.Sweep.Run(default);

        await Bench.Database.Commit(session =>
        {
            BoxRows.ReplaceBox(session, wave.Id, Bench.KeyOf(wave), older);
            return default;
        });
        await Bench.Sweep.Run(default);

        Bench.Find(wave.Id).State.Should().Be(WaveState.Void);
    }

    [StoreFact]
    public async Task Two_instances_count_each_person_once()
    {
        var people = Bench.People(120);
        var wave = await Bench.Launch(BoxBench.Form(120), people);
        using var other = Bench.Another();

        var told = await Task.WhenAll(people.SelectMany(person => new[] { Bench.Box, other.Box }.Select(async box =>
            (person, Outcome: await Task.Run(() => box.Cast(wave.Id, BoxBench.Answer(person, text: $"By {person}"), default))))));

        told.Where(each => each.Outcome is CastOutcome.Counted).Select(each => each.person).Should().BeEquivalentTo(people);
        told.Should().OnlyContain(each => each.Outcome == CastOutcome.Counted || each.Outcome == CastOutcome.AlreadyCounted);
        (await other.Closing.Close(wave.Id, BoxBench.Everything, default)).Should().Be(WaveState.Released);
        Bench.Count("SELECT SUM(number) FROM survey_tallies WHERE item = 'speak'").Should().Be(120);
        Bench.Texts("SELECT body FROM survey_comments").Should().BeEquivalentTo(people.Select(person => $"By {person}"));
    }

    [StoreFact]
    public async Task An_instance_with_another_key_folder_neither_counts_nor_ends_anything()
    {
        var people = Bench.People(10);
        var wave = await Bench.Launch(BoxBench.Form(10), people);
        var folder = Directory.CreateTempSubdirectory("keys-").FullName;
        using (var other = Bench.Another(keyFolder: folder))
        {
            if (Engine is StorageEngine.Sqlite) other.Keys.Mark("another");
            (await other.Get<KeyFolderCheck>().Look(default)).Should().NotBeNull();
            await other.Sweep.Run(default);
            (await other.Box.Cast(wave.Id, BoxBench.Answer(people[0]), default)).Should().Be(CastOutcome.KeyMissing);
            await FluentActions.Awaiting(() => other.Closing.Close(wave.Id, BoxBench.Everything, default))
                .Should().ThrowAsync<InvalidOperationException>();
        }

        Directory.Delete(folder, recursive: true);
        Bench.Find(wave.Id).State.Should().Be(WaveState.Open);
        (await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[0]), default)).Should().Be(CastOutcome.Counted);
    }
}
