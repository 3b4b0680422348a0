using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

public sealed class StorageSettingsTests
{
    [Fact]
    public void The_settings_as_shipped_have_no_fault() => new StorageSettings().Faults().Should().BeEmpty();

    [Theory]
    [InlineData("oracle", "Data Source=x.db", "*Storage:Engine is 'oracle'*")]
    [InlineData("sqlite", "Data Source=:memory:", "*Storage:ConnectionString must name a file*")]
    [InlineData("sqlite", "Data Source=x.db;Mode=ReadOnly", "*Storage:ConnectionString must name a file*")]
    [InlineData("SQLite", "", "*Storage:ConnectionString names no file*")]
    [InlineData("sqlite", "Sauce=x.db", "*Storage:ConnectionString cannot be read*")]
    [InlineData("PostgreSql", "Data Source=x.db", "*Storage:ConnectionString cannot be read by PostgreSQL's driver*Write Host=*")]
    [InlineData("postgresql", "Host=db", "*Storage:ConnectionString names no database*")]
    [InlineData("PostgreSql", "Database=bot", "*Storage:ConnectionString names no server*")]
    [InlineData("PostgreSql", "Host=db;Database=bot;Multiplexing=true", "*Multiplexing*")]
    public void A_fault_names_its_setting(string engine, string connection, string sentence) =>
        new StorageSettings { Engine = engine, ConnectionString = connection }.Faults()
            .Should()
            .ContainSingle().Which.Should()
            .Match(sentence);

    [Fact]
    public void All_faults_of_a_connection_string_are_named_at_once() =>
        new StorageSettings { Engine = "PostgreSql", ConnectionString = "Multiplexing=true" }.Faults().Should().HaveCount(3);

    [Fact]
    public void Faults_of_all_sections_are_found_together()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Engine"] = "oracle",
            ["Roles:Administrators:0"] = "adam",
            ["Roles:Leads:0:Person"] = "0ccccccc-0000-0000-0000-000000000001",
            ["Roles:Leads:0:Role"] = "chief",
            ["Teams:DefaultTeam"] = "support",
        }).Build();
        using var services = new ServiceCollection().AddLogging().AddStorage(configuration).AddPeople(configuration).BuildServiceProvider();

        var starting = () => services.GetRequiredService<IStartupValidator>().Validate();

        var faults = starting.Should()
            .Throw<AggregateException>().Which.InnerExceptions.OfType<OptionsValidationException>()
            .SelectMany(e => e.Failures)
            .ToList();
        faults.Should().HaveCount(4);
        foreach (var name in new[] { "Storage:Engine", "Roles:Administrators:0", "Roles:Leads:0:Role", "Teams:DefaultTeam" })
        {
            faults.Should().ContainMatch($"*{name}*");
        }
    }

    [Fact]
    public void The_folder_of_the_database_is_created()
    {
        var folder = Directory.CreateTempSubdirectory("improvement-bot-").FullName;
        var file = Path.Combine(folder, "deep", "down", "bot.db");

        using (Database.Open(new() { ConnectionString = $"Data Source={file}" }, TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<Database>.Instance))
        {
            File.Exists(file).Should().BeTrue();
        }

        Directory.Delete(folder, recursive: true);
    }
}
