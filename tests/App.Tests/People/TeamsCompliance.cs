using FluentAssertions;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.People;

/// <summary>What every engine must do for teams and rosters.</summary>
public abstract class TeamsCompliance : PeopleScopeCompliance
{
    private static readonly ObservedTeam Support =
        new("19:support@thread.tacv2", "0AAAAAAA-0000-0000-0000-000000000001", "home", "Support", "https://channel.example/");

    private protected TeamsCompliance(StorageEngine engine)
        : base(engine, teams: DefaultTeam)
    {
    }

    [StoreFact]
    public async Task Both_events_of_an_installation_make_one_team_in_either_order()
    {
        var ada = await Scope.Keep("Ada");
        var first = await Write(t => t.Installed(Support with { AadGroupId = null, Name = null }, "19:triage@thread.tacv2", null));
        var second = await Write(t => t.Installed(Support, "19:support@thread.tacv2", ada.Id));

        second.Should().Be(first);
        var team = Read(t => t.Find(first))!;
        team.Name.Should().Be("Support");
        team.AadGroupId.Should().Be(Support.AadGroupId!.ToLowerInvariant());
        team.TriageConversation.Should().Be("19:triage@thread.tacv2", "the first event decided");
        team.InstalledBy.Should().Be(ada.Id);
        team.InstalledAt.Should().Be(PeopleScope.Now);
        Events(first).Should().Equal("installed");
    }

    [StoreFact]
    public async Task A_removed_team_is_in_no_list_and_begins_anew_when_it_returns()
    {
        var ada = await Scope.Keep("Ada");
        var team = await Write(t => t.Installed(Support, "19:old@thread.tacv2", null));
        await Write(t => { t.Joined(team, ada.Id); return true; });

        await Write(t => { t.Removed(team, ada.Id); return true; });
        Read(t => t.Of(ada.Id)).Should().BeEmpty();
        Read(t => t.All()).Should().BeEmpty();

        await Write(t => t.Installed(Support, "19:new@thread.tacv2", ada.Id));
        Read(t => t.Of(ada.Id)).Single().TriageConversation.Should().Be("19:new@thread.tacv2");
        Events(team).Should().Equal("installed", "removed", "installed");
    }

    [StoreFact]
    public async Task A_renamed_team_has_its_new_name()
    {
        var team = await Write(t => t.Installed(Support, "c", null));

        await Write(t => t.Keep(Support with { Name = "Customer care", AadGroupId = null }));

        Read(t => t.Find(team))!.Name.Should().Be("Customer care");
    }

    [StoreFact]
    public async Task The_roster_becomes_what_the_channel_says()
    {
        var (ada, bob, eve) = (await Scope.Keep("Ada"), await Scope.Keep("Bob"), await Scope.Keep("Eve"));
        var team = await Write(t => t.Installed(Support, "c", null));
        await Write(t => { t.ReplaceRoster(team, new Dictionary<PersonId, bool> { [ada.Id] = false, [bob.Id] = false }); return true; });

        await Write(t => { t.ReplaceRoster(team, new Dictionary<PersonId, bool> { [ada.Id] = true, [eve.Id] = false }); return true; });

        Read(t => t.Members(team)).Should().BeEquivalentTo(new Dictionary<PersonId, bool> { [ada.Id] = true, [eve.Id] = false });
        Read(t => t.Of(bob.Id)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Who_comes_back_to_a_team_is_in_it()
    {
        var ada = await Scope.Keep("Ada");
        var team = await Write(t => t.Installed(Support, "c", null));

        await Write(t => { t.Joined(team, ada.Id); t.Left(team, ada.Id); t.Joined(team, ada.Id); return true; });

        Read(t => t.Of(ada.Id)).Should().ContainSingle();
    }

    [StoreFact]
    public async Task The_default_team_is_the_one_of_the_settings_while_the_bot_is_in_it()
    {
        Read(t => t.Default()).Should().BeNull();
        var team = await Write(t => t.Installed(Support, "c", null));
        Read(t => t.Default())!.Id.Should().Be(team);
        await Write(t => { t.Removed(team, null); return true; });
        Read(t => t.Default()).Should().BeNull();
    }

    [StoreFact]
    public void A_team_has_its_own_day()
    {
        var late = new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.Zero);

        Team.LocalDate(late, "Europe/Berlin").Should().Be(new DateOnly(2026, 3, 2));
        Team.LocalDate(late, null).Should().Be(new DateOnly(2026, 3, 1));
        Team.LocalDate(late, "Nowhere/At-all").Should().Be(new DateOnly(2026, 3, 1));
    }

    internal static void DefaultTeam(TeamsSettings settings) => settings.DefaultTeam = Support.AadGroupId!;

    private Task<T> Write<T>(Func<Teams, T> write) => Scope.Write(s => write(s.GetRequiredService<Teams>()));

    private T Read<T>(Func<Teams, T> read) => Scope.Read(s => read(s.GetRequiredService<Teams>()));

    private IEnumerable<string> Events(TeamId team) =>
        Scope.Read(s => s.GetRequiredService<RecordEvents>().Of(Teams.RecordKind, team.Value)).Select(e => e.What);
}
