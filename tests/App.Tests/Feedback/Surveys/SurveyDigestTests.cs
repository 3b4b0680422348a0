using FluentAssertions;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Person = Improvement.Bot.Tests.Channel.Person;
using Team = Improvement.Bot.Tests.Channel.Team;

namespace Improvement.Bot.Tests.Feedback.Surveys;

/// <summary>What a digest tells of surveys: what was posted, what follows, and to those who lead that it waits.</summary>
public abstract class SurveyDigestTests(Product product)
{
    public sealed class OnSqlite(Product product) : SurveyDigestTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(OnItsServer product) : SurveyDigestTests(product), IClassFixture<OnItsServer>;

    /// <summary>The application on PostgreSQL.</summary>
    public sealed class OnItsServer : Product
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    [StoreFact]
    public async Task A_result_is_told_once_it_is_posted_and_what_follows_beside_it()
    {
        var (team, people) = await Team();
        var wave = await product.Pulse("after-rollout", SurveyMode.Confidential, team);
        for (var i = 0; i < 8; i++) await product.Answers(wave, people[i], i);
        await product.Close(wave);
        Lines(team, reader: null).Should().BeEmpty("nobody posted it");
        Lines(team, people[0]).Should().ContainSingle().Which.Should().Match<DigestLine>(line =>
            line.Section == DigestSection.NeedsYou && line.Words.StartsWith("A result waits for what follows"));
        Lines(team, people[1]).Should().BeEmpty("they lead nothing");

        await product.Post(wave);
        var told = Lines(team, reader: null).Should().ContainSingle().Which;
        told.Section.Should().Be(DigestSection.Changed);
        told.Title.Should().StartWith("After a rollout, wave 1: ");
        told.Words.Should().StartWith("Best: “").And.Contain("Weakest: “").And.MatchRegex(@"\d+ % \(\d+ to \d+ %\)");
        told.Words.Length.Should().BeLessThanOrEqualTo(140, "the digest cuts what is longer");

        await product.Follow(wave, "The folder is named\nby its day");
        Lines(team, reader: null).Select(line => (line.Section, line.Words)).Should()
            .Contain((DigestSection.Changed, "We did: The folder is named by its day"));
        Lines(team, people[0]).Should().BeEmpty("nothing waits any more");
        (await people[1].Ask("/digest", "Best: ")).Should().NotBeNull();
        Lines(team, reader: null, weeksAgo: 2).Should().BeEmpty("it was not of that week");
    }

    [StoreFact]
    public async Task Too_few_answers_are_told_as_such_and_no_survey_tells_nothing()
    {
        var (team, people) = await Team();
        Lines(team, reader: null).Should().BeEmpty();
        Lines(team, people[0]).Should().BeEmpty();

        var wave = await product.Pulse("after-rollout", SurveyMode.Confidential, team);
        for (var i = 0; i < 5; i++) await product.Answers(wave, people[i], i);
        Lines(team, reader: null).Should().BeEmpty("it is open");
        await product.Close(wave);

        Lines(team, reader: null).Should().ContainSingle().Which.Words.Should().Be("Too few answered, so nothing is told.");
        Lines(team, people[0]).Should().BeEmpty("there is nothing to say anything about");
    }

    private List<DigestLine> Lines(Team team, Person? reader, int weeksAgo = 0)
    {
        using var scope = product.Bot.Services.CreateScope();
        var services = scope.ServiceProvider;
        var to = TimeProvider.System.GetUtcNow().AddDays(1 - (7 * weeksAgo));
        var query = new DigestQuery(services.GetRequiredService<Teams>().Find(product.IdOf(team))!, to.AddDays(-7), to)
        {
            Reader = reader is null ? null : PrincipalOf(services, reader),
        };
        return [.. services.GetServices<DigestContributor>().SelectMany(each => each.Digest(services, query).Lines)];
    }

    private Principal PrincipalOf(IServiceProvider services, Person person) => services.GetRequiredService<PrincipalReader>().Of(
        services.GetRequiredService<KnownPeople>().Find(
            new PersonId(product.Bot.Number("SELECT id FROM people WHERE name = @name", person.Name)))!);

    private async Task<(Team Team, Person[] People)> Team()
    {
        var people = Enumerable.Range(0, 9).Select(_ => product.Somebody()).ToArray();
        return (await product.TeamOf(people[0], people[1..]), people);
    }
}
