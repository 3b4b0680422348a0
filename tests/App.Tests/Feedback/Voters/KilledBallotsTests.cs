using System.Collections.Concurrent;
using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Feedback.Voters;

/// <summary>
/// Processes are killed (SIGKILL) at any moment while fifty people a second answer: whoever was told that an answer counts is in, everybody
/// once, and each box opens. By <c>tests/Benchmarks/surveys.sh kills</c> alone: <see cref="Ballots.BoxCrashTests"/> ends each step of a
/// count, which is what fails first.
/// </summary>
[Collection("whole bot")]
public sealed class KilledBallotsTests(ITestOutputHelper output)
{
    private const int PerSecond = 50, ForEachKill = 50, Seed = 20261128;

    // Two seconds of them: so many wait for an answer, and others do not press meanwhile.
    private const int MostUnderWay = 100;

    private static readonly int Asked = AskedSize.Of(WholeSizeFactAttribute.Variable) ?? 1;

    private static readonly TimeSpan EachIsKilled = TimeSpan.FromSeconds(10), Patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<PersonId, int> _counted = [], _unanswered = [];
    private readonly ConcurrentQueue<string> _wrong = [];

    [WholeSizeFact]
    public Task One_that_is_killed_loses_no_answer_and_counts_none_twice_on_sqlite() => Kill(StorageEngine.Sqlite);

    [WholeSizeFact]
    public Task One_that_is_killed_loses_no_answer_and_counts_none_twice_on_postgres() => Kill(StorageEngine.PostgreSql);

    [WholeSizeFact]
    public async Task Two_of_which_each_is_killed_every_ten_seconds_count_everybody_who_presses_on_both_once()
    {
        var people = ForEachKill * Asked;
        await using var stage = await SurveyStage.Start(StorageEngine.PostgreSql, people, _ => true);
        var wave = await stage.Launch();
        await using var other = stage.Bot.Another();
        await other.Start(Patience);
        BotProcess[] both = [stage.Bot.Bot, other];

        var pressing = PressAll(stage, wave, [.. both.Select(bot => bot.Endpoint)]);
        var kills = 0;
        for (; !pressing.IsCompleted; kills++)
        {
            await Task.WhenAny(pressing, Task.Delay(EachIsKilled / both.Length, TimeProvider.System));
            await both[kills % both.Length].Kill();
            await both[kills % both.Length].Start(Patience);
        }

        await pressing;
        foreach (var bot in both) await bot.Kill();
        await IsWhole(stage, wave, $"two instances, {kills} kills");
    }

    private async Task Kill(StorageEngine engine)
    {
        var (kills, chance) = (Asked, new Random(Seed));
        await using var stage = await SurveyStage.Start(engine, kills * ForEachKill, _ => true);
        var wave = await stage.Launch();

        var pressing = PressAll(stage, wave, stage.Bot.Bot.Endpoint);
        for (var kill = 0; kill < kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(100, 2000)), TimeProvider.System);
            await stage.Bot.Bot.Kill();
            PersonId[] told = [.. _counted.Keys];
            Agrees(stage, stage.Open(wave), told);
            await stage.Bot.Bot.Start(Patience);
        }

        await pressing;
        await stage.Bot.Bot.Kill();
        await IsWhole(stage, wave, $"{engine}, {kills} kills");
    }

    // Whoever hears nothing, or that it could not be done now, presses again later.
    private Task PressAll(SurveyStage stage, Wave wave, params Uri[] bots)
    {
        var waiting = new ConcurrentQueue<Voter>(stage.Voters);
        var (left, underWay) = (stage.Voters.Count, 0);
        return Pace.Keep(
            PerSecond, _ => Volatile.Read(ref left) > 0,
            _ => Volatile.Read(ref underWay) < MostUnderWay && waiting.TryDequeue(out var voter) ? PressOn(voter) : Task.CompletedTask);

        async Task PressOn(Voter voter)
        {
            Interlocked.Increment(ref underWay);
            var told = await Task.WhenAll(bots.Select(bot => Task.Run(() => stage.Press(bot, voter, wave))));
            foreach (var each in told) Note(voter.Id, each);
            Interlocked.Decrement(ref underWay);
            if (told.All(each => each.Told is Told.Nothing or Told.Apology)) waiting.Enqueue(voter);
            else Interlocked.Decrement(ref left);
        }
    }

    private void Note(PersonId person, Pressed pressed)
    {
        switch (pressed.Told)
        {
            case Told.Counted: _counted.AddOrUpdate(person, 1, (_, times) => times + 1); break;
            case Told.Nothing or Told.Apology: _unanswered.AddOrUpdate(person, 1, (_, times) => times + 1); break;
            case Told.CountedBefore: break;
            default: _wrong.Enqueue(pressed.Body); break;
        }
    }

    private static void Agrees(SurveyStage stage, BoxContent box, IReadOnlyCollection<PersonId> told)
    {
        told.Should().BeSubsetOf(box.Answered, "who was told that it counts is in");
        box.Slips.Should().Be(box.Answered.Count);
        var expected = stage.Voters.Where(voter => box.Answered.Contains(voter.Id))
            .SelectMany(voter => voter.Answers.Where(answer => answer.Value != voter.Words))
            .CountBy(answer => new BoxCell(answer.Key, 0, answer.Value)).ToDictionary();
        box.Counts.Numbers.Where(cell => cell.Value > 0).Should().BeEquivalentTo(expected, "totals are of those whose bits are set");
    }

    private async Task IsWhole(SurveyStage stage, Wave wave, string what)
    {
        _wrong.Should().BeEmpty();
        var box = stage.Open(wave);
        Agrees(stage, box, [.. _counted.Keys]);
        box.Answered.Should().HaveCount(stage.Voters.Count);
        _counted.Values.Should().OnlyContain(times => times == 1, "it counts once");
        stage.Voters.Where(voter => !_counted.ContainsKey(voter.Id)).Select(voter => voter.Id)
            .Should().BeSubsetOf(_unanswered.Keys, "who was told that it counted before had pressed before");
        (await stage.Close(wave)).Order(StringComparer.Ordinal)
            .Should().Equal(stage.Voters.Select(voter => voter.Words!).Order(StringComparer.Ordinal));
        output.WriteLine(
            $"{what}: {stage.Voters.Count} people, {_counted.Count} told at once that it counts, "
                + $"{_unanswered.Values.Sum()} presses without an answer; each is counted once");
    }
}

/// <summary>A test that is run in its whole size alone, as it takes minutes.</summary>
internal sealed class WholeSizeFactAttribute : FactAttribute
{
    /// <summary>The variable that asks for it.</summary>
    public const string Variable = "KILLS";

    public WholeSizeFactAttribute() => Skip =
        AskedSize.Of(Variable) is null ? $"takes minutes: {Variable}=200 dotnet test tests/App.Tests --filter KilledBallotsTests"
        : PostgresServer.Missing;
}
