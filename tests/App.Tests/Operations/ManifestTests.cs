using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Greeting;
using Improvement.Bot.Operations.Packaging;
using Improvement.Bot.Patterns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
using Improvement.Bot.Setup;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Development;
using Improvement.Bot.Tests.Search;
using Xunit;

namespace Improvement.Bot.Tests.Operations;

/// <summary>The package that an administrator uploads to Teams.</summary>
public sealed class ManifestTests : IDisposable
{
    private const string ManifestSchema = "MicrosoftTeams.schema.v1.30.json";
    private const string LocalizationSchema = "MicrosoftTeams.Localization.schema.v1.30.json";
    private const string BotId = "7d0e6d3c-51c3-4c55-8d37-5f6f8f4f2a11";

    /// <summary>The twelve that the list of Teams is to hold in the end.</summary>
    private static readonly string[] Twelve =
        ["report-error", "capture-success", "feedback", "survey", "actions", "my", "find", "status", "digest", "measures", "learn", "help"];

    private readonly string _folder = Directory.CreateTempSubdirectory("manifest-").FullName;

    private string Zip => Path.Combine(_folder, "app.zip");

    [SharedSchemaFact(ManifestSchema)]
    public void The_manifest_passes_the_schema_of_Teams() => Schema.Shared(ManifestSchema).Faults(Text("manifest.json")).Should().BeEmpty();

    [SharedSchemaFact(LocalizationSchema)]
    public void Every_language_passes_the_schema_of_languages()
    {
        var schema = Schema.Shared(LocalizationSchema);
        foreach (var language in Languages()) schema.Faults(Text(language)).Should().BeEmpty(language);
    }

    [SharedSchemaFact(ManifestSchema)]
    public void The_schema_refuses_a_manifest_without_a_version_or_with_a_word_of_its_own()
    {
        var manifest = Manifest();
        manifest.AsObject().Remove("version");
        manifest["bots"]![0]!["colour"] = "red";

        Schema.Shared(ManifestSchema)
            .Faults(manifest.ToJsonString())
            .Should()
            .HaveCount(2).And.Contain(fault => fault.Contains("version")).And.Contain("""/bots/0/colour: is not known here ("red")""");
    }

    [Fact]
    public void Every_text_of_a_language_stands_in_the_manifest_and_every_text_of_the_manifest_in_each_language()
    {
        var manifest = Manifest();
        var texts = new[] { "name.short", "name.full", "description.short", "description.full" }
            .Concat(Commands(manifest).Select((_, i) => $"bots[0].commandLists[0].commands[{i}].description"))
            .Concat(Enumerable.Range(0, 2).SelectMany(i =>
                new[] { $"composeExtensions[0].commands[{i}].title", $"composeExtensions[0].commands[{i}].description" }));

        foreach (var language in Languages())
        {
            var keys = JsonNode.Parse(Text(language))!.AsObject().Select(text => text.Key).Where(key => key != "$schema").ToList();
            keys.Should().BeEquivalentTo(texts, language);
            foreach (var key in keys) At(manifest, key).Should().NotBeNullOrEmpty($"{key} of {language}");
        }
    }

    [Fact]
    public void The_package_holds_what_the_manifest_names_and_nothing_else()
    {
        var manifest = Manifest();
        var named = new[] { "manifest.json", manifest["icons"]!["color"]!.ToString(),
            manifest["icons"]!["outline"]!.ToString() }.Concat(Languages());

        using var zip = ZipFile.OpenRead(Made());

        zip.Entries.Select(entry => entry.FullName).Should().BeEquivalentTo(named);
    }

    [Fact]
    public void Everything_is_filled_in()
    {
        var manifest = Manifest();

        Text("manifest.json").Should().NotContain("{{");
        new[] { manifest["id"], manifest["bots"]![0]!["botId"], manifest["composeExtensions"]![0]!["botId"] }.Select(id => id!.ToString())
            .Should()
            .AllBe(BotId);
        manifest["validDomains"]!.ToJsonString().Should().Be("""["bot.example.com"]""");
        manifest["developer"]!["privacyUrl"]!.ToString().Should().Be("https://example.com/privacy");
        manifest["developer"]!["name"]!.ToString().Should().Be("Smith \"& Sons\"");
        manifest["version"]!.ToString().Should().Be("1.2.3");
    }

    [Fact]
    public void It_lists_the_commands_that_the_bot_knows_and_no_other()
    {
        var known = AllRoutes.Make().CommandNames;

        Commands(Manifest())
            .Select(command => command["title"]!.ToString())
            .Should()
            .BeEquivalentTo(Twelve.Intersect(known), "a command that is listed is answered, and one that is answered is listed");
    }

    [Fact]
    public void Commands_are_offered_when_the_bot_is_mentioned_and_privately_after_a_slash()
    {
        var bot = Manifest()["bots"]![0]!;

        bot["supportsTargetedMessages"]!.GetValue<bool>().Should().BeTrue();
        bot["commandLists"]![0]!["triggers"]!.ToJsonString().Should().Be("""["mention","slash"]""");
        foreach (var scopes in new[] { bot["scopes"], bot["commandLists"]![0]!["scopes"] })
        {
            scopes!.ToJsonString().Should().Be("""["personal","team","groupChat"]""");
        }
    }

    [Fact]
    public void What_it_offers_beside_the_chat_leads_somewhere()
    {
        var (bot, extension) = (Manifest()["bots"]![0]!, Manifest()["composeExtensions"]![0]!["commands"]!.AsArray());

        extension.Select(command => command!["id"]!.ToString()).Should().Equal(new BotRoutes().MapErrors().MapPatterns().ExtensionNames);
        bot["configuration"]!.AsObject()
            .Select(scope => (scope.Key, scope.Value!["fetchTask"]!.GetValue<bool>()))
            .Should()
            .BeEquivalentTo([("team", true), ("groupChat", true)]);
        new BotRoutes().MapSetup().InvokeNames.Should().Contain("config/fetch");
    }

    [Fact]
    public void It_asks_for_no_permission() =>
        Manifest()
            .AsObject()
            .Select(member => member.Key)
            .Should()
            .NotContain(["authorization", "permissions", "devicePermissions", "webApplicationInfo"]);

    [Theory]
    [InlineData("color.png", 192, false)]
    [InlineData("outline.png", 32, true)]
    public void The_icons_have_the_size_and_transparency_of_their_kind(string file, int size, bool isTransparent)
    {
        var png = Bytes(file);
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)))
            .Should()
            .Be((size, size));
        var hasAlpha = png[25] is 4 or 6;
        hasAlpha.Should().Be(isTransparent);
    }

    [Fact]
    public void The_outline_is_white_and_nothing_else() => PngPixels.Of(Bytes("outline.png")).Should()
        .Contain(pixel => pixel.Alpha == 255).And.Contain(pixel => pixel.Alpha == 0).And.OnlyContain(pixel =>
            pixel.Alpha == 0 || pixel == new Pixel(255, 255, 255, pixel.Alpha));

    [Theory]
    [InlineData("manifest")]
    [InlineData("manifest", "--domain", "bot.example.com")]
    [InlineData("manifest", "app.zip")]
    [InlineData("manifest", "app.zip", "--domain", "https://bot.example.com", "--bot-id", BotId)]
    [InlineData("manifest", "app.zip", "--domain", "bot.example.com", "--bot-id", "the good bot")]
    [InlineData("manifest", "app.zip", "--domain", "bot.example.com", "--bot-id", BotId, "--version", "1")]
    [InlineData("manifest", "app.zip", "--domain", "bot.example.com", "--bot-id", BotId, "--privacy", "http://example.com")]
    [InlineData("manifest", "app.zip", "--domain", "bot.example.com", "--bot-id", BotId, "--colour", "red")]
    [InlineData("manifest", "no/such/folder/app.zip", "--domain", "bot.example.com", "--bot-id", BotId)]
    public async Task What_cannot_be_meant_is_said_and_nothing_is_written(params string[] arguments)
    {
        var said = new StringWriter();

        (
            await ManifestCommand.Of(() => null).Run(
                [
                    .. arguments.Select(argument =>
                        argument.EndsWith("app.zip", StringComparison.Ordinal) ? Path.Combine(_folder, argument) : argument)],
                TextWriter.Null, said))
            .Should()
            .Be(2);

        said.ToString().Should().NotBeEmpty();
        File.Exists(Zip).Should().BeFalse();
    }

    [Fact]
    public async Task The_id_may_come_from_the_settings() =>
        (
            await ManifestCommand.Of(BotId.ToUpperInvariant).Run(
                ["manifest", Zip, "--domain", "bot.example.com"], TextWriter.Null, TextWriter.Null))
            .Should()
            .Be(0);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<JsonObject> Commands(JsonNode manifest) =>
        manifest["bots"]![0]!["commandLists"]![0]!["commands"]!.AsArray().Select(command => command!.AsObject());

    private static string? At(JsonNode manifest, string path)
    {
        JsonNode? here = manifest;
        foreach (var step in path.Replace("[", ".[").Split('.'))
        {
            here = step.StartsWith('[') ? here?[int.Parse(step.Trim('[', ']'))] : here?[step];
        }
        return here?.ToString();
    }

    private IEnumerable<string> Languages() =>
        Manifest()["localizationInfo"]!["additionalLanguages"]!.AsArray().Select(language => language!["file"]!.ToString());

    private JsonNode Manifest() => JsonNode.Parse(Text("manifest.json"))!;

    private string Text(string file) => System.Text.Encoding.UTF8.GetString(Bytes(file));

    private byte[] Bytes(string file)
    {
        using var zip = ZipFile.OpenRead(Made());
        using var entry = zip.GetEntry(file)!.Open();
        using var content = new MemoryStream();
        entry.CopyTo(content);
        return content.ToArray();
    }

    private string Made()
    {
        if (File.Exists(Zip)) return Zip;
        var said = new StringWriter();
        ManifestCommand.Of(() => null)
            .Run(
                [
                    "manifest", Zip, "--domain", "Bot.example.com", "--bot-id", BotId, "--version", "1.2.3", "--developer",
                    "Smith \"& Sons\"", "--privacy", "https://example.com/privacy"],
                said, said)
            .GetAwaiter()
            .GetResult()
            .Should()
            .Be(0, said.ToString());
        return Zip;
    }
}
