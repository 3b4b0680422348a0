using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FluentAssertions;
using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Feedback.Voters;

/// <summary>
/// Ten thousand people are asked, and fifty a second answer: how long it takes until they are told that it counts, and how much longer
/// others wait for <c>/help</c> meanwhile than before and after. Measured alone, by <c>tests/Benchmarks/surveys.sh</c>.
/// </summary>
[Collection("whole bot")]
public abstract class SurveyLoadTests(ITestOutputHelper output)
{
    [Collection("whole bot")]
    public sealed class OnSqlite(ITestOutputHelper output) : SurveyLoadTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.Sqlite;
    }

    [OnPostgres]
    [Collection("whole bot")]
    public sealed class OnPostgreSql(ITestOutputHelper output) : SurveyLoadTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    private const int PerSecond = 50, WarmUpSeconds = 15, Seats = 10_000, WritesEach = 3, Helped = 50, HelpPerSecond = 10;
    private const int MostBoxBytes = 16 * 1024;
    private const double MostMs = 1000, MostOfAlone = 1.2;

    private static readonly int? Asked = AskedSize.Of(LoadFactAttribute.Variable);

    // One core for the bot; the fake of Teams and the server have the others.
    private static readonly string? Core = OperatingSystem.IsLinux() && Environment.ProcessorCount > 1 ? "0" : null;

    private readonly ConcurrentBag<TimeSpan> _confirmed = [], _previews = [];
    private readonly ConcurrentBag<string> _wrong = [];

    private protected abstract StorageEngine Engine { get; }

    [LoadFact]
    public async Task Fifty_answers_a_second_are_confirmed_within_a_second_and_others_wait_no_longer()
    {
        var seconds = Asked!.Value;
        await using var stage = await SurveyStage.Start(Engine, Seats, place => place % WritesEach is 0, Core);
        var wave = await stage.Launch();
        var others = Enumerable.Range(0, Helped).Select(i => stage.Bot.Teams.AddPerson($"Reader {i}")).ToList();
        foreach (var person in others) stage.Bot.Teams.Allow(person.PersonalChat);
        var voters = new Queue<Voter>(stage.Voters);

        await Task.WhenAll(Answer(stage, wave, voters, WarmUpSeconds), Help(stage, others, WarmUpSeconds));
        _confirmed.Clear();
        _previews.Clear();
        _wrong.Clear();
        var quiet = Math.Max(5, seconds / 4);
        var alone = await Help(stage, others, quiet);
        var before = stage.StoredBytes;
        var begun = stage.Open(wave).Answered.Count;
        var (worked, since) = (Processor(stage), TimeProvider.System.GetTimestamp());
        var answering = Answer(stage, wave, voters, seconds);
        var meanwhile = await Help(stage, others, seconds);
        await answering;
        var busy = (Processor(stage) - worked) / TimeProvider.System.GetElapsedTime(since);
        var growth = stage.StoredBytes - before;
        alone = [.. alone, .. await Help(stage, others, quiet)];

        var box = stage.Number($"SELECT LENGTH(sealed) FROM survey_boxes WHERE wave = {wave.Id.Value}");
        Judge(alone, meanwhile, growth, box, busy);
        stage.Open(wave).Answered.Should().HaveCount(begun + _confirmed.Count);
    }

    private void Judge(List<TimeSpan> alone, List<TimeSpan> meanwhile, long growth, long box, double busy)
    {
        var ratio = Pace.Percentile(meanwhile, 95) / Pace.Percentile(alone, 95);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {Engine}: {Seats} people asked, {_confirmed.Count} answered, {PerSecond} a second; the bot was busy for {busy:P0} of the time
            until an answer is confirmed: {Of(_confirmed)}
            until words are shown as others read them: {Of(_previews)}
            /help beside it: {Of(meanwhile)}
            /help alone: {Of(alone)}; 95th percentile beside it {ratio:F2} times that
            the database grew by {growth / 1e6:F1} MB ({growth / (double)_confirmed.Count / 1024:F1} KB an answer), the box has {box} bytes
            """));
        _wrong.Should().BeEmpty();
        Pace.Percentile(_confirmed, 95).Should().BeLessThan(MostMs);
        ratio.Should().BeLessThan(MostOfAlone, "others wait no longer");
        box.Should().BeLessThan(MostBoxBytes);
    }

    private static TimeSpan Processor(SurveyStage stage)
    {
        using var process = Process.GetProcessById(stage.Bot.Bot.Id);
        return process.TotalProcessorTime;
    }

    private static string Of(IReadOnlyCollection<TimeSpan> times) => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {Pace.Percentile(times, 50):F0} ms, p95 {Pace.Percentile(times, 95):F0} ms, p99 {Pace.Percentile(times, 99):F0} ms");

    private async Task Answer(SurveyStage stage, Wave wave, Queue<Voter> voters, int seconds) =>
        await Pace.Keep(
            PerSecond, sent => sent < PerSecond * seconds && voters.Count > 0, _ => Answer(stage, wave, voters.Dequeue()));

    // Whoever writes sees the words as others read them before they are sent.
    private async Task Answer(SurveyStage stage, Wave wave, Voter voter)
    {
        var bot = stage.Bot.Bot.Endpoint;
        if (voter.Words is not null)
        {
            var seen = await stage.Press(bot, voter, wave, BallotButtons.Send);
            _previews.Add(seen.Took);
            if (seen.Told is not Told.Preview) _wrong.Add($"{seen.Head} {seen.Body}");
        }

        var pressed = await stage.Press(bot, voter, wave);
        if (pressed.Told is Told.Counted) _confirmed.Add(pressed.Took);
        else _wrong.Add($"{pressed.Head} {pressed.Body}");
    }

    // From sending to the answer in the chat.
    private static async Task<List<TimeSpan>> Help(SurveyStage stage, List<Person> people, int seconds)
    {
        var teams = stage.Bot.Teams;
        var asked = people.ToDictionary(person => person, person => (Before: Answers(person).Count, At: new List<DateTimeOffset>()));
        await Pace.Keep(HelpPerSecond, sent => sent < HelpPerSecond * seconds, sent =>
        {
            var person = people[sent % people.Count];
            asked[person].At.Add(teams.Now);
            return teams.Deliver(teams.Activities.Message(person, person.PersonalChat, "/help"));
        });
        await teams.Quiet();
        return [.. asked.SelectMany(each =>
            each.Value.At.Zip(Answers(each.Key).Skip(each.Value.Before), (sent, answer) => answer.At - sent))];
    }

    private static List<Post> Answers(Person person) => [.. person.PersonalChat.Posts.Where(post => post.ByBot)];
}

/// <summary>A measurement that runs when it is asked for.</summary>
internal sealed class LoadFactAttribute : FactAttribute
{
    /// <summary>The variable that asks for it, in seconds.</summary>
    public const string Variable = "ANSWERING";

    public LoadFactAttribute() => Skip =
        AskedSize.Of(Variable) is null ? $"a measurement: tests/Benchmarks/surveys.sh" : PostgresServer.Missing;
}
