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

    private protected BallotBoxTests(BoxFixture fixture, StorageEngine engine) => Bench = fixture.Of(engine);

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
        var tooLong = BoxBench.Answer(people[1], text: new string('x', 1001));
        (await Bench.Box.Cast(wave.Id, tooLong, default)).Should().Be(CastOutcome.Malformed);
        var empty = new Ballot(people[1], new Dictionary<string, ImmutableArray<string>>(), new Dictionary<string, WrittenText>());
        (await Bench.Box.Cast(wave.Id, empty, default)).Should().Be(CastOutcome.Empty);
        Bench.Time.Advance(TimeSpan.FromDays(7));
        (await Bench.Box.Cast(wave.Id, BoxBench.Answer(people[1]), default)).Should().Be(CastOutcome.Closed);
        Bench.Counts(wave).Responded.Should().Be(1);
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
        var ids = Bench.Texts("SELECT id FROM survey_slips");

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
                var given = speak.Where((each, i) => i % 2 == segment && each == code).Count();
                counts.Numbers[new("speak", segment, code)].Should().Be(given);
            }
        }

        Bench.Texts("SELECT body FROM survey_comments").Should().BeEquivalentTo(
            Enumerable.Range(0, 40).Where(i => i % 3 is 0).Select(i => $"Because of {i} é"));
        Bench.Texts("SELECT id FROM survey_comments").Should().OnlyHaveUniqueItems().And.NotIntersectWith(ids);
        Bench.Count("SELECT COUNT(*) FROM survey_boxes").Should().Be(0);
        Bench.Count("SELECT COUNT(*) FROM survey_slips").Should().Be(0);
        Bench.Count("SELECT COUNT(*) FROM survey_seats").Should().Be(40, "who was invited is no secret, and needed for later waves");
        Bench.Keys.Ids.Should().BeEmpty();
        Bench.Find(wave.Id).Should().BeEquivalentTo(new { State = WaveState.Released, Responded = 40, Invited = 40 });
        (await Bench.Closing.Close(wave.Id, BoxBench.Everything, default)).Should().Be(WaveState.Released, "it ends once");
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
        await Task.WhenAll(people[..answers].Select(
            person => Bench.Box.Cast(wave.Id, BoxBench.Answer(person, text: $"By {person}"), default)));

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
        await Task.WhenAll(people.Select(person => Bench.Box.Cast(wave.Id, BoxBench.Answer(person, text: $"By {person}"), default)));

        ReleasedTally[] allowed = [new("speak", 0, "4", null, "most"), new("help", 0, "yes", 12)];
        await Bench.Closing.Close(wave.Id, (_, _, _) => new([.. allowed], [], text => text), default);

        Bench.Texts("SELECT item || answer || COALESCE(band, '') FROM survey_tallies ORDER BY item")
            .Should().Equal("helpyes", "speak4most");
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
}
