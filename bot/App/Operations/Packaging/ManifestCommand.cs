using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Improvement.Bot.Operations.Packaging;

/// <summary>
/// The command line <c>manifest FILE.zip --domain HOST [--bot-id ID] [--version 1.0.0] [--developer NAME] [--website URL] [--privacy URL] [--terms URL]</c>:
/// the package that an administrator uploads to Teams. Exit codes: 0 written, 2 not.
/// </summary>
internal static class ManifestCommand
{
    /// <summary>The files of a package, which are part of the application.</summary>
    public static readonly string[] Files = [Manifest, "de.json", "color.png", "outline.png"];

    private const string Manifest = "manifest.json";
    private const int Done = 0, Impossible = 2;

    /// <summary>Whether a command line is meant for this command.</summary>
    public static bool IsMeant(string[] arguments) => arguments is ["manifest", ..];

    /// <summary>Writes the package; needs no database and no credentials.</summary>
    /// <param name="appId">The id of the settings.</param>
    public static int Run(string[] arguments, string? appId, TextWriter output, TextWriter problems)
    {
        try
        {
            var request = ManifestRequest.Read(arguments, appId);
            File.WriteAllBytes(request.File, Package(request.Values));
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, ManifestTexts.Written, request.File, request.Values["VERSION"], request.Values["BOT_ID"]));
            return Done;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            problems.WriteLine(e.Message);
            return Impossible;
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
        values.Aggregate(Encoding.UTF8.GetString(Content(Manifest)), (text, value) => text.Replace("{{" + value.Key + "}}", JsonEncodedText.Encode(value.Value).Value)));

    private static byte[] Content(string file)
    {
        using var stream = typeof(ManifestCommand).Assembly.GetManifestResourceStream("manifest/" + file)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
