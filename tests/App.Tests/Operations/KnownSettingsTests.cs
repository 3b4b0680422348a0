using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Improvement.Bot.Tests.Operations;

public sealed class KnownSettingsTests
{
    [Fact]
    public void Every_setting_of_the_shipped_file_is_known() =>
        Sections.All.Misspelt(
            (IConfigurationRoot)new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build())
            .Should()
            .BeEmpty();

    [Theory]
    [InlineData("Roles:Leads:0:Person")]
    [InlineData("roles:administrators:3")]
    [InlineData("Bot:AllowedTenants")]
    [InlineData("Bot:AllowedTenants:0")]
    [InlineData("Bot:ClientSecret")]
    [InlineData("Teams:Limits:Enabled")]
    [InlineData("Logging:LogLevel:Default")]
    public void Lists_secrets_and_settings_of_the_host_are_known(string key) => Sections.All.Contains(key).Should().BeTrue();

    [Theory]
    [InlineData("Storage:ConectionString", "Storage:ConnectionString")]
    [InlineData("Strage:Engine", "Storage:Engine")]
    [InlineData("Roles:Administrator:0", "Roles:Administrators:0")]
    [InlineData("ConnectionString", "Storage:ConnectionString")]
    [InlineData("Url", "Urls")]
    [InlineData("Something:Else:Entirely", null)]
    public void A_misspelt_one_is_told_what_it_was_meant_to_be(string key, string? meant)
    {
        Sections.All.Contains(key).Should().BeFalse();
        Sections.All.Nearest(key).Should().Be(meant);
    }
}
