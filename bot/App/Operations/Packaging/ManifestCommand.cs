using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Improvement.Bot.Operations.CommandLine;

namespace Improvement.Bot.Operations.Packaging;

/// <summary>
/// The command line <c>manifest FILE.zip --domain HOST [--bot-id ID] [--version 1.0.0] [--developer NAME] [--website URL] [--privacy URL]
/// [--terms URL]</c>: the package that an administrator uploads to Teams.
/// </summary>
internal static class ManifestCommand
{
    /// <summary>The files of a package, which are part of the application.</summary>
    public static readonly string[] Files = [Manifest, "de.json", "color.png", "outline.png"];

    private const string Manifest = "manifest.json";

    /// <param name="appId">Gives the id of the settings.</param>
    public static Command Of(Func<string?> appId)
    {
        var file = new FileArgument("FILE.zip", ManifestTexts.File, CommandLineTexts.NoFileName);
        var options = ManifestRequest.Options.Select(option =>
            new Option<string>("--" + option.Name) { Description = option.Description, HelpName = option.Example }).ToList();
        var command = new Command("manifest", ManifestTexts.Command) { file };
        foreach (var option in options) command.Add(option);
        command.SetAction(line => Run(
            line.GetRequiredValue(file),
            options.Where(option => line.GetValue(option) is not null).ToDictionary(
                option => option.Name[2..], option => line.GetValue(option)!, StringComparer.Ordinal),
            appId(), line.InvocationConfiguration.Output, line.InvocationConfiguration.Error));
        return command;
    }

    /// <summary>Writes the package; needs no database and no credentials.</summary>
    private static int Run(string file, Dictionary<string, string> given, string? appId, TextWriter output, TextWriter problems)
    {
        try
        {
            var request = ManifestRequest.Of(file, given, appId);
            File.WriteAllBytes(request.File, Package(request.Values));
            output.WriteLine(
                string.Format(
                    CultureInfo.InvariantCulture, ManifestTexts.Written, request.File, request.Values["VERSION"],
                    request.Values["BOT_ID"]));
            return ExitCode.Done;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            problems.WriteLine(e.Message);
            return ExitCode.Impossible;
        }
    }

    private static byte[] Package(IReadOnlyDictionary<string, string> values)
    {
        using var package = new MemoryStream();
        using (var zip = new ZipArchive(package, ZipArchiveMode.Create))
        {
            foreach (var file in Files)
            {
                using var entry = zip.CreateEntry(file).Open();
                entry.Write(file is Manifest ? Filled(values) : Content(file));
            }
        }

        return package.ToArray();
    }

    private static byte[] Filled(IReadOnlyDictionary<string, string> values) => Encoding.UTF8.GetBytes(
        values.Aggregate(
            Encoding.UTF8.GetString(Content(Manifest)),
            (text, value) => text.Replace("{{" + value.Key + "}}", JsonEncodedText.Encode(value.Value).Value)));

    private static byte[] Content(string file)
    {
        using var stream = typeof(ManifestCommand).Assembly.GetManifestResourceStream("manifest/" + file)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
