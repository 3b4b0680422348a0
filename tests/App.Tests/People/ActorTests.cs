using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.People;

/// <summary>Who acts in the scopes of the running application.</summary>
public sealed class ActorTests(Product product) : IClassFixture<Product>
{
    [Fact]
    public async Task In_a_scope_without_a_turn_the_bot_itself_acts_at_one_moment_and_may_nothing_that_people_may()
    {
        await using var scope = product.Bot.Services.CreateAsyncScope();
        var actor = scope.ServiceProvider.GetRequiredService<Actor>();

        (actor.IsBot, actor.IsSomebody, actor.Kind, actor.Id, actor.Here, actor.ServiceUrl)
            .Should().Be((true, false, ActorKind.Bot, null, null, null));
        (actor.Principal, actor.Zone, actor.Language.Name).Should().Be((Principal.Bot, TimeZoneInfo.Utc, "en"));
        actor.Teams.Should().BeEmpty();
        actor.Now.Should().Be(actor.Now);
        actor.Invoking(each => each.Keep()).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task What_the_bot_does_in_a_job_stands_in_the_events_as_its_own()
    {
        var record = new RecordReference("test-record", 41, null);

        await product.Bot.Commit(services => services.GetRequiredService<RecordEvents>().Append(record, "moved"));

        product.Bot.Number("""
            SELECT COUNT(*) FROM record_events WHERE record_kind = 'test-record' AND record_id = 41 AND actor IS NULL AND actor_kind = 'bot'
            """).Should().Be(1);
    }

    [Fact]
    public async Task Outside_a_commit_nothing_can_be_written()
    {
        await using var scope = product.Bot.Services.CreateAsyncScope();

        var (session, refusals) = (
            scope.ServiceProvider.GetRequiredService<Session>(), scope.ServiceProvider.GetRequiredService<Refusals>());

        session.Invoking(each => each.Writer).Should().Throw<InvalidOperationException>();
        refusals.Invoking(each => each.Note(new("test-record", 42, null))).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task Whose_key_was_shown_acts_in_the_scope_of_a_request()
    {
        await using var scope = product.Bot.Services.CreateAsyncScope();
        var actor = scope.ServiceProvider.GetRequiredService<Actor>();
        var agent = new Person(new(7), "", null, null, "Export agent", null, null, "de-DE", "Europe/Berlin", IsGuest: false)
        {
            Kind = ActorKind.Agent,
        };

        actor.ActAs(agent, PeopleScope.Now);

        (actor.IsBot, actor.IsSomebody, actor.Kind, actor.Id, actor.Name, actor.Now)
            .Should().Be((false, true, ActorKind.Agent, new PersonId(7), "Export agent", PeopleScope.Now));
        (actor.Zone.Id, actor.Language.Name).Should().Be(("Europe/Berlin", "en"), "German is not among the languages of the settings");
        actor.FindOrKeep().Should().Be(new PersonId(7));
    }
}
