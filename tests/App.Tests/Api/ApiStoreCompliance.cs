using FluentAssertions;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Api.Keys;
using Improvement.Bot.Api.Webhooks;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.People;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Api;

/// <summary>What every engine must do for keys, repeated requests, webhooks and leases.</summary>
public abstract class ApiStoreCompliance : PeopleScopeCompliance
{
    private static readonly DateTimeOffset Now = PeopleScope.Now;

    private protected ApiStoreCompliance(StorageEngine engine)
        : base(engine)
    {
    }

    [StoreFact]
    public async Task A_key_has_one_good_secret_and_its_agent_is_in_the_team_but_in_no_roster()
    {
        var (ada, team) = await Begin();
        var key = await Keys(ada, keys => keys.Find(keys.Create(new("Export agent", team.Value), ["errors:file", "errors:search"]))!);

        var secret = await Keys(ada, keys => keys.MakeSecret(key, 0)!);
        (await Keys(ada, keys => keys.MakeSecret(key, 0))).Should().BeNull("a doubled press makes one");

        var kept = await Keys(ada, keys => keys.Find(secret.Handle)!);
        secret.Matches(kept.SecretHash).Should().BeTrue();
        KeySecret.New(secret.Handle).Matches(kept.SecretHash).Should().BeFalse();
        secret.Matches(null).Should().BeFalse();
        kept.Scopes.Should().Equal("errors:file", "errors:search");
        Scope.PrincipalOf(kept.Owner).IsIn(team).Should().BeTrue();
        await Scope.Write(s => s.GetRequiredService<Teams>().ReplaceRoster(team, new Dictionary<PersonId, bool> { [ada.Id] = true }));
        Scope.PrincipalOf(kept.Owner).IsIn(team).Should().BeTrue("the channel's roster knows no agents");
        Scope.Read(s => s.GetRequiredService<Teams>().Members(team)).Keys.Should().Equal(ada.Id);

        (await Keys(ada, keys => (keys.Revoke(key), keys.Revoke(key)))).Should().Be((true, false));
        (await Keys(ada, keys => keys.All())).Should().BeEmpty();
        var next = await Keys(ada, keys => keys.Find(keys.Create(new("Export agent", team.Value, Days: 0), ["errors:file"]))!);
        (next.Owner.Id, next.ExpiresAt, next.Handle == key.Handle)
            .Should()
            .Be((key.Owner.Id, null, false), "the same agent with another key is the same reporter");
    }

    [StoreFact]
    public async Task A_repeated_request_is_known_until_it_is_forgotten()
    {
        var (ada, team) = await Begin();
        var key = await Keys(ada, keys => keys.Find(keys.Create(new("Agent", team.Value), ["errors:file"]))!);

        await Requests(requests => requests.Keep(key, "once", "hash", 7, Now));

        (
            await Requests(requests =>
                (requests.Find(key, "once", "hash"), requests.Find(key, "once", "other"), requests.Find(key, "never", "hash"))))
            .Should()
            .Be(((true, 7L), (false, 7L), null));
        var again = () => Requests(requests => requests.Keep(key, "once", "hash", 8, Now));
        await again.Should().NotThrowAsync("a lost race is an outcome of the commit");
        (await Requests(requests => requests.Find(key, "once", "hash")!.Value.Subject)).Should().Be(7);
        (
            await Database.Settle(writer => IdempotentRequests.Forget(writer, Now), default),
            await Database.Settle(writer => IdempotentRequests.Forget(writer, Now.AddSeconds(1)), default))
            .Should()
            .Be((0, 1));
    }

    [StoreFact]
    public async Task A_webhook_hears_of_what_happens_after_it_was_added_until_it_is_set_aside()
    {
        var (ada, team) = await Begin();
        var id = await Write(writer => WebhookRows.Add(writer, new("https://example.com/", team.Value), ["error.filed"], ada.Id, Now));
        (
            await Write(writer =>
                (
                    WebhookRows.Replace(writer, id, 0, "whsec_1", Now), WebhookRows.Replace(writer, id, 0, "whsec_2", Now),
                    WebhookRows.Replace(writer, id, 1, "whsec_3", Now.AddDays(1)))))
            .Should()
            .Be((true, false, true));
        (await Write(writer => WebhookRows.DueAt(writer, Now))).Should().BeEmpty();

        await Scope.Write(s => s.GetRequiredService<RecordEvents>().Append(new("error", 1, team), "filed"));

        var due = (await Write(writer => WebhookRows.DueAt(writer, Now))).Should().ContainSingle().Subject;
        due.SecretsAt(Now).Should().Equal("whsec_3", "whsec_1");
        due.SecretsAt(Now.AddDays(2)).Should().Equal("whsec_3");
        (await Write(writer => WebhookRows.Failed(writer, due, 1, Now.AddMinutes(1), null, "no answer"))).Should().BeTrue();
        (await Write(writer => (WebhookRows.DueAt(writer, Now).Count, WebhookRows.DueAt(writer, Now.AddMinutes(1)).Count)))
            .Should()
            .Be((0, 1));
        await Write(writer => WebhookRows.Failed(writer, due, 2, Now, Now, "gone"));
        (
            await Write(writer =>
                (
                    WebhookRows.DueAt(writer, Now.AddDays(1)).Count, WebhookRows.Resume(writer, id), WebhookRows.Resume(writer, id),
                    WebhookRows.DueAt(writer, Now).Count)))
            .Should()
            .Be((0, true, false, 1));
        (await Write(writer => (WebhookRows.Told(writer, due, due.ToldThrough + 1), WebhookRows.Told(writer, due, due.ToldThrough + 2))))
            .Should()
            .Be((true, false), "what another instance has noted is not undone");
        for (var i = 0; i < 25; i++)
        {
            await Write(writer =>
                { WebhookRows.Log(writer, id, i, new("error.filed", Now.AddSeconds(i), i % 2 is 0 ? 204 : null, null)); return true; });
        }
        (await Write(writer => WebhookRows.Attempts(writer, id, 100)))
            .Select(attempt => attempt.At)
            .Should()
            .Equal(Enumerable.Range(5, 20).Reverse().Select(i => Now.AddSeconds(i)));
        (
            await Write(writer =>
                (WebhookRows.Remove(writer, id, Now), WebhookRows.All(writer).Count, WebhookRows.Find(writer, id)!.RemovedAt)))
            .Should()
            .Be((true, 0, Now));
    }

    [StoreFact]
    public async Task One_instance_holds_a_lease_until_it_is_over_or_given_back()
    {
        var (first, second) = (
            new Lease(Database, "work", TimeSpan.FromSeconds(4), TimeProvider.System),
            new Lease(Database, "work", TimeSpan.FromSeconds(4), TimeProvider.System));

        (await first.TryHold(default), await second.TryHold(default), await first.TryHold(default)).Should().Be((true, false, true));
        (await Write(writer => writer.Number($"SELECT expires_at - {Database.Engine.Clock} FROM leases")))
            .Should()
            .BeInRange(1, 4000, "the database's clock counts");
        await Task.Delay(TimeSpan.FromSeconds(4.2), TimeProvider.System);
        (first.HoldsFor(TimeSpan.Zero), await second.TryHold(default), await first.TryHold(default)).Should().Be((false, true, false));
        await second.Release(default);
        (await first.TryHold(default)).Should().BeTrue();
    }

    private async Task<(Person Ada, TeamId Team)> Begin()
    {
        var ada = await Scope.Keep("Ada");
        return (
            ada,
            await Scope.Write(s =>
                s.GetRequiredService<Teams>().Installed(
                    new("19:t@thread.tacv2", null, "home", "Support", "https://channel.example/"), "19:t@thread.tacv2", ada.Id)));
    }

    private Task<T> Keys<T>(Person by, Func<ApiKeys, T> act) => Scope.Write(s =>
    {
        s.GetRequiredService<Actor>().ActAs(by, Now);
        return act(ActivatorUtilities.CreateInstance<ApiKeys>(s));
    });

    private Task<T> Requests<T>(Func<IdempotentRequests, T> act) =>
        Scope.Write(s => act(ActivatorUtilities.CreateInstance<IdempotentRequests>(s)));

    private Task Requests(Action<IdempotentRequests> act) => Requests(requests => { act(requests); return true; });

    private Task<T> Write<T>(Func<Statements, T> act) => Scope.Write(s => act(s.GetRequiredService<Session>().Statements));
}

public sealed class SqliteApiStoreTests() : ApiStoreCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresApiStoreTests() : ApiStoreCompliance(StorageEngine.PostgreSql);
