using System.Diagnostics;
using System.Text;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>Looks for words in every place that an answer could have got to, in whatever form.</summary>
internal static class PlainText
{
    /// <summary>The forms in which bytes may hold a word.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> FormsOf(string word)
    {
        var bytes = Encoding.UTF8.GetBytes(word);
        yield return ("UTF-8", bytes);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(word));
        yield return ("UTF-16, big end first", Encoding.BigEndianUnicode.GetBytes(word));
        yield return ("hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
        yield return ("HEXADECIMAL", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
        for (var before = 0; before < 3; before++)
        {
            var base64 = Convert.ToBase64String([.. new byte[before], .. bytes]);
            yield return ($"Base64 behind {before}", Encoding.ASCII.GetBytes(base64[(before is 0 ? 0 : 4)..^4]));
        }
    }

    /// <summary>The forms of a word that are in some bytes.</summary>
    public static List<string> In(byte[] place, string word) =>
        [.. FormsOf(word).Where(form => place.AsSpan().IndexOf(form.Bytes) >= 0).Select(form => form.Name)];

    /// <summary>
    /// All places of a bench: the files of its database or of its server (tables and log), the key folder, and the log of the bot.
    /// </summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Places(BoxBench bench)
    {
        yield return ("database", DatabaseFiles(bench));
        yield return ("keys", [.. Directory.GetFiles(bench.KeyPath).SelectMany(File.ReadAllBytes)]);
        yield return ("log", Encoding.UTF8.GetBytes(string.Join('\n', bench.Log.Lines)));
    }

    // By another process: closing a file of the database in this one would end the locks that SQLite has on it.
    private static byte[] DatabaseFiles(BoxBench bench)
    {
        if (bench.Place.Settings.Kind is StorageEngine.Sqlite) return Of($"cat '{bench.Place.File}' '{bench.Place.File}-wal'");
        bench.Place.Run("CHECKPOINT");
        var (folder, database) = bench.Read(session =>
        {
            using var rows = session.Statements["""
                SELECT current_setting('data_directory'), CAST(oid AS text) FROM pg_database WHERE datname = current_database()
                """].Read();
            rows.Read();
            return (rows.GetString(0), rows.GetString(1));
        });
        return Of($"cat '{folder}'/base/{database}/* '{folder}'/pg_wal/0*");
    }

    private static byte[] Of(string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var shell = Process.Start(start)!;
        using var bytes = new MemoryStream();
        shell.StandardOutput.BaseStream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
