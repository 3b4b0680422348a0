using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Errors;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.DependencyInjection;
using Person = Improvement.Bot.Tests.Channel.Person;
using Team = Improvement.Bot.Tests.Channel.Team;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>A team with a history of reports, whose clock is moved from week to week.</summary>
/// <param name="Monday">The Monday of the present week, UTC, which is the team's time zone.</param>
internal sealed record AlarmStory(Product Product, Person Member, Person Lead, Team Team, Chat Channel, TeamId Id, DateTimeOffset Monday)
{
    public static async Task<AlarmStory> Begin(Product product)
    {
        var (member, lead) = (product.Somebody(), product.Somebody("Lea"));
        var team = await product.TeamOf(lead, member);
        await lead.Ask("/help", "report-error");
        var id = new TeamId(product.Bot.Number("SELECT id FROM teams WHERE name = @name", team.Name));
        var today = DateOnly.FromDateTime(product.Bot.Services.GetRequiredService<Clock>().UtcNow.UtcDateTime);
        return new(product, member, lead, team, member.Open(team.Triage()), id, new(CalendarWeek.MondayOf(today), default, TimeSpan.Zero));
    }

    /// <summary>So many reports of a kind in each of some weeks; week 0 is the present one.</summary>
    public Task Reports(string category, int from, int weeks, int each, bool restricted = false, string kind = ActorKind.Person) =>
        Product.Bot.Commit(services =>
        {
            for (var report = 0; report < weeks * each; report++)
            {
                var at = Monday.AddDays(7 * (from + report / each)).AddHours(1 + 163.0 * (report % each) / each);
                Add(services, category, at, restricted, kind);
            }
        });

    /// <summary>One report; gives its number.</summary>
    public long Add(IServiceProvider services, string category, DateTimeOffset at, bool restricted = false, string kind = ActorKind.Person)
    {
        var session = services.GetRequiredService<Session>();
        var reporter = session.Statements.Number($"SELECT id FROM people WHERE aad_object_id = {Member.ObjectId}")!.Value;
        var number = new NewError("A form was lost", "A form was lost", new(reporter), kind, Id, at, DateOnly.FromDateTime(at.UtcDateTime))
        {
            Category = category, Restricted = restricted,
        }.AddTo(session.Statements);
        Happened(services, number, kind is NewError.Imported ? "imported" : "filed");
        return number;
    }

    /// <summary>Notes that something happened to an error.</summary>
    public void Happened(IServiceProvider services, long number, string what, string? data = null) =>
        services.GetRequiredService<RecordEvents>().Append(ErrorKind.Reference(number, Id), what, data: data);

    /// <summary>Runs the job as of so many weeks, days and hours after the beginning of the present week.</summary>
    public async Task RunIn(int weeks, int days = 0, int hours = 2)
    {
        await Run(Monday.AddDays((7 * weeks) + days).AddHours(hours));
        await Product.Bot.Idle();
    }

    /// <summary>One run, in a scope of its own, as the scheduler does it.</summary>
    public async Task Run(DateTimeOffset at)
    {
        await using var scope = Product.Bot.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().ActAsBot(at);
        var job = scope.ServiceProvider.GetServices<ScheduledJob>().Single(each => each.Name == AlarmWatch.Job);
        await job.Run(scope.ServiceProvider, new(scope.ServiceProvider, new(job.Name, "", at), at), CancellationToken.None);
    }

    /// <summary>How many alarms its team had.</summary>
    public long Alarms() => Product.Bot.Number("SELECT COUNT(*) FROM alarms WHERE team = @team", Id.Value);

    /// <summary>The label of its newest alarm.</summary>
    public string Label() => $"ALM-{Product.Bot.Number("SELECT MAX(id) FROM alarms WHERE team = @team", Id.Value)}";

    /// <summary>The cards of alarms in a conversation.</summary>
    public static IEnumerable<SeenMessage> CardsIn(Chat chat) =>
        chat.Messages.Where(m => m.FromBot && m.Cards.Count == 1 && m.Shows("More than usual") && m.Card.Buttons.Contains("Show them"));
}
