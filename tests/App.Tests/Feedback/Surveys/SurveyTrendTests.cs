using FluentAssertions;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Person = Improvement.Bot.Tests.Channel.Person;

namespace Improvement.Bot.Tests.Feedback.Surveys;

/// <summary>A trend is told unless two waves that follow each other differ by a few people.</summary>
public abstract class SurveyTrendTests(Product product)
{
    private const string Item = "rollout-back";

    public sealed class OnSqlite(Product product) : SurveyTrendTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(SurveyDigestTests.OnItsServer product)
        : SurveyTrendTests(product), IClassFixture<SurveyDigestTests.OnItsServer>;

    [StoreTheory]
    [InlineData(0, 8, true)]
    [InlineData(8, 8, true)]
    [InlineData(8, 1, false)]
    // the last wave differs from the first by nine people, and the second from the first by one
    [InlineData(1, 8, false)]
    public async Task Who_joined_is_looked_at_from_each_wave_to_the_next(int second, int third, bool isTold)
    {
        List<Person> people = [.. Enumerable.Range(0, 8).Select(_ => product.Somebody("Max"))];
        var waves = new List<long> { await Answered(people) };
        foreach (var joined in new[] { second, third })
        {
            people.AddRange(Enumerable.Range(0, joined).Select(_ => product.Somebody("Max")));
            waves.Add(await Answered(people));
        }

        await AreOfOneSurvey(waves);

        TrendOf(waves[^1]).Should().Be(isTold);
    }

    private async Task<long> Answered(List<Person> people)
    {
        var team = await product.TeamOf(people[0], [.. people.Skip(1)]);
        var wave = await product.Pulse("after-rollout", SurveyMode.Confidential, team);
        for (var i = 0; i < people.Count; i++) await product.Answers(wave, people[i], i);
        await product.Close(wave);
        return wave;
    }

    private async Task AreOfOneSurvey(List<long> waves)
    {
        var survey = product.Bot.Number("SELECT survey FROM survey_waves WHERE id = @id", waves[0]);
        for (var i = 1; i < waves.Count; i++)
        {
            await product.Bot.Change("UPDATE survey_waves SET survey = @survey, number = @number WHERE id = @id", survey, i + 1, waves[i]);
        }
    }

    private bool TrendOf(long wave)
    {
        using var scope = product.Bot.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Actor>().ActAsBot(TimeProvider.System.GetUtcNow());
        var found = scope.ServiceProvider.GetRequiredService<SurveyWaves>().Find(new WaveId(wave))!;
        var told = scope.ServiceProvider.GetRequiredService<ReleaseReader>().Read(found).Items.Single(item => item.Item.Code == Item);
        return told.Trend is not null;
    }
}
