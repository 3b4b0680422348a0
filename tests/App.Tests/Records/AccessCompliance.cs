using System.Collections.Immutable;
using Dapper;
using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.People;
using Improvement.Bot.Tests.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Records;

/// <summary>Holds the two forms of every rule of visibility together, over all combinations of viewer and error.</summary>
public abstract class AccessCompliance : PeopleScopeCompliance
{
    private protected AccessCompliance(StorageEngine engine)
        : base(engine)
    {
    }

    [StoreFact]
    public async Task Lists_show_exactly_what_the_rules_say_about_each_record()
    {
        var scene = await Arrange();

        foreach (var viewer in scene.Viewers)
        {
            var everything = Listed(viewer, AccessLevel.Everything);
            var atLeastWitness = Listed(viewer, AccessLevel.AsWitness);
            var atLeastTitle = Listed(viewer, AccessLevel.NumberAndTitle);
            foreach (var (id, facts) in scene.Errors)
            {
                var own = facts with { IsNamed = scene.Named.Contains((id, viewer.Person)),
                    IsWitness = scene.Witnessed.Contains((id, viewer.Person)) };
                var level = ErrorKind.Access.Of(viewer, own);
                everything.Contains(id).Should().Be(level is AccessLevel.Everything, "{0} and {1}", viewer, own);
                atLeastWitness.Contains(id).Should().Be(level >= AccessLevel.AsWitness, "{0} and {1}", viewer, own);
                atLeastTitle.Contains(id).Should().Be(level is not AccessLevel.Nothing, "{0} and {1}", viewer, own);
            }
        }
    }

    [StoreFact]
    public async Task The_ranges_that_lists_are_read_from_hold_all_that_a_viewer_may_see()
    {
        var scene = await Arrange();
        var sharing =
            Scope.Read(s => s.GetRequiredService<Teams>().All()).Where(team => team.SharesSimilar).Select(team => team.Id).ToList();

        foreach (var viewer in scene.Viewers)
        {
            Listed(viewer, AccessLevel.Everything)
                .Should()
                .BeSubsetOf(InRanges(VisibleRanges.Of(ErrorKind.Definition, viewer)), "{0}", viewer);
            Listed(viewer, AccessLevel.NumberAndTitle)
                .Should()
                .BeSubsetOf(InRanges(VisibleRanges.Of(ErrorKind.Definition, viewer, sharing)), "{0}", viewer);
        }
    }

    [StoreFact]
    public async Task A_condition_joins_with_others_of_a_query()
    {
        var scene = await Arrange();
        var administrator = scene.Viewers.First(v => v.IsAdministrator);

        Scope.Read(s =>
        {
            var condition = ErrorKind.Access.Condition(administrator);
            return s.GetRequiredService<Session>().Statements.Any(
                $"SELECT e.id FROM errors e WHERE e.title = {"none is called so"} AND {condition}");
        }).Should().BeFalse();
    }

    private HashSet<long> InRanges(IReadOnlyList<VisibleRange> ranges) => Scope.Read(s =>
        new RangeMerge(
            s.GetRequiredService<Session>(), SearchedKinds.All, ranges, new(FindMark.Newest, FindMark.Oldest, ToOlder: true), 1_000)
            .Next(1_000)
            .Select(mark => mark.Number)
            .ToHashSet());

    private HashSet<long> Listed(Principal viewer, AccessLevel atLeast) => Scope.Read(s =>
    {
        var condition = ErrorKind.Access.Condition(viewer, atLeast);
        var found = new HashSet<long>();
        using var rows = s.GetRequiredService<Session>().Statements.Read($"SELECT e.id FROM errors e WHERE {condition}");
        while (rows.Read()) found.Add(rows.GetInt64(0));
        return found;
    });

    private async Task<Scene> Arrange()
    {
        var people = new List<Person>();
        for (var i = 0; i < 4; i++) people.Add(await Scope.Keep($"Person {i}"));
        var closed = await Install("closed");
        var sharing = await Install("sharing");
        await Scope.Write(s =>
            s.GetRequiredService<Session>().Connection.Execute(
                "UPDATE teams SET shares_similar = TRUE WHERE id = @sharing", new { sharing = sharing.Value }));

        var scene = new Scene();
        await Scope.Write(s => AddErrors(s.GetRequiredService<Session>(), scene, people, [null, closed, sharing]));
        ImmutableHashSet<TeamId>[] memberships = [[], [closed], [sharing], [closed, sharing]];
        ImmutableHashSet<string>[] roles = [[], [Role.Administrator], [Role.ErrorLead], [Role.IntegrationLead], [Role.PatternLead]];
        scene.Viewers.Add(Principal.Stranger);
        scene.Viewers.AddRange(
            from person in people
            from isGuest in new[] { false, true }
            from teams in memberships
            from leads in memberships
            from role in roles
            select new Principal(person.Id, isGuest, role, teams, leads));
        var deputies = scene.Viewers.Where(each => !each.IsGuest && each.Person == people[0].Id)
            .Select(lead => new Principal(people[1].Id, false, [], [closed], []).StandingInFor([new(lead, [lead.Person])])).ToList();
        scene.Viewers.AddRange(deputies);
        return scene;
    }

    private static void AddErrors(Session session, Scene scene, List<Person> people, TeamId?[] teams)
    {
        foreach (var team in teams)
        foreach (var isRestricted in new[] { false, true })
        foreach (var owner in new PersonId?[] { null, people[1].Id })
        {
            var id = session.Connection.QuerySingle<long>(
                """
                INSERT INTO errors (version, team, reporter, reporter_kind, owner, state, title, story, restricted, created_at, local_date)
                VALUES (1, @team, @reporter, 'person', @owner, 'Reported', 't', 's', @isRestricted, 1, '2026-03-02') RETURNING id
                """,
                new { team = team?.Value, reporter = people[0].Id.Value, owner = owner?.Value, isRestricted });
            var shares = team is not null && team == teams[^1];
            scene.Errors.Add(id, new(team, people[0].Id, owner, isRestricted, IsNamed: false, IsWitness: false, shares));
            if (id % 2 == 0) continue;
            session.Connection.Execute(
                "INSERT INTO error_readers (error, person) VALUES (@id, @person)", new { id, person = people[2].Id.Value });
            session.Connection.Execute(
                "INSERT INTO witnesses (error, person, dialog_id, created_at) VALUES (@id, @person, 'd', 1)",
                new { id, person = people[3].Id.Value });
            scene.Named.Add((id, people[2].Id));
            scene.Witnessed.Add((id, people[3].Id));
        }
    }

    private Task<TeamId> Install(string name) =>
        Scope.Write(s => s.GetRequiredService<Teams>().Installed(new($"19:{name}", null, "home", name, null), "c", null));

    private sealed class Scene
    {
        public List<Principal> Viewers { get; } = [];

        public Dictionary<long, AccessFacts> Errors { get; } = [];

        public HashSet<(long, PersonId)> Named { get; } = [];

        public HashSet<(long, PersonId)> Witnessed { get; } = [];
    }
}
