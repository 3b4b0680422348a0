using FluentAssertions;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Feedback.Ballots;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Feedback.Voters;

/// <summary>
/// What a proxy and a collector of telemetry see while people answer: answers to presses that differ in nothing but their time, which does
/// not tell who wrote much, and nothing else. More games: <c>GAMES=2400</c>.
/// </summary>
[Collection("whole bot")]
public sealed class AnswersOverHttpTests(ITestOutputHelper output)
{
    private const int People = 9, Seed = 20261128;

    private static readonly int Games = Math.Max(14, (AskedSize.Of("GAMES") ?? 0) / 12);

    [Fact]
    public async Task Neither_answers_nor_telemetry_tell_what_somebody_answered()
    {
        await using var collector = await Collector.StartAsync();
        await using var stage = await SurveyStage.Start(
            StorageEngine.Sqlite, People, place => place % 2 is 0, processors: null,
            new("Telemetry:Otlp", collector.Address), new("Telemetry:Protocol", "http"), new("OTEL_METRIC_EXPORT_INTERVAL", "500"),
            new("OTEL_BSP_SCHEDULE_DELAY", "500"));
        var chance = new Random(Seed);
        List<Pressed> all = [];
        var right = 0;
        for (var game = 0; game < Games; game++)
        {
            var wave = await stage.Launch();
            var order = stage.Voters.ToArray();
            chance.Shuffle(order);
            var told = new List<(Voter Voter, Pressed Pressed)>();
            foreach (var voter in order) told.Add((voter, await stage.Press(stage.Bot.Bot.Endpoint, voter, wave)));
            told.Select(each => each.Pressed.Body.Length).Distinct().Should().ContainSingle("answers have one length");
            all.AddRange(told.Select(each => each.Pressed));
            // Two of whom one wrote: the longer time is guessed to be that one's.
            var (wrote, other) = (told.First(each => each.Voter.Words is not null), told.First(each => each.Voter.Words is null));
            if (wrote.Pressed.Took > other.Pressed.Took) right++;
        }

        all.Should().OnlyContain(pressed => pressed.Told == Told.Counted);
        all.Select(pressed => pressed.Head).Distinct().Should().ContainSingle();
        output.WriteLine($"times of answers: the right one of two people in {right} of {Games}; chance gives {Games / 2}");
        right.Should().BeLessThan(Binomial.TooMany(Games));

        await stage.Bot.Teams.Deliver(stage.Bot.Teams.Activities.Message(
            stage.Voters[0].Person, stage.Voters[0].Person.PersonalChat, "/help"));
        await Until(() => collector.Newest("bot.turns", "outcome=done type=message") > 0);
        collector.Newest("bot.turns", "type=invoke").Should().Be(0, "a ballot is not even counted as a turn");
        collector.Spans.Count(span => span.Tags.Contains("bot.activity.type=invoke")).Should().Be(0);
        foreach (var voter in stage.Voters)
        {
            collector.Everything.Should().NotContain(voter.Person.ObjectId).And.NotContain(voter.Person.PersonalChat.Id)
                .And.NotContain(voter.Words ?? "Only I say");
        }
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !isSo();)
        {
            TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
