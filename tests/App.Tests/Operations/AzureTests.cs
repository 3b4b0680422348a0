using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.Operations;

/// <summary>
/// The template for Azure, as far as it can be tried without Azure: it compiles, its linter is content, and it sets what the bot knows.
/// </summary>
public sealed partial class AzureTests : IDisposable
{
    private static readonly string Template = Path.Combine(BuiltBot.SolutionFolder, "deploy", "azure.bicep");

    private readonly string _folder = Directory.CreateTempSubdirectory("bicep-").FullName;

    [BicepFact]
    public async Task It_compiles_without_a_warning()
    {
        var (complaints, template) = await Compiled(await File.ReadAllTextAsync(Template));

        complaints.Should().BeEmpty();
        var parameters = template!["parameters"]!.AsObject();
        parameters.Should().OnlyContain(
            parameter => parameter.Value!["metadata"]!["description"] != null, "every parameter says what it is");
        parameters.Where(parameter => (string)parameter.Value!["type"]! == "securestring")
            .Select(parameter => parameter.Key)
            .Should()
            .Equal("databasePassword");
        template["outputs"]!.ToJsonString().Should().NotContain("databasePassword");
    }

    [BicepTheory]
    [InlineData("param forgotten string", "no-unused-params")]
    [InlineData("resource app 'Microsoft.App/containerApps@2024-03-01' = { name: 'x', location: 'y', colour: 'red' }", "colour")]
    [InlineData("output password string = nothing", "nothing")]
    public async Task What_is_wrong_is_seen(string template, string complaint) =>
        (await Compiled(template)).Complaints.Should().Contain(complaint);

    [BicepFact]
    public async Task The_bot_in_it_is_always_there_asked_how_it_is_and_known_by_its_managed_identity()
    {
        var template = (await Compiled(await File.ReadAllTextAsync(Template))).Template!;
        var app = Resource(template, "Microsoft.App/containerApps")["template"]!;
        var bot = Resource(template, "Microsoft.BotService/botServices");

        template["parameters"]!["instances"]!["minValue"]!.GetValue<int>().Should().Be(1);
        app["scale"]!["minReplicas"]!.ToString().Should().Be("[parameters('instances')]");
        app["containers"]![0]!["probes"]!.AsArray().Select(probe => ($"{probe!["type"]}", $"{probe["httpGet"]!["path"]}"))
            .Should().BeEquivalentTo([("Startup", "/health/live"), ("Liveness", "/health/live"), ("Readiness", "/health/ready")]);
        $"{bot["msaAppType"]}".Should().Be("UserAssignedMSI");
        $"{bot["endpoint"]}".Should().Contain("/api/messages");
        template["resources"]!.AsArray()
            .Should()
            .Contain(resource =>
                $"{resource!["type"]}" == "Microsoft.BotService/botServices/channels"
                    && $"{resource["properties"]!["channelName"]}" == "MsTeamsChannel");
    }

    [BicepFact]
    public async Task It_sets_nothing_that_the_bot_does_not_know()
    {
        var (_, template) = await Compiled(await File.ReadAllTextAsync(Template));

        foreach (var name in SettingNames().Matches(template!.ToJsonString()).Select(match => match.Value).Distinct())
        {
            Known(name).Should().BeTrue(name);
        }
    }

    [Fact]
    public void Neither_does_the_compose_file()
    {
        var names = SettingNames()
            .Matches(File.ReadAllText(Path.Combine(BuiltBot.SolutionFolder, "deploy", "compose.yaml")))
            .Select(match => match.Value)
            .Distinct()
            .ToList();

        names.Should().HaveCountGreaterThan(4).And.OnlyContain(name => Known(name));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static JsonNode Resource(JsonNode template, string type) =>
        template["resources"]!.AsArray().Single(resource => $"{resource!["type"]}" == type)!["properties"]!;

    /// <summary>
    /// Whether a setting stands in appsettings.json; the secret does not, because it is taken from the environment alone.
    /// </summary>
    private static bool Known(string name)
    {
        JsonNode? here = JsonNode.Parse(File.ReadAllText(Path.Combine(BuiltBot.SolutionFolder, "appsettings.json")));
        foreach (var step in name.Split("__").Where(step => !int.TryParse(step, out _))) here = here?[step];
        return here is not null || name is "Bot__ClientSecret";
    }

    private async Task<(string Complaints, JsonNode? Template)> Compiled(string text)
    {
        var (source, compiled) = (Path.Combine(_folder, "main.bicep"), Path.Combine(_folder, "main.json"));
        await File.WriteAllTextAsync(source, text);
        var start = new ProcessStartInfo(Bicep.Path!, ["build", source, "--outfile", compiled]) { UseShellExecute = false,
            RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"; // it needs no ICU for this
        using var bicep = Process.Start(start)!;
        var said = await Task.WhenAll(bicep.StandardError.ReadToEndAsync(), bicep.StandardOutput.ReadToEndAsync());
        await bicep.WaitForExitAsync();
        return (string.Concat(said), bicep.ExitCode is 0 ? JsonNode.Parse(await File.ReadAllTextAsync(compiled)) : null);
    }

    [GeneratedRegex("[A-Z][A-Za-z]+__[A-Za-z0-9_]+")]
    private static partial Regex SettingNames();
}

/// <summary>The compiler of Bicep, which comes as a package for Linux on x64.</summary>
internal static class Bicep
{
    /// <summary>The program; null where the package has none for this machine.</summary>
    public static string? Path { get; } = OperatingSystem.IsLinux()
        && RuntimeInformation.OSArchitecture is System.Runtime.InteropServices.Architecture.X64
        ? typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key is "BicepPath").Value
        : null;

    /// <summary>Why a test that compiles is skipped; null when it is not.</summary>
    public static string? Missing => Path is null ? "needs the compiler of Bicep, whose package is for Linux on x64" : null;
}

/// <summary>A test that compiles Bicep; skipped with the reason on other machines.</summary>
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = Bicep.Missing;
}

/// <inheritdoc cref="BicepFactAttribute"/>
internal sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute() => Skip = Bicep.Missing;
}
