using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Person = Improvement.Bot.Tests.Channel.Person;
using Team = Improvement.Bot.Tests.Channel.Team;

namespace Improvement.Bot.Tests.Feedback.Surveys;

/// <summary>What a team was told of a question can be measured survey by survey, and nothing else of it.</summary>
public abstract class SurveyMetricTests(Product product)
{
    private const string Item = "survey-item:rollout-back";

    public sealed class OnSqlite(Product product) : SurveyMetricTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(SurveyDigestTests.OnItsServer product)
        : SurveyMetricTests(product), IClassFixture<SurveyDigestTests.OnItsServer>;

    [StoreFact]
    public async Task What_the_whole_team_was_told_has_a_value_in_the_week_of_its_release()
    {
        var (team, people) = await Team(8);
        var wave = await Answered(team, people, 8);
        Choices(team).Should().NotContain(Item, "nobody told the team");
        await product.Post(wave);
        Choices(team).Should().Contain(Item);
        Weeks(team).Should().OnlyContain(value => value == null, "the week is not over");

        await ReleasedAgo(wave, 14);
        Weeks(team).Should().Equal(null, null, null, 62.5, null, null);
        Words(team).Should().EndWith("(favourable, in % of a survey)");
    }

    [StoreFact]
    public async Task Nothing_is_measured_of_what_too_few_answered_or_several_teams_were_asked()
    {
        var (team, people) = await Team(8);
        var few = await Answered(team, people, 5);
        await product.Post(few);
        await ReleasedAgo(few, 14);
        var (one, others) = await Team(8);
        var both = await product.Pulse("after-rollout", SurveyMode.Confidential, team, one);
        for (var i = 0; i < 8; i++) await product.Answers(both, people[i], i);
        for (var i = 0; i < 8; i++) await product.Answers(both, others[i], i);
        await product.Close(both);
        await product.Post(both);
        await ReleasedAgo(both, 7);

        Choices(team).Should().NotContain(Item);
        Choices(one).Should().NotContain(Item, "the other team's answers are in it");
        Weeks(team).Should().OnlyContain(value => value == null);
    }

    [StoreFact]
    public async Task A_wave_whose_difference_to_one_before_would_tell_what_one_person_answered_has_no_value()
    {
        var (team, people) = await Team(8);
        var first = await Posted(team, people, 21);
        var (_, joined) = await Team(1);
        await product.Bot.Commit(services => services.GetRequiredService<Teams>().Joined(product.IdOf(team), IdOf(joined[0])));
        people.Add(joined[0]);
        await Posted(team, people, 14);
        Weeks(team).Should().Equal([null, null, 62.5, null, null, null], "one joined, and everybody answered both times");
        var third = await Posted(team, people, 7);
        Weeks(team).Should().Equal([null, null, 62.5, null, null, null], "the third differs from the first by the same person");

        await product.Bot.Change("DELETE FROM survey_seats WHERE wave = @wave", first);
        Weeks(team).OfType<double>().Should().HaveCount(2, "who was asked in the first is not known any more");
        third.Should().BeGreaterThan(first);
    }

    private async Task<long> Posted(Team team, List<Person> people, int daysAgo)
    {
        var wave = await Answered(team, people, people.Count);
        await product.Post(wave);
        await product.Follow(wave, "We did");
        await ReleasedAgo(wave, daysAgo);
        return wave;
    }

    private async Task<long> Answered(Team team, List<Person> people, int answers)
    {
        var wave = await product.Pulse("after-rollout", SurveyMode.Confidential, team);
        for (var i = 0; i < answers; i++) await product.Answers(wave, people[i], i);
        await product.Close(wave);
        return wave;
    }

    private Task ReleasedAgo(long wave, int days) => product.Bot.Change(
        "UPDATE survey_waves SET released_at = @at WHERE id = @id",
        new DateTimeOffset(Monday.AddDays(2 - days).ToDateTime(new(12, 0)), TimeSpan.Zero).ToUnixTimeMilliseconds(), wave);

    private static DateOnly Monday
    {
        get
        {
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            return today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        }
    }

    private List<string> Choices(Team team) => Read(sources =>
        sources.Choices(product.IdOf(team), ActionKind.Id(1)).Select(each => $"{each.Metric}").ToList());

    private IReadOnlyList<double?> Weeks(Team team) =>
        Read(sources => sources.Weeks(product.IdOf(team), MetricRef.Read(Item)!, Monday.AddDays(-35), 6));

    private string Words(Team team) => Read(sources => sources.WordsOf(product.IdOf(team), MetricRef.Read(Item)!));

    private T Read<T>(Func<MetricSources, T> read)
    {
        using var scope = product.Bot.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Actor>().ActAsBot(TimeProvider.System.GetUtcNow());
        return read(scope.ServiceProvider.GetRequiredService<MetricSources>());
    }

    private PersonId IdOf(Person person) => new(product.Bot.Number("SELECT id FROM people WHERE name = @name", person.Name));

    private async Task<(Team Team, List<Person> People)> Team(int size)
    {
        List<Person> people = [.. Enumerable.Range(0, size).Select(_ => product.Somebody("Max"))];
        return (await product.TeamOf(people[0], [.. people.Skip(1)]), people);
    }
}
