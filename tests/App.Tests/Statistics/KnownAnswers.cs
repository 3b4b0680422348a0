using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Tests.Errors;

namespace Improvement.Bot.Tests.Statistics;

/// <summary>One calculation with its answer, computed by two other programs.</summary>
internal sealed record KnownAnswer(string Id, JsonElement Inputs, JsonElement Expected, double Tolerance)
{
    public int Int(string input) => Inputs.GetProperty(input).GetInt32();

    public double Double(string input) => Inputs.GetProperty(input).GetDouble();

    public int[] Ints(string input) => [.. Inputs.GetProperty(input).EnumerateArray().Select(each => each.GetInt32())];

    /// <summary>Fails unless a named figure of the answer is as expected; null where it is not defined.</summary>
    public void Check(string name, double? found)
    {
        var expected = Expected.ValueKind is JsonValueKind.Null ? default : Expected.GetProperty(name);
        if (expected.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            found.Should().BeNull($"{name} of {Id} is not defined");
        }
        else if (expected.ValueKind is JsonValueKind.String)
        {
            found.Should().Be(double.PositiveInfinity, $"{name} of {Id} is {expected.GetString()}");
        }
        else
        {
            found.Should().BeApproximately(
                expected.GetDouble(), Tolerance * Math.Max(1, Math.Abs(expected.GetDouble())), $"that is {name} of {Id}");
        }
    }
}

/// <summary>The known answers beside the repository.</summary>
internal static class KnownAnswers
{
    /// <summary>The file, as seen from the real data.</summary>
    public const string File = "../reference/known-answers.json";

    /// <summary>The cases of a method; there are some.</summary>
    public static IReadOnlyList<KnownAnswer> Of(string method)
    {
        using var all = JsonDocument.Parse(System.IO.File.ReadAllText(SharedData.File(File)));
        var cases = all.RootElement.GetProperty("cases").EnumerateArray()
            .Where(each => each.GetProperty("method").GetString() == method)
            .Select(each => new KnownAnswer(
                each.GetProperty("id").GetString()!, each.GetProperty("inputs").Clone(), each.GetProperty("expected").Clone(),
                each.GetProperty("tolerance").GetDouble()))
            .ToList();
        cases.Should().NotBeEmpty();
        return cases;
    }
}
