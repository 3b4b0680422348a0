using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// The administrators see in the chat how far the personal digests are: in the middle, after the process was killed, and at the end.
/// </summary>
public abstract class FanOutTests
{
    [Collection("whole bot")]
    public sealed class OnSqlite : FanOutTests
    {
        private protected override StorageEngine Engine => StorageEngine.Sqlite;
    }

    [OnPostgres]
    [Collection("whole bot")]
    public sealed class OnPostgreSql : FanOutTests
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    // The administrator is in no team and reads how the bot does.
    private const int Members = 6, Throttled = 2, Messages = Members + 1;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1), LongEnough = TimeSpan.FromSeconds(2);

    private protected abstract StorageEngine Engine { get; }

    [StoreFact]
    public async Task What_is_sent_waits_and_is_set_aside_is_told_in_the_middle_after_a_kill_and_at_the_end()
    {
        Person? administrator = null;
        await using var bot = await BotFixture.StartAsync(Engine, teams =>
        [
            new("Backup:Schedule", ""), new("Backup:Trial", ""), new("Teams:Limits:Enabled", "true"),
            new("Roles:Administrators:0", (administrator = teams.AddPerson("Ada Admin")).ObjectId),
        ]);
        var team = await bot.AddTeamWith("Group", Members);
        bot.Teams.Allow(administrator!.PersonalChat);
        await administrator.Ask("/help", "report-error");
        (await team.Members[0].Ask("/outbox", "administrators")).Cards.Should().BeEmpty();
        await bot.Teams.Quiet();
        await bot.Bot.Kill();
        using var database = Database.Open(bot.Storage, TimeProvider.System, NullLogger<Database>.Instance);
        await database.Settle(DueDigests.Make, CancellationToken.None);
        var (blocked, throttled) = (team.Members[0], team.Members.Skip(1).Take(Throttled).ToList());
        bot.Teams.Faults.Add(Fault.BlockedByUser).On(ConnectorRoute.Send).In(blocked.PersonalChat);
        foreach (var person in throttled)
        {
            bot.Teams.Faults.Add(Fault.Throttled(LongEnough)).On(ConnectorRoute.Send).In(person.PersonalChat);
        }

        const int sent = Messages - Throttled - 1;
        await bot.Bot.Start();
        await Until(database, $"{Messages} {sent} {Throttled} 1");
        var seen = await administrator.Ask("/outbox", $"{Messages} messages: {sent} sent, {Throttled} waiting, 1 set aside.");
        seen.Shows("At 48 messages a second").Should().BeTrue();
        seen.Shows(blocked.Name).Should().BeTrue();
        seen.Shows("1 person, 0 channels and group chats").Should().BeTrue();

        await bot.Restart();
        await administrator.Ask("/outbox", $"{Messages} messages: {sent} sent, {Throttled} waiting, 1 set aside.");
        bot.Teams.Faults.Clear();
        await Until(database, $"{Messages} {Messages - 1} 0 1");
        (await administrator.Press(seen.Card, "Look again")).Card!
            .Shows($"{Messages} messages: {Messages - 1} sent, 0 waiting, 1 set aside.").Should().BeTrue();

        await blocked.Ask("/help", "report-error");
        await Until(database, $"{Messages} {Messages} 0 0");
        foreach (var person in team.Members)
        {
            person.PersonalChat.Posts.Count(post => post.ByBot && post.Body.ToJsonString().Contains("Your week"))
                .Should().Be(1, person.Name);
        }

        (await administrator.Chat.See("Your week")).Shows("never restored on trial").Should().BeTrue();
    }

    private static async Task Until(Database database, string progress)
    {
        for (var since = TimeProvider.System.GetTimestamp(); Progress(database) is var now && now != progress;)
        {
            TimeProvider.System.GetElapsedTime(since).Should().BeLessThan(Patience, $"it is {now}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static string Progress(Database database)
    {
        using var session = database.OpenSession();
        var newest = FanOutRows.Newest(session.Statements, TimeProvider.System.GetUtcNow(), 5);
        return newest is [var only] ? $"{only.Planned} {only.Sent} {only.Waiting} {only.Aside}" : $"{newest.Count} fan-outs";
    }
}
