using FluentAssertions;
using Improvement.Bot.Patterns;
using Improvement.Bot.Patterns.Weekly;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Person = Improvement.Bot.Tests.Channel.Person;
using Team = Improvement.Bot.Tests.Channel.Team;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>What a digest tells of patterns: a team what waits and one to copy, those who kept or tried one what came of it.</summary>
public abstract class PatternDigestTests(Product product)
{
    public sealed class OnSqlite(Product product) : PatternDigestTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : PatternDigestTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task A_team_reads_what_waits_what_happened_and_one_success_to_copy()
    {
        var scene = await PatternScene.Set(product);
        Lines(scene.Team, reader: null).Should().BeEmpty();
        var number = await scene.Keep(scene.Ann, "The lamp of the exit is tried every Monday");
        Of(Lines(scene.Team, reader: null), DigestSection.NeedsYou).Should().StartWith("waits to be checked");
        Of(Lines(scene.Team, scene.Lea), DigestSection.NeedsYou).Should().StartWith("you are asked to check it");
        Lines(scene.Team, scene.Ann).Should().BeEmpty("who wrote it does not check it");
        Of(Lines(scene.Team, reader: null), DigestSection.Success).Should().BeNull("nobody can rely on it yet");

        await scene.Validate(number);
        var lines = Lines(scene.Team, reader: null);
        Of(lines, DigestSection.Changed).Should().Be("was checked");
        Of(lines, DigestSection.Success).Should().Be("validated");
        lines.Should().OnlyContain(line => line.Record == PatternKind.Id(number));
        Of(Lines(scene.Team, scene.Ann), DigestSection.LedTo).Should().StartWith("it was checked");
        (await scene.Bob.Ask("/digest", "To copy")).Shows("The lamp of the exit").Should().BeTrue();

        await scene.Flag(scene.Bob, number, "The lamp is gone");
        Of(Lines(scene.Team, scene.Ann), DigestSection.NeedsYou).Should().StartWith("a flag on it waits for your answer");
        Of(Lines(scene.Team, reader: null, weeksAhead: 3), DigestSection.Stuck).Should().Contain("a flag waits");
        await scene.Flag(scene.Max, number, "The lamp is gone");
        Of(Lines(scene.Team, reader: null), DigestSection.NeedsYou).Should().StartWith("is in doubt");
        Of(Lines(scene.Team, reader: null), DigestSection.Success).Should().BeNull("it is in doubt");

        await product.Bot.Change("UPDATE patterns SET restricted = TRUE WHERE id = @id", number);
        Lines(scene.Team, reader: null).Should().BeEmpty("it is restricted");
        Lines(scene.Team, scene.Bob).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Several_that_wait_to_be_checked_are_one_line()
    {
        var scene = await PatternScene.Set(product);
        foreach (var what in new[] { "Ropes are coiled", "Doors are numbered", "Keys hang by colour" }) await scene.Keep(scene.Ann, what);

        var line = Lines(scene.Team, reader: null).Single(each => each.Section is DigestSection.NeedsYou);
        line.Words.Should().StartWith("3 successes wait to be checked");
        line.Record.Should().BeNull();
    }

    [StoreFact]
    public async Task Who_kept_it_and_who_said_no_read_what_came_of_it_and_nobody_how_often()
    {
        var scene = await ReplicationScene.Set(product, "The scale is zeroed before each shift");
        var (uses, declines) = (await scene.Another(), await scene.Another());
        await scene.Offer(uses, declines);
        Of(Lines(uses.Team, uses.Lead), DigestSection.NeedsYou).Should().StartWith($"would it help {uses.Team.Name}?");
        Lines(uses.Team, uses.Colleague).Should().BeEmpty("who leads the team is asked");

        await scene.Take(declines.Lead, "Not for us …", "Not for us", ("Words", "Ours zeroes itself"));
        Of(Lines(scene.Home.Team, scene.Home.Ann), DigestSection.LedTo).Should().StartWith("a team said why it is not for it");
        await scene.Use(uses);
        await scene.Take(uses.Lead, "Did it help? …", "Keep it", ("Verdict", "Improved"), ("Words", "Nine sacks fewer"));
        Of(Lines(scene.Home.Team, reader: null), DigestSection.Proven).Should().StartWith($"{uses.Team.Name}: ");
        Of(Lines(scene.Home.Team, scene.Home.Ann), DigestSection.LedTo).Should().Be("a team said what it did for them");
        Lines(declines.Team, declines.Lead).Should().BeEmpty("nothing came of it yet");

        var form = await scene.Home.Open(scene.Home.Ann, scene.Number, "Fix it …");
        await scene.Home.Ann.Press(form, "Keep this version", ("Story", "A scale that does not zero itself is zeroed"));
        await product.Bot.Idle();
        Of(Lines(declines.Team, declines.Lead), DigestSection.LedTo).Should()
            .StartWith("it was changed since your team tried it or said no");
        Lines(scene.Home.Team, scene.Home.Bob).Should().BeEmpty("he did neither");
    }

    [StoreFact]
    public async Task The_link_rate_counts_errors_that_ended_and_cite_a_success()
    {
        var scene = await PatternScene.Set(product);
        var number = await scene.Keep(scene.Ann, "Pumps are primed with the small can");
        await scene.Validate(number);
        var ended = new List<Filed>();
        foreach (var what in new[] { "A pump ran dry", "A valve was left open", "A hose burst at the clamp" })
        {
            ended.Add(await scene.Ann.Report(what));
        }

        Rate(scene.Team).Should().Be((0, 0), "none has ended");
        foreach (var each in ended)
        {
            await product.Bot.Change(
                "UPDATE errors SET state = 'Resolved', state_since = @at WHERE id = @id",
                TimeProvider.System.GetUtcNow().AddMinutes(-1).ToUnixTimeMilliseconds(), each.Number);
        }

        Rate(scene.Team).Should().Be((0, 3));
        await product.Bot.Change(
            "UPDATE patterns SET origin_kind = 'error', origin = @error WHERE id = @id", ended[0].Number, number);
        Rate(scene.Team).Should().Be((1, 3));
        Of(Lines(scene.Team, reader: null), DigestSection.Success).Should().EndWith("1 of 3 cite a success");
        await product.Bot.Change("UPDATE errors SET restricted = TRUE WHERE id = @id", ended[0].Number);
        Rate(scene.Team).Should().Be((0, 2), "what is restricted is not counted where a team reads");
    }

    [StoreFact]
    public async Task An_unusually_good_week_is_asked_about_in_private_where_the_team_has_figures()
    {
        var scene = await PatternScene.Set(product);
        var team = IdOf(scene.Team).Value;
        var first = await scene.Ann.Report("A carton was taped on the wrong side");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        await product.Bot.Change(
            "UPDATE errors SET created_at = @at, occurred_at = NULL WHERE id = @id",
            new DateTimeOffset(monday.AddDays(-140).ToDateTime(new(12, 0)), TimeSpan.Zero).ToUnixTimeMilliseconds(), first.Number);
        for (var week = 1; week <= 12; week++)
        {
            await product.Bot.Change(
                "INSERT INTO category_days (team, category, day, occurrences) VALUES (@team, 'label-mixed-up', @day, @number)",
                team, $"{monday.AddDays((-7 * week) + 2):yyyy-MM-dd}", 30 + (week % 3));
        }

        Asked(scene.Lea).Should().BeNull("the week was as usual");
        await product.Bot.Change(
            "UPDATE category_days SET occurrences = 2 WHERE team = @team AND day = @day", team, $"{monday.AddDays(-5):yyyy-MM-dd}");

        var asked = Asked(scene.Lea)!;
        asked.Words.Should().StartWith("2 in the week of").And.Contain("What was done otherwise?");
        asked.Title.Should().NotBeNullOrEmpty();
        asked.Words.Length.Should().BeLessThanOrEqualTo(140, "the digest cuts what is longer");
        Asked(scene.Bob).Should().BeNull("those who lead are asked");
        Lines(scene.Team, reader: null).Should().NotContain(line => line.Words.Contains("done otherwise"), "a channel is not asked");

        DigestLine? Asked(Person reader) => Lines(scene.Team, reader).SingleOrDefault(line => line.Words.Contains("done otherwise"));
    }

    private (int Cited, int Ended) Rate(Team team)
    {
        using var scope = product.Bot.Services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<CitedPatterns>().Before(IdOf(team), TimeProvider.System.GetUtcNow());
    }

    private static string? Of(IEnumerable<DigestLine> lines, DigestSection section) =>
        lines.FirstOrDefault(line => line.Section == section)?.Words;

    /// <param name="weeksAhead">How many weeks after this one the digest is made.</param>
    private List<DigestLine> Lines(Team team, Person? reader, int weeksAhead = 0)
    {
        using var scope = product.Bot.Services.CreateScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<Actor>().ActAsBot(TimeProvider.System.GetUtcNow());
        var to = TimeProvider.System.GetUtcNow().AddDays(1 + (7 * weeksAhead));
        var query = new DigestQuery(services.GetRequiredService<Teams>().Find(IdOf(team))!, to.AddDays(-7), to)
        {
            Reader = reader is null ? null : PrincipalOf(services, reader),
        };
        return [.. PatternDigest.Of(services, query).Lines];
    }

    private TeamId IdOf(Team team) => new(product.Bot.Number("SELECT id FROM teams WHERE name = @name", team.Name));

    private Principal PrincipalOf(IServiceProvider services, Person person) => services.GetRequiredService<PrincipalReader>().Of(
        services.GetRequiredService<KnownPeople>().Find(
            new PersonId(product.Bot.Number("SELECT id FROM people WHERE name = @name", person.Name)))!);
}
