using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.Jobs;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Alarms on categories in the running bot, whose clock is moved from week to week.</summary>
public abstract class AlarmsTests(Product product)
{
    public sealed class OnSqlite(Product product) : AlarmsTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : AlarmsTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task A_rise_is_told_once_in_the_channel_and_to_the_lead_with_what_was_usual_and_what_came()
    {
        var story = await Risen();

        foreach (var chat in new[] { story.Channel, story.Lead.Chat })
        {
            var card = AlarmStory.CardsIn(chat).Should().ContainSingle().Subject.Card;
            card.Shows("More than usual: Something was left out").Should().BeTrue(card.ToString());
            card.Shows("Usually 12 in four weeks; ").Should().BeTrue(card.ToString());
            card.Shows("About one alarm a year for this team is false").Should().BeTrue(card.ToString());
        }

        await story.RunIn(3, hours: 5);
        await story.RunIn(4);
        story.Alarms().Should().Be(1);
        story.Member.Chat.Messages.Where(m => m.FromBot && m.Shows("More than usual")).Should().BeEmpty("they lead nothing");
        product.Failures.Should().BeEmpty();
        product.Bot.Services.GetServices<ScheduledJob>()
            .Should().Contain(job => job.Name == AlarmWatch.Job && job.Cron!.Text == "17 * * * *");
    }

    [StoreFact]
    public async Task Show_them_lists_the_reports_of_the_kind_as_what_came_may_be_accounts_on_an_older_one()
    {
        var story = await Risen();
        var card = AlarmStory.CardsIn(story.Lead.Chat).Single().Card;

        var found = (await story.Lead.Chat.Ask(() => story.Lead.Press(card, "Show them"), "category:omitted")).Card;
        found.Shows("A form was lost").Should().BeTrue(found.ToString());
        found.Shows("since:").Should().BeFalse(found.ToString());
    }

    [StoreFact]
    public async Task Known_is_for_leads_stands_on_every_copy_and_can_be_taken_back()
    {
        var story = await Risen();
        var shared = AlarmStory.CardsIn(story.Channel).Single();
        await story.Channel.Press(shared.Card, "Known: not again for four weeks");
        await product.Bot.Idle();
        Number(story, "known_until IS NOT NULL").Should().Be(0, "a member leads nothing");

        var own = AlarmStory.CardsIn(story.Lead.Chat).Single().Card;
        await story.Lead.Press(own, "Known: not again for four weeks");
        await story.Lead.Press(own, "Known: not again for four weeks");
        await product.Bot.Idle();
        await story.Channel.See(m => m.Shows("Known until") && m.Shows(story.Lead.Name) && m.Card.Buttons.Contains("Tell it again"));
        Events(story).Should().Equal("raised", "refused", "known");

        var known = (await story.Lead.Chat.See(m => m.Cards.Count == 1 && m.Card.Buttons.Contains("Tell it again"))).Card;
        await story.Lead.Press(known, "Good to know");
        await story.Lead.Press(known, "Tell it again");
        await product.Bot.Idle();
        Number(story, "known_until IS NULL AND useful_by IS NOT NULL").Should().Be(1);
        await story.Channel.See(m => m.Cards.Count == 1 && m.Shows("good to know") && !m.Card.Buttons.Contains("Tell it again"));
    }

    [StoreFact]
    public async Task What_is_known_is_not_told_within_four_weeks_and_told_again_later_while_it_holds()
    {
        var story = await Risen();
        await story.Reports("omitted", 4, 30, 14);
        var first = Number(story, "TRUE");
        for (var week = 5; week <= 9; week++) await story.RunIn(week);
        story.Alarms().Should().Be(first, "a category is silent for eight weeks");
        await Change(story, "known_until", story.Monday.AddDays(7 * 13 + 1));

        for (var week = 10; week <= 13; week++) await story.RunIn(week);
        story.Alarms().Should().Be(first, "it is known");
        await story.RunIn(14);
        story.Alarms().Should().Be(first + 1);
    }

    [StoreFact]
    public async Task The_nth_report_in_thirty_days_of_a_rare_category_is_told_within_the_hour()
    {
        var story = await AlarmStory.Begin(product);
        await story.Reports("omitted", -40, 40, 3);
        await story.Reports("unsafe", -30, 1, 1);
        await story.RunIn(0);
        var hour = 3;
        while (story.Alarms() is 0 && hour < 20)
        {
            await product.Bot.Commit(services => story.Add(services, "unsafe", story.Monday.AddHours(hour)));
            await story.RunIn(0, hours: ++hour);
        }

        (hour - 3).Should().BeInRange(2, 5, "of one a year three or four in a month are told");
        var card = AlarmStory.CardsIn(story.Channel).Should().ContainSingle().Subject.Card;
        card.Shows($"{hour - 3} in the last 30").Should().BeTrue(card.ToString());
        await product.Bot.Commit(services => story.Add(services, "unsafe", story.Monday.AddHours(hour)));
        await story.RunIn(0, hours: hour + 1);
        story.Alarms().Should().Be(1, "the thirty days start anew");
    }

    [StoreFact]
    public async Task Restricted_errors_raise_nothing_and_are_counted_nowhere_until_they_are_shown()
    {
        var story = await AlarmStory.Begin(product);
        await story.Reports("omitted", -30, 30, 3);
        await story.Reports("omitted", 0, 2, 3);
        await story.Reports("omitted", 0, 2, 40, restricted: true);
        await story.RunIn(1);
        await story.RunIn(2);
        story.Alarms().Should().Be(0);
        Days(story, "omitted").Should().Be(32 * 3);

        await product.Bot.Commit(services =>
        {
            var session = services.GetRequiredService<Session>();
            session.Statements.Execute($"UPDATE errors SET restricted = {false} WHERE team = {story.Id.Value}");
            for (var number = Last(session); number > Last(session) - 80; number--) story.Happened(services, number, "edited");
        });
        await story.RunIn(3);
        Days(story, "omitted").Should().Be((32 * 3) + 80);
        AlarmStory.CardsIn(story.Channel).Should().ContainSingle();
    }

    [StoreFact]
    public async Task An_import_raises_no_alarm_for_the_past()
    {
        var story = await AlarmStory.Begin(product);
        await story.Reports("omitted", -40, 30, 3, kind: NewError.Imported);
        await story.Reports("omitted", -20, 3, 40, kind: NewError.Imported);
        await story.Reports("omitted", -10, 10, 3, kind: NewError.Imported);
        await story.Reports("unsafe", -1, 1, 6, kind: NewError.Imported);
        await story.RunIn(0);
        await story.RunIn(1);

        story.Alarms().Should().Be(0);
        Number(story, "TRUE", "watched_teams").Should().Be(1);
    }

    [StoreFact]
    public async Task What_came_of_an_alarm_stands_on_its_card_and_in_the_account_of_the_lead()
    {
        var story = await Risen();
        await product.Bot.Commit(services =>
        {
            var (session, number) = (services.GetRequiredService<Session>(), Last(services.GetRequiredService<Session>()));
            services.GetRequiredService<Bot.People.Actor>().ActAsBot(story.Monday.AddDays(29));
            session.Statements.Execute($"UPDATE errors SET state = 'Accepted' WHERE id = {number}");
            story.Happened(services, number, "accepted");
            session.Statements.Execute(
                $"UPDATE errors SET state = 'Closed' WHERE team = {story.Id.Value} AND state = 'Reported'");
        });
        await story.RunIn(4, days: 2);

        await story.Channel.See(m => m.Shows("Since then ERR-") && m.Shows("was accepted or is being fixed"));
        (await story.Lead.Ask("/triage", "No report waits for you.")).Shows("false ones a year are to be expected").Should().BeTrue();
        var status = await story.Lead.Ask($"/status {story.Label()}", "More than usual");
        status.Shows("in twelve months 1 came, of which 1 led to something").Should().BeTrue(status.ToString());
    }

    [StoreFact]
    public async Task Runs_at_the_same_moment_and_runs_that_are_cut_short_raise_an_alarm_once()
    {
        var story = await AlarmStory.Begin(product);
        await story.Reports("omitted", -30, 30, 3);
        await story.Reports("omitted", 0, 3, 14);
        var at = story.Monday.AddDays(21).AddHours(2);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(run => run is 1 ? CutShort(at) : story.Run(at)));
        await story.Run(at);
        await product.Bot.Idle();

        story.Alarms().Should().Be(1);
        AlarmStory.CardsIn(story.Channel).Should().ContainSingle();
        AlarmStory.CardsIn(story.Lead.Chat).Should().ContainSingle();
        Days(story, "omitted").Should().Be((30 * 3) + (3 * 14));
    }

    /// <summary>Three a week for thirty weeks, then fourteen; the first alarm is raised.</summary>
    private async Task<AlarmStory> Risen()
    {
        var story = await AlarmStory.Begin(product);
        await story.Reports("omitted", -30, 30, 3);
        await story.RunIn(0);
        story.Alarms().Should().Be(0);
        for (var week = 0; week < 4; week++)
        {
            await story.Reports("omitted", week, 1, week < 2 ? 14 : 3);
            await story.RunIn(week + 1);
            if (week is 0) story.Alarms().Should().BeLessThanOrEqualTo(1);
        }

        story.Alarms().Should().Be(1);
        await story.Lead.Chat.See("More than usual");
        return story;
    }

    private Task CutShort(DateTimeOffset at) =>
        product.Bot.Commit(services => services.GetRequiredService<OccurrenceDays>().CatchUp(at));

    private Task Change(AlarmStory story, string column, DateTimeOffset to) => product.Bot.Change(
        $"UPDATE alarms SET {column} = @to WHERE team = @team", to.ToUnixTimeMilliseconds(), story.Id.Value);

    private static long Last(Session session) => session.Statements.Number($"SELECT MAX(id) FROM errors") ?? 0;

    private long Number(AlarmStory story, string condition, string table = "alarms") =>
        product.Bot.Number($"SELECT COUNT(*) FROM {table} WHERE team = @team AND {condition}", story.Id.Value);

    private long Days(AlarmStory story, string category) => product.Bot.Number(
        "SELECT SUM(occurrences) FROM category_days WHERE team = @team AND category = @category", story.Id.Value, category);

    private IReadOnlyList<string> Events(AlarmStory story) => product.Bot.TextsOf(
        "SELECT what FROM record_events WHERE record_kind = 'alarm' AND team = @team ORDER BY id", story.Id.Value);
}
