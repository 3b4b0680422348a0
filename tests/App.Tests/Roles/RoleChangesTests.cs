using FluentAssertions;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Roles;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.People;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Roles;

/// <summary>What is decided about giving and taking roles, and about whom a name means, where the settings name no administrator.</summary>
public abstract class RoleChangesTests : PeopleScopeCompliance
{
    private protected RoleChangesTests(StorageEngine engine)
        : base(engine, more: services => services.AddRoles())
    {
    }

    [StoreFact]
    public async Task The_last_administrator_stays()
    {
        var (ann, bo) = (await Scope.Keep("Ann"), await Scope.Keep("Bo"));
        await Scope.Write(s => RoleRows.Give(
            s.GetRequiredService<Session>().Statements, new(ann.Id, Role.Administrator, null, null, PeopleScope.Now)));
        var (hers, his) = (Held(ann), Held(bo));

        (await Take(ann, hers)).Refusal.Should().Contain("last administrator");
        (await As(ann, roles => roles.Give(bo.Id.Value, Role.Administrator, 0, Origin))).IsNew.Should().BeTrue();
        (await Take(ann, hers)).IsNew.Should().BeTrue();
        (await Take(ann, his)).Refusal.Should().Contain("Only an administrator");
        (await Take(bo, his)).Refusal.Should().Contain("last administrator");
        Scope.Read(s => s.GetRequiredService<RecordEvents>().Of(RoleChanges.RecordKind, ann.Id.Value))
            .Select(each => (each.What, each.Actor)).Should().Equal(("taken", ann.Id.Value));
        Scope.Read(s => s.GetRequiredService<RecordEvents>().Of(RoleChanges.RecordKind, bo.Id.Value))
            .Select(each => (each.What, each.Actor)).Should().Equal(("given", ann.Id.Value), ("refused", ann.Id.Value));
    }

    [StoreFact]
    public async Task What_no_form_offers_is_refused()
    {
        var (ann, gus) = (
            await Scope.Keep("Ann"),
            await Scope.Keep(new ObservedPerson("other", PeopleScope.AadOf("Gus"), "29:Gus", "Gus") { IsGuest = true }));
        await Scope.Write(s => RoleRows.Give(
            s.GetRequiredService<Session>().Statements, new(ann.Id, Role.Administrator, null, null, PeopleScope.Now)));

        (await As(ann, roles => roles.Give(gus.Id.Value, Role.ErrorLead, 0, Origin))).Refusal.Should().NotBeNull();
        (await As(ann, roles => roles.Give(ann.Id.Value, "emperor", 0, Origin))).Refusal.Should().NotBeNull();
        (await As(ann, roles => roles.Give(ann.Id.Value, Role.Lead, 0, Origin))).Refusal.Should().NotBeNull();
        (await As(ann, roles => roles.Give(ann.Id.Value, Role.Lead, 77, Origin))).Refusal.Should().NotBeNull();
        Scope.Read(s => RoleRows.All(s.GetRequiredService<Session>().Statements)).Should().ContainSingle();
    }

    [StoreFact]
    public async Task A_name_means_one_several_or_nobody()
    {
        var ann = await Scope.Keep("Ann Lee");
        await Scope.Keep("Ann Marlow");
        await Scope.Keep("Jürgen Groß");
        await Scope.Keep(new ObservedPerson("other", PeopleScope.AadOf("Gus"), "29:Gus", "Gus Guest") { IsGuest = true });

        await Scope.Keep(new ObservedPerson("home", PeopleScope.AadOf("other"), "29:o", "Jo Po") { Email = "jo@contoso.example" });
        await Scope.Keep(new ObservedPerson("home", PeopleScope.AadOf("third"), "29:t", "Jo Po") { Email = "po@contoso.example" });

        Find("Jo Po").Should().Equal("Jo Po · jo@contoso.example", "Jo Po · po@contoso.example");
        Find("po@contoso.example").Should().ContainSingle();
        Find("ann lee").Should().Equal("Ann Lee");
        Find("Ann").Should().Equal("Ann Lee", "Ann Marlow");
        Find("jurgen").Should().Equal("Jürgen Groß");
        Find("Marl").Should().Equal("Ann Marlow");
        Find($"#{ann.Id}").Should().Equal("Ann Lee");
        Find("Gus").Should().BeEmpty("a guest is no choice");
        Find("").Should().BeEmpty();
        Scope.Read(s => s.GetRequiredService<PeopleDirectory>().Find("Ann Lee", ann.Id)).WhyNot.Should().Contain("yourself");
        Scope.Read(s => s.GetRequiredService<PeopleDirectory>().Choices(ann.Id))!.Select(each => each.Title)
            .Should().StartWith(["Ann Marlow"]).And.HaveCount(4);
    }

    private static RequestOrigin Origin => new("dialog", PeopleScope.Now);

    private IEnumerable<string> Find(string typed) =>
        Scope.Read(s => s.GetRequiredService<PeopleDirectory>().Find(typed)).People.Select(each => each.Title);

    private static HeldRole Held(Person person) => new(person.Id.Value, person.ShownName, Role.Administrator, 0);

    private Task<RoleChange> Take(Person by, HeldRole held) => As(by, roles => roles.Take(held, Origin));

    private Task<RoleChange> As(Person person, Func<RoleChanges, ValueTask<RoleChange>> change) => Scope.Write(s =>
    {
        s.GetRequiredService<Actor>().ActAs(person, PeopleScope.Now);
        return change(s.GetRequiredService<RoleChanges>()).AsTask().GetAwaiter().GetResult();
    });
}

/// <summary>On SQLite.</summary>
public sealed class SqliteRoleChangesTests() : RoleChangesTests(StorageEngine.Sqlite);

/// <summary>On PostgreSQL.</summary>
[OnPostgres]
public sealed class PostgresRoleChangesTests() : RoleChangesTests(StorageEngine.PostgreSql);
