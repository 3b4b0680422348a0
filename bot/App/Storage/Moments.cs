namespace Improvement.Bot.Storage;

/// <summary>How moments are kept.</summary>
internal static class Moments
{
    /// <summary>A moment as it is kept: milliseconds since 1970, UTC.</summary>
    public static long ToStoredMilliseconds(this DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();
}
