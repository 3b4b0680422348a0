using System.Collections.Frozen;

namespace Improvement.Bot.Errors.Import.Dates;

/// <summary>Abbreviations of time zones, as systems write them behind a time.</summary>
internal static class ZoneNames
{
    // Hours from UTC. Several where the abbreviation is in use for several zones: the time zone of the import must settle which.
    private static readonly FrozenDictionary<string, double[]> Hours = new Dictionary<string, double[]>(StringComparer.Ordinal)
    {
        ["z"] = [0], ["utc"] = [0], ["gmt"] = [0], ["ut"] = [0], ["wet"] = [0], ["west"] = [1],
        ["cet"] = [1], ["mez"] = [1], ["cest"] = [2], ["mesz"] = [2], ["eet"] = [2], ["eest"] = [3], ["msk"] = [3], ["trt"] = [3],
        ["est"] = [-5], ["edt"] = [-4], ["cdt"] = [-5], ["mst"] = [-7], ["mdt"] = [-6], ["pst"] = [-8], ["pdt"] = [-7], ["akst"] = [-9],
        ["akdt"] = [-8], ["hst"] = [-10],
        ["nst"] = [-3.5], ["ndt"] = [-2.5], ["brt"] = [-3], ["art"] = [-3], ["clt"] = [-4], ["cot"] = [-5],
        ["jst"] = [9], ["kst"] = [9], ["hkt"] = [8], ["sgt"] = [8], ["pht"] = [8], ["wib"] = [7], ["ict"] = [7], ["pkt"] = [5],
        ["npt"] = [5.75], ["gst"] = [4],
        ["awst"] = [8], ["acst"] = [9.5], ["acdt"] = [10.5], ["aest"] = [10], ["aedt"] = [11], ["nzst"] = [12], ["nzdt"] = [13],
        ["sast"] = [2], ["cat"] = [2], ["eat"] = [3], ["wat"] = [1],
        ["cst"] = [-6, 8], ["ist"] = [5.5, 2, 1], ["bst"] = [1, 6], ["ast"] = [-4, 3], ["amt"] = [-4, 4],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The offsets that an abbreviation stands for; null for a word that is none.</summary>
    /// <param name="word">In lower case.</param>
    public static TimeSpan[]? Offsets(string word) => Hours.TryGetValue(word, out var hours) ? [.. hours.Select(TimeSpan.FromHours)] : null;
}
