using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Development;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.Development;

/// <summary>The configuration that the chat page is given.</summary>
public sealed class PlaygroundTenantTests
{
    private const string ChatPageSchema = "m365agentsplayground-config.schema.json";

    private static readonly JsonElement Tenant = JsonDocument.Parse(PlaygroundTenant.Configuration).RootElement;

    [SharedSchemaFact(ChatPageSchema)]
    public void It_passes_the_schema_of_the_chat_page() =>
        Schema.Shared(ChatPageSchema).Faults(PlaygroundTenant.Configuration).Should().BeEmpty();

    [Fact]
    public void Every_person_has_an_id_of_their_own_like_those_of_Entra()
    {
        var people = Tenant.GetProperty("users").EnumerateArray().Append(Tenant.GetProperty("currentUser")).ToArray();

        people.Should().HaveCount(6);
        people.Select(person => person.GetProperty("aadObjectId").GetGuid()).Should().OnlyHaveUniqueItems();
        people.Select(person => person.GetProperty("id").GetString()).Should().OnlyHaveUniqueItems();
        Tenant.GetProperty("currentUser").GetProperty("aadObjectId").GetString().Should().Be(PlaygroundTenant.CurrentUserObjectId);
    }

    [Fact]
    public void The_places_have_the_ids_that_the_launcher_uses()
    {
        Tenant.GetProperty("team").GetProperty("id").GetString().Should().Be(PlaygroundTenant.Team);
        Tenant.GetProperty("team").GetProperty("name").GetString().Should().Be(PlaygroundTenant.TeamName);
        Tenant.GetProperty("personalChat").GetProperty("id").GetString().Should().Be(PlaygroundTenant.PersonalChat);
    }
}
