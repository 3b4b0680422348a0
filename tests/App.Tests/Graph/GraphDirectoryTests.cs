using FluentAssertions;
using Improvement.Bot.Graph;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Graph;

/// <summary>What Graph is asked, and what is made of its answers.</summary>
public sealed class GraphDirectoryTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Now);
    private FakeTeams _teams = null!;
    private FakeGraph _graph = null!;
    private GraphDirectory _directory = null!;
    private Team _team = null!;
    private Person _lea = null!;

    private DirectoryClient Client => _directory.Client;

    public async Task InitializeAsync()
    {
        _teams = await FakeTeams.StartAsync();
        _graph = await FakeGraph.StartAsync(_teams);
        _directory = new(new(new(_graph.Address), "", null, chain => chain), _time);
        _lea = _teams.AddPerson("Lea Lead");
        _team = _teams.AddTeam("Nightshift");
        _graph.SetOwners(_team, _lea);
    }

    public void Dispose() => _directory.Dispose();

    public async Task DisposeAsync()
    {
        await _graph.DisposeAsync();
        await _teams.DisposeAsync();
    }

    [Fact]
    public async Task All_pages_of_a_group_are_read()
    {
        Person[] all = [.. Enumerable.Range(0, 7).Select(i => _teams.AddPerson($"Person {(char)('A' + i)}"))];
        _graph.SetMembers(_team, [.. all, _teams.AddPerson("Gus Guest", "guest")]);
        (_graph.PageSize, var ct) = (3, CancellationToken.None);

        var answer = await Client.Members(_team.AadGroupId, ct);

        answer.Failure.Should().BeNull();
        answer.Value.Select(each => each.Id).Should().StartWith(all.Select(person => person.ObjectId)).And.HaveCount(8);
        answer.Value[0].Should().Be(new DirectoryPerson(all[0].ObjectId, all[0].Name, all[0].GivenName, all[0].Upn, IsMember: true));
        answer.Value[^1].IsMember.Should().BeFalse("a guest is no member of the organisation");
        _graph.Requests.Should().HaveCount(3).And.OnlyContain(request => request.Authorization == null);
        Uri.UnescapeDataString(_graph.Requests.First().Path).Should()
            .Contain("$select=id,displayName,givenName,mail,userType").And.Contain("$top=999");
    }

    [Fact]
    public async Task Pages_elsewhere_are_not_followed()
    {
        await using var thief = await FakeGraph.StartAsync(_teams);
        (_graph.PageSize, _graph.NextPagesAt) = (1, thief.Address);
        _graph.SetOwners(_team, _lea, _teams.AddPerson("Olga Owner"));

        (await Client.Owners(_team.AadGroupId, default)).Failure!.Kind.Should().Be(DirectoryFailureKind.Silent);
        thief.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Mon, 02 Mar 2026 09:30:20 GMT", 20)]
    [InlineData("86400", 3600)]
    [InlineData("soon", 30)]
    public async Task After_429_nothing_is_sent_until_it_says_so(string retryAfter, int seconds)
    {
        _graph.Throttling = (retryAfter, 1);

        var throttled = await Client.Owners(_team.AadGroupId, default);
        _time.Advance(TimeSpan.FromSeconds(seconds - 1));
        var waiting = await Client.AutomaticReply(_lea.ObjectId, default);

        throttled.Failure!.Kind.Should().Be(DirectoryFailureKind.Throttled);
        throttled.Failure.RetryAfter.Should().Be(TimeSpan.FromSeconds(seconds));
        waiting.Failure!.RetryAfter.Should().Be(TimeSpan.FromSeconds(1));
        _graph.Requests.Should().ContainSingle("the library does not ask again by itself either");
        _time.Advance(TimeSpan.FromSeconds(1));
        (await Client.Owners(_team.AadGroupId, default)).Value.Should().ContainSingle();
    }

    [Fact]
    public async Task A_permission_that_was_not_consented_is_refused_with_its_code()
    {
        _graph.Consented.Clear();

        var answer = await Client.AutomaticReply(_lea.ObjectId, default);

        answer.Failure.Should().Be(new DirectoryFailure(DirectoryFailureKind.Refused, "403 Authorization_RequestDenied"));
        (await Client.Owners(_team.AadGroupId, default)).Failure!.Kind.Should().Be(DirectoryFailureKind.Refused);
    }

    [Fact]
    public async Task Who_has_no_mailbox_or_no_group_is_missing() =>
        (await Client.AutomaticReply(_lea.ObjectId, default)).Failure!.Kind.Should().Be(DirectoryFailureKind.Missing);

    [Fact]
    public async Task An_answer_that_never_comes_is_waited_for_as_long_as_the_caller_wants()
    {
        _graph.IsSilent = true;
        using var enough = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var answer = await Client.Owners(_team.AadGroupId, enough.Token).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);

        answer.Failure.Should().Be(new DirectoryFailure(DirectoryFailureKind.Silent, "no answer in time"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("<html>Sign in</html>")]
    [InlineData("""{"value":[{"@odata.type":"#microsoft.graph.group","id":"x"},{"id":null}]}""")]
    [InlineData("""{"value":null}""")]
    public async Task An_answer_that_is_none_names_nobody_and_throws_nothing(string nonsense)
    {
        _graph.Nonsense = nonsense;

        var answer = await Client.Owners(_team.AadGroupId, default);

        (answer.Value ?? []).Should().BeEmpty();
        (await Client.AutomaticReply(_lea.ObjectId, default)).Should().Match<DirectoryAnswer<AutomaticReply>>(
            reply => reply.Failure != null || reply.Value == AutomaticReply.Off);
    }

    [Fact]
    public async Task Automatic_replies_are_off_on_or_scheduled()
    {
        _graph.SetReplies(_lea, "disabled");
        (await Client.AutomaticReply(_lea.ObjectId, default)).Value.Should().Be(AutomaticReply.Off);
        _graph.SetReplies(_lea, "alwaysEnabled");
        (await Client.AutomaticReply(_lea.ObjectId, default)).Value.Should().Be(new AutomaticReply(true));
        _graph.SetReplies(_lea, "scheduled", Now, Now.AddDays(3));
        (await Client.AutomaticReply(_lea.ObjectId, default)).Value.Should().Be(new AutomaticReply(true, Now, Now.AddDays(3)));
        _graph.SetReplies(_lea, "somethingNew");
        (await Client.AutomaticReply(_lea.ObjectId, default)).Value.Should().Be(AutomaticReply.Off);
    }
}
