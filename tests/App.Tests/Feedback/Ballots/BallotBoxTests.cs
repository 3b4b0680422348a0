using System.Collections.Immutable;
using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>What becomes of ballots and of their box.</summary>
public abstract class BallotBoxTests
{
    public sealed class OnSqlite(BoxFixture fixture) : BallotBoxTests(fixture, StorageEngine.Sqlite), IClassFixture<BoxFixture>;

    [OnPostgres]
    public sealed class OnPostgreSql(BoxFixture fixture) : BallotBoxTests(fixture, StorageEngine.PostgreSql), IClassFixture<BoxFixture>;

    private protected BallotBoxTests(BoxFixture fixture, StorageEngine engine) => (Engine, Bench) = (engine, fixture.Of(engine));

    private StorageEngine Engine { get; }

    private BoxBench Bench { get; }

    [StoreFact]
    public async Task A_ballot_is_counted_once_and_whoever_presses_again_is_told()
    {
        var people = Bench.People(11);
        var wave = await Bench.Launch(BoxBench.Form(10), people[..10]);

        (await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[0]), default)).Should().Be(CastOutcome.Counted);
        (await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[0], "1"), default)).Should().Be(CastOutcome.AlreadyCounted);
        (await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[10]), default)).Should().Be(CastOutcome.NotInvited);
        (await Bench.Box.Cast(new(wave.Id.Value + 1), BoxBench.Answer(people[1]), default)).Should().Be(CastOutcome.NotInvited);
        (await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[1], "6"), default)).Should().Be(CastOutcome.Malformed);
        (await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[1], text: new string('x', 1001)), default)).Should().Be(CastOutcome.Malformed);
        (await Bench.Box.Cast(wave.Id, new(people[1], new Dictionary<string, ImmutableArray<string>>(), new Dictionary<string, WrittenText>()), default))
            .Should().Be(CastOutcome.Empty);
        Bench.Time.Advance(TimeSpan.FromDays(7));
        (await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[1]), default)).Should().Be(CastOutcome.Closed);
        Counts(wave).Responded.Should().Be(1);
    }

    [StoreFact]
    public async Task Fifty_presses_of_one_person_at_once_are_one_ballot()
    {
        var people = Bench.People(10);
        var wave = await Bench.Launch(BoxBench.Form(10), people);

        var told = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Bench.Box.Cast(wave.Id, BoxBench.Answer(people[3]), default)));

        told.Count(outcome => outcome is CastOutcome.Counted).Should().Be(1);
        told.Count(outcome => outcome is CastOutcome.AlreadyCounted).Should().Be(49);
        Bench.Count("SELECT COUNT(*) FROM survey_slips").Should().Be(1);
    }

    [StoreFact]
    public async Task What_is_released_is_what_was_answered_and_the_box_is_gone_with_its_key()
    {
        var people = Bench.People(40);
        var wave = await Bench.Launch(BoxBench.Form(40, segments: 2), people);
        var chance = new Random(20261128);
        var speak = people.Select(_ => chance.Next(1, 6).ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        await Task.WhenAll(people.Select((person, i) =>
            Bench.Box.Cast(wave.Id, BoxBench.Answer(person, speak[i], text: i % 3 is 0 ? $"Because of {i} é" : null), default)));
        var ids = Texts("SELECT id FROM survey_slips");

        BoxCounts? counts = null;
        (await Bench.Closing.Close(wave.Id, (each, form, found) => BoxBench.Everything(each, form, counts = found), default))
            .Should().Be(WaveState.Released);

        counts!.Responded.Should().Be(40);
        counts.Texts["why"].Should().Be(14);
        counts.Pairs.Should().BeEmpty();
        for (var segment = 0; segment < 2; segment++)
        {
            for (var answer = 1; answer <= 5; answer++)
            {
                var code = $"{answer}";
                counts.Numbers[new("speak", segment, code)].Should().Be(speak.Where((given, i) => i % 2 == segment && given == code).Count());
            }
        }

        Texts("SELECT body FROM survey_comments").Should().BeEquivalentTo(
            Enumerable.Range(0, 40).Where(i => i % 3 is 0).Select(i => $"Because of {i} é"));
        Texts("SELECT id FROM survey_comments").Should().OnlyHaveUniqueItems().And.NotIntersectWith(ids);
        Bench.Count("SELECT COUNT(*) FROM survey_boxes").Should().Be(0);
        Bench.Count("SELECT COUNT(*) FROM survey_slips").Should().Be(0);
        Bench.Count("SELECT COUNT(*) FROM survey_seats").Should().Be(40, "who was invited is no secret, and needed for later waves");
        Bench.Keys.Ids.Should().BeEmpty();
        Bench.Find(wave.Id).Should().BeEquivalentTo(new { State = WaveState.Released, Responded = 40, Invited = 40 });
        (await Bench.Closing.Close(wave.Id, BoxBench.Everything, default)).Should().Be(WaveState.Released, "it ends once");
        Bench.Ended.Should().Equal((wave.Id, WaveState.Released));
        (await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[0]), default)).Should().Be(CastOutcome.Closed);
    }

    [StoreTheory]
    [InlineData(5, WaveState.Discarded, 0, 0)]
    [InlineData(6, WaveState.Released, 10, 0)]
    [InlineData(8, WaveState.Released, 10, 0)]
    [InlineData(9, WaveState.Released, 10, 9)]
    internal async Task Below_six_nothing_is_stored_and_below_nine_no_text(int answers, WaveState state, int tallies, int comments)
    {
        var people = Bench.People(12);
        var wave = await Bench.Launch(BoxBench.Form(12), people);
        foreach (var person in people[..answers]) await Bench.Box.Cast(wave.Id, BoxBench.Answer(person, text: $"By {person}"), default);

        (await Bench.Closing.Close(wave.Id, BoxBench.Everything, default)).Should().Be(state);

        Bench.Count("SELECT COUNT(*) FROM survey_tallies").Should().Be(tallies);
        Bench.Count("SELECT COUNT(*) FROM survey_comments").Should().Be(comments);
        Bench.Count("SELECT COUNT(*) FROM survey_boxes").Should().Be(0);
        Bench.Find(wave.Id).Responded.Should().Be(state is WaveState.Released ? answers : null);
    }

    [StoreFact]
    public async Task Only_what_the_release_allows_is_stored()
    {
        var people = Bench.People(12);
        var wave = await Bench.Launch(BoxBench.Form(12), people);
        foreach (var person in people) await Bench.Box.Cast(wave.Id, BoxBench.Answer(person, text: $"By {person}"), default);

        await Bench.Closing.Close(wave.Id, (_, _, _) => new([new("speak", 0, "4", null, "most"), new("help", 0, "yes", 12)], [], text => text), default);

        Texts("SELECT item || answer || COALESCE(band, '') FROM survey_tallies ORDER BY item").Should().Equal("helpyes", "speak4most");
        Bench.Count("SELECT COUNT(*) FROM survey_comments").Should().Be(0);
    }

    [StoreFact]
    public async Task Three_who_object_end_it_at_the_daily_look_and_not_when_they_press()
    {
        var people = Bench.People(12);
        var wave = await Bench.Launch(BoxBench.Form(12), people);
        await Bench.Sweep.Run(default);
        foreach (var person in people[..7]) await Bench.Box.Cast(wave.Id, BoxBench.Answer(person, objects: person.Value % 2 is 0), default);

        Bench.Time.Advance(TimeSpan.FromHours(18));
        await Bench.Sweep.Run(default);
        Bench.Find(wave.Id).State.Should().Be(WaveState.Open, "the hour has not come");
        Bench.Time.Advance(TimeSpan.FromHours(2));
        await Bench.Sweep.Run(default);

        Bench.Find(wave.Id).State.Should().Be(WaveState.Stopped);
        Bench.Count("SELECT COUNT(*) FROM survey_boxes").Should().Be(0);
        Bench.Ended.Should().Equal((wave.Id, WaveState.Stopped));
    }

    [StoreFact]
    public async Task About_how_many_have_answered_changes_at_one_hour_of_the_day_alone()
    {
        var people = Bench.People(8);
        var wave = await Bench.Launch(BoxBench.Form(8), people);
        await Bench.Sweep.Run(default);
        foreach (var person in people)
        {
            await Bench.Box.Cast(wave.Id, BoxBench.Answer(person), default);
            Bench.Time.Advance(TimeSpan.FromMinutes(30));
            await Bench.Sweep.Run(default);
            Bench.Find(wave.Id).Band.Should().BeNull();
        }

        Bench.Time.Advance(TimeSpan.FromHours(16));
        await Bench.Sweep.Run(default);
        Bench.Find(wave.Id).Band.Should().Be(ResponseBand.MoreThanThreeQuarters, "all answered, which is never said");
    }

    [Theory]
    [InlineData(5, 6, null)]
    [InlineData(6, 12, ResponseBand.UpToHalf)]
    [InlineData(7, 12, ResponseBand.MoreThanHalf)]
    [InlineData(9, 12, ResponseBand.MoreThanHalf)]
    [InlineData(10, 12, ResponseBand.MoreThanThreeQuarters)]
    [InlineData(12, 12, ResponseBand.MoreThanThreeQuarters)]
    internal void Bands(int responded, int invited, ResponseBand? band) => BoxSweep.BandOf(responded, invited).Should().Be(band);

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
        var second = Named(wave);
        second.Should().NotBe(first);
        await Bench.Sweep.Run(default);
        Bench.Keys.Ids.Should().Equal(second);

        var slips = Texts("SELECT id FROM survey_slips");
        Bench.Time.Advance(TimeSpan.FromMinutes(10));
        await Bench.Sweep.Run(default);
        var third = Named(wave);
        Bench.Keys.Ids.Should().Equal(third);
        third.Should().NotBe(second);
        Texts("SELECT id FROM survey_slips").Should().HaveCount(3).And.NotIntersectWith(slips);

        Bench.Time.Advance(TimeSpan.FromMinutes(20));
        await Bench.Sweep.Run(default);
        Named(wave).Should().Be(third, "nothing was sealed under it");
        Counts(wave).Responded.Should().Be(3);
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
        var before = Texts("SELECT id FROM survey_slips");
        before.Should().HaveCount(600);
        await Task.WhenAll(people[600..].Select(person => Bench.Box.Cast(wave.Id, BoxBench.Answer(person, text: $"By {person}"), default)));
        Bench.Time.Advance(TimeSpan.FromMinutes(10));
        await Bench.Sweep.Run(default);
        Texts("SELECT id FROM survey_slips").Except(before).Should().HaveCount(500, "20 new ones among 480 others");
        (await Bench.Closing.Close(wave.Id, BoxBench.Everything, default)).Should().Be(WaveState.Released);
        Texts("SELECT body FROM survey_comments").Should().BeEquivalentTo(people.Select(person => $"By {person}"));
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
        copies.Count(copy => Opens(copy, keys[0], wave)).Should().Be(0);
        Opens(Bench.Read(session => BoxRows.AskBox(session.Statements, wave.Id).Value!), keys[0], wave).Should().BeTrue("the trial itself can open a box");
    }

    [StoreFact]
    public async Task A_wave_whose_key_is_lost_is_void_and_that_is_told_once()
    {
        var people = Bench.People(10);
        var (lost, kept) = (await Bench.Launch(BoxBench.Form(10), people), await Bench.Launch(BoxBench.Form(10), people));
        await Bench.Box.Cast(lost.Id, BoxBench.Answer(people[0]), default);
        Bench.Keys.Destroy(Named(lost));

        (await Bench.Box.Cast(lost.Id, BoxBench.Answer(people[1]), default)).Should().Be(CastOutcome.KeyMissing);
        for (var i = 0; i < 3; i++) await Bench.Sweep.Run(default);

        Bench.Find(lost.Id).State.Should().Be(WaveState.Void);
        Bench.Find(kept.Id).State.Should().Be(WaveState.Open);
        Bench.Ended.Should().Equal((lost.Id, WaveState.Void));
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
            BoxRows.ReplaceBox(session, wave.Id, Named(wave), older);
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
        Texts("SELECT body FROM survey_comments").Should().BeEquivalentTo(people.Select(person => $"By {person}"));
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
            await Refuses(() => other.Closing.Close(wave.Id, BoxBench.Everything, default));
        }

        Directory.Delete(folder, recursive: true);
        Bench.Find(wave.Id).State.Should().Be(WaveState.Open);
        (await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[0]), default)).Should().Be(CastOutcome.Counted);
    }

    private static Task Refuses(Func<Task> close) => close.Should().ThrowAsync<InvalidOperationException>();

    private string Named(Wave wave) => Bench.Read(session => BoxRows.AskBox(session.Statements, wave.Id).Value!.KeyId);

    private List<string> Texts(string sql) => Bench.Read(session =>
    {
        List<string> texts = [];
        using var rows = session.Statements[sql].Read();
        while (rows.Read()) texts.Add(rows.GetString(0));
        return texts;
    });

    private BoxCounts Counts(Wave wave) => Bench.Read(session =>
    {
        var boxes = Bench.Get<LockedBox>();
        using var opened = boxes.Open(boxes.Read(session, wave.Id), new(BoxForm.Read(wave.Layout)))!;
        return opened.Box.Counts(new Dictionary<string, int>());
    });

    private static bool Opens(BoxRow copy, BoxKey key, Wave wave)
    {
        using var box = new OpenBox(new(BoxForm.Read(wave.Layout)));
        return new BoxCipher().OpenBox(copy.Sealed, key, wave, box.Plain);
    }
}
