using System.Collections.Immutable;
using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Feedback.Voters;
using Improvement.Bot.Tests.Storage;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>Who was invited is removed in time, and not before; what was held back because of it stays held back.</summary>
public abstract class SeatRetentionTests
{
    public sealed class OnSqlite(BoxFixture fixture) : SeatRetentionTests(fixture, StorageEngine.Sqlite), IClassFixture<BoxFixture>;

    [OnPostgres]
    public sealed class OnPostgreSql(BoxFixture fixture)
        : SeatRetentionTests(fixture, StorageEngine.PostgreSql), IClassFixture<BoxFixture>;

    private const int Week = 7;

    private protected SeatRetentionTests(BoxFixture fixture, StorageEngine engine) => Bench = fixture.Of(engine);

    private BoxBench Bench { get; }

    private SeatRetention Retention => new(Bench.Database, Bench.Get<Clock>());

    [StoreFact]
    public async Task Seats_are_kept_for_400_days_and_what_was_released_stays()
    {
        var people = Bench.People(12);
        var open = await Bench.Launch(BoxBench.Form(12), people);
        var wave = await Bench.Launch(BoxBench.Form(12), people);
        await Task.WhenAll(people.Select(person => Bench.Box.Cast(wave.Id, BoxBench.Answer(person), default)));
        Bench.Time.Advance(TimeSpan.FromDays(Week));
        await Bench.Closing.Close(wave.Id, BoxBench.Everything, default);

        Bench.Time.Advance(SeatRetention.Life - TimeSpan.FromSeconds(1));
        (await Retention.Maintain(default)).Should().Be(0);
        Bench.Time.Advance(TimeSpan.FromSeconds(1));
        (await Retention.Maintain(default)).Should().Be(12);
        (await Retention.Maintain(default)).Should().Be(0);

        Bench.Count($"SELECT COUNT(*) FROM survey_seats WHERE wave = {open.Id.Value}").Should().Be(12, "it has not been closed");
        Bench.Count($"SELECT COUNT(*) FROM survey_seats WHERE wave = {wave.Id.Value}").Should().Be(0);
        Bench.Find(wave.Id).Should().BeEquivalentTo(new { State = WaveState.Released, Invited = 12, Responded = 12 });
        Bench.Count($"SELECT COUNT(*) FROM survey_tallies WHERE wave = {wave.Id.Value}").Should().Be(10);
    }

    [StoreFact]
    public async Task A_change_that_was_held_back_as_one_person_left_stays_held_back()
    {
        var people = Bench.People(20);
        await Ended(people, 1);
        var (few, last) = (await Ended(people[1..], 2), await Ended(people[1..], 3));
        Changes(few).Should().AllBeEquivalentTo(ChangeVerdict.HeldBack);
        Changes(last).Should().AllBeEquivalentTo(ChangeVerdict.NoClearChange, "nobody joined or left");

        Bench.Time.Advance(SeatRetention.Life);
        await Retention.Maintain(default);

        Changes(few).Should().AllBeEquivalentTo(ChangeVerdict.HeldBack);
        Changes(last).Should().AllBeEquivalentTo(ChangeVerdict.HeldBack, "nobody knows any more that it was the same people");
    }

    private List<ChangeVerdict> Changes(Wave wave) => Bench.Read(session =>
    {
        var audiences = new Audiences(session, new Teams(session, new(), Bench.Get<Clock>()));
        var releases = new ReleaseReader(session, new SurveyWaves(session), audiences);
        return releases.Read(Bench.Find(wave.Id)).Items.Select(item => item.Change?.Verdict).OfType<ChangeVerdict>().ToList();
    });

    private async Task<Wave> Ended(PersonId[] people, int number)
    {
        await Bench.Get<KeyFolderCheck>().Look(default);
        var policy = new WavePolicy(
            "team-pulse", 1, number, SurveyMode.Anonymous, BoxRules.FewestForScores, BoxRules.FewestForComments, null, []);
        var now = Bench.Time.GetUtcNow();
        using var key = Bench.Get<BoxLaunch>().MakeKey();
        var asked = new NewWave(
            null, policy.Template, policy.Version, policy.Mode, policy.ToJson(), null, null, now, now.AddDays(Week))
        {
            Survey = 1, Number = number,
        };
        var wave = await Bench.Database.Commit(session => new ValueTask<Wave>(Bench.Get<BoxLaunch>().Put(
            session, asked, policy.FormFor(people.Length), people.Select(person => (person, 0)), key)));
        await Task.WhenAll(people.Select((person, place) => Bench.Box.Cast(
            wave.Id,
            new(person, AnswersOf(place, policy), new Dictionary<string, WrittenText>()), default)));
        Bench.Time.Advance(TimeSpan.FromDays(Week));
        await Bench.Closing.Close(wave.Id, (closed, _, counts) => ReleaseReader.Rule(closed, WaveTotals.Of(closed, counts), []), default);
        return wave;
    }

    private static Dictionary<string, ImmutableArray<string>> AnswersOf(int place, WavePolicy policy) =>
        Voter.AnswersOf(place, policy.Items, writes: false).ToDictionary(each => each.Key, each => ImmutableArray.Create(each.Value));
}
