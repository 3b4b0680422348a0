using System.Globalization;

namespace Improvement.Bot.Tests;

/// <summary>Sizes of simulations, benchmarks and kills that run small unless somebody asks for more.</summary>
internal static class AskedSize
{
    /// <summary>What a variable of the environment asks for, such as <c>SCALE</c>; null for nothing.</summary>
    public static int? Of(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var asked) ? asked : null;
}
