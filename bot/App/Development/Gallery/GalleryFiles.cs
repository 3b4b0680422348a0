namespace Improvement.Bot.Development.Gallery;

/// <summary>The files of the page, in the folder <c>Page</c>; embedded, so that the page is there wherever the bot runs.</summary>
internal static class GalleryFiles
{
    /// <summary>The media type of scripts.</summary>
    public const string ScriptType = "text/javascript; charset=utf-8";

    private const string Prefix = "gallery/";

    /// <summary>The media type of a file that a browser may ask for; null for any other.</summary>
    public static string? TypeOf(string file) => Path.GetExtension(file) switch
    {
        _ when !Exists(file) => null,
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => ScriptType,
        ".json" => "application/json; charset=utf-8",
        _ => null,
    };

    /// <summary>The text of a file.</summary>
    public static string Text(string file)
    {
        using var reader = new StreamReader(typeof(GalleryFiles).Assembly.GetManifestResourceStream(Prefix + file)!);
        return reader.ReadToEnd();
    }

    private static bool Exists(string file) => typeof(GalleryFiles).Assembly.GetManifestResourceInfo(Prefix + file) is not null;
}
