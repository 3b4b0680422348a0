using System.Text;
using FluentAssertions;
using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Testing;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Connector;

/// <summary>The client and the sender against a second reading of the protocol, over real connections.</summary>
public sealed class OverTheWireTests : IAsyncLifetime, IDisposable
{
    private readonly SocketsHttpHandler _handler = new ConnectorOptions().CreateHandler();
    private readonly ConnectorClient _client;
    private FakeTeams _teams = null!;
    private Person _ann = null!;
    private Team _team = null!;

    public OverTheWireTests() => _client = new(_handler, new() { Timeout = TimeSpan.FromSeconds(2) }, TimeProvider.System);

    private string Url => _teams.ServiceUrl;

    private string Channel => _team.Channels[1].Id;

    public async Task InitializeAsync()
    {
        _teams = await FakeTeams.StartAsync();
        _ann = _teams.AddPerson("Ann Example");
        _team = _teams.AddTeam("Nightshift", "Triage").Add(_ann, _teams.AddPerson("Bob Example"));
        foreach (var channel in _team.Channels) channel.BotIsIn = true;
        _ann.PersonalChat.BotIsIn = true;
    }

    public async Task DisposeAsync() => await _teams.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    [Fact]
    public async Task A_post_a_line_in_its_thread_an_edit_and_a_deletion()
    {
        var post = await _client.Send(Url, Channel, Message("post"), default);
        var line = await _client.Send(Url, $"{Channel};messageid={post.Value.ActivityId}", Message("line"), default);
        var edit = await _client.Update(Url, Channel, post.Value.ActivityId!, Message("newer"), default);
        var deletion = await _client.Delete(Url, Channel, line.Value.ActivityId!, default);

        new[] { post, line, edit, deletion }.Should().OnlyContain(outcome => outcome.Succeeded);
        _team.Channels[1].Posts.Select(seen => (seen.Text, seen.Root, seen.Deleted)).Should().Equal(
            ("newer", post.Value.ActivityId, false), ("line", post.Value.ActivityId, true));
        (await _client.Update(Url, Channel, "1", Message("x"), default)).Failure!.Kind.Should().Be(FailureKind.ActivityGone);
        _teams.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task A_private_message_is_seen_replaced_and_deleted_by_its_rules()
    {
        var sent = await _client.SendPrivately(Url, Channel, _ann.Mri, Message("only you"), default);
        var edit = await _client.UpdatePrivately(Url, Channel, sent.Value.ActivityId!, Message("still only you"), default);
        var post = _team.Channels[1].Posts.Single();
        var deletion = await _client.DeletePrivately(Url, Channel, sent.Value.ActivityId!, default);

        edit.Failure.Should().BeNull();
        deletion.Failure.Should().BeNull();
        (post.Text, post.OnlyFor).Should().Be(("still only you", _ann));
        _teams.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task The_roster_the_team_and_its_channels()
    {
        (await _client.AllMembers(Url, Channel, default)).Value!.Select(member => member.ObjectId)
            .Should().BeEquivalentTo(_team.Members.Select(person => person.ObjectId));
        foreach (var id in new[] { _ann.Mri, _ann.ObjectId, _ann.Upn })
        {
            (await _client.Member(Url, Channel, id, default)).Value!.Id.Should().Be(_ann.Mri);
        }
        (await _client.Member(Url, Channel, "29:nobody", default)).Failure!.Kind.Should().Be(FailureKind.NotFound);
        (await _client.Team(Url, _team.Id, default)).Value!.AadGroupId.Should().Be(_team.AadGroupId);
        (await _client.Channels(Url, _team.Id, default)).Value!.Select(channel => channel.Name).Should().Equal(null, "Triage");
    }

    [Fact]
    public async Task A_personal_chat_by_either_id_and_a_thread()
    {
        (await _client.CreatePersonal(Url, _teams.TenantId, _ann.Mri, default)).Value.Should().Be(_ann.PersonalChat.Id);
        (await _client.CreatePersonal(Url, _teams.TenantId, _ann.ObjectId, default)).Value.Should().Be(_ann.PersonalChat.Id);
        var thread = await _client.CreateThread(Url, _teams.TenantId, Channel, Message("root"), default);

        thread.Value!.Conversation.Should().Be($"{Channel};messageid={thread.Value.ActivityId}");
        _team.Channels[1].Posts.Single().Text.Should().Be("root");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_is_cut_is_a_failure_that_passes(bool before)
    {
        _teams.Faults.Add(before ? new Fault.CutBefore() : new Fault.CutAfter()).Times(1);

        var sent = await _client.Send(Url, Channel, Message("post"), default);

        sent.Failure!.Kind.Should().Be(FailureKind.Transient);
        _team.Channels[1].Posts.Should().HaveCount(before ? 0 : 1);
    }

    [Fact]
    public async Task A_channel_that_hangs_is_given_up_on()
    {
        _teams.Faults.Add(new Fault.Hang()).Times(1);

        (await _client.Send(Url, Channel, Message("post"), default)).Failure!.Code.Should().Be("Timeout");
    }

    [Fact]
    public async Task The_sender_keeps_the_limits_and_the_order_through_passing_faults()
    {
        (_teams.Limits.Mode, _teams.Limits.Tolerance) = (LimitMode.Watch, TimeSpan.FromMilliseconds(100));
        _teams.Faults.AddRandom(3, 0.15, Fault.Precondition, Fault.BadGateway, Fault.Throttled(TimeSpan.FromSeconds(1)),
            new Fault.CutBefore());
        var store = new MemoryOutboxStore(TimeProvider.System);
        using var services = new ServiceCollection().BuildServiceProvider();
        await using var sender = new OutboxSender(_client, store, _ => null, services.GetRequiredService<IServiceScopeFactory>(),
            new() { FirstPause = TimeSpan.FromMilliseconds(50) }, TimeProvider.System, NullLogger<OutboxSender>.Instance);
        await sender.StartAsync(default);

        var texts = Enumerable.Range(0, 12).Select(i => $"{i}").ToList();
        store.Commit(texts.SelectMany(text => new[] { _ann.PersonalChat.Id, Channel }.Select(to =>
            new OutboxRow(OutboxKind.Say, new(Url, to, _teams.TenantId)) { Body = Message(text) })));

        (await sender.WhenIdle(TimeSpan.FromSeconds(60))).Should().BeTrue();
        store.Parked.Should().BeEmpty();
        _ann.PersonalChat.Posts.Select(post => post.Text).Should().Equal(texts);
        _team.Channels[1].Posts.Select(post => post.Text).Should().Equal(texts);
        _teams.Limits.Violations.Should().BeEmpty();
        await sender.StopAsync(default);
    }

    private static byte[] Message(string text) => Encoding.UTF8.GetBytes($$"""{"type":"message","text":"{{text}}"}""");
}
