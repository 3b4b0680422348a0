using System.Text;
using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>A damaged activity.</summary>
/// <param name="Number">Its place in the series.</param>
/// <param name="Body">The bytes.</param>
/// <param name="How">What was done to it, in words.</param>
public sealed record Mutation(int Number, ReadOnlyMemory<byte> Body, string How)
{
    /// <inheritdoc />
    public override string ToString() => $"#{Number} {How}: {Encoding.UTF8.GetString(Body.Span[..Math.Min(Body.Length, 2000)])}";
}

/// <summary>Damages valid activities in every way that a hostile or broken sender might. The same seed gives the same bytes.</summary>
public sealed class Mutations
{
    private readonly IReadOnlyList<string> _texts;
    private readonly Random _random;
    private readonly int _series;
    private readonly TreeDamage _trees;
    private readonly ByteDamage _bytes;

    /// <summary>Prepares a series.</summary>
    /// <param name="activities">Valid activities to begin with.</param>
    /// <param name="seed">What decides everything.</param>
    public Mutations(IEnumerable<JsonObject> activities, int seed)
    {
        _texts = [.. activities.Select(a => a.ToJsonString(Wire.Relaxed))];
        _random = new(seed);
        _series = seed;
        _trees = new(_random, [.. _texts.Select(t => JsonNode.Parse(t)!.AsObject())]);
        _bytes = new(_random);
    }

    /// <summary>The next so many.</summary>
    public IEnumerable<Mutation> Take(int count) => Enumerable.Range(1, count).Select(Next);

    private Mutation Next(int number)
    {
        var tree = JsonNode.Parse(_texts[_random.Next(_texts.Count)])!.AsObject();
        if (_random.Next(8) > 0)
        {
            // Otherwise all but the first would be taken for a repetition and not be looked at.
            tree["id"] = $"{(Wire.Text(tree, "type") == "message" ? "" : "f:")}{_series}{number:D7}";
        }

        var how = new List<string>();
        for (var times = _random.Next(4) switch { 0 => 2, 1 => 3, _ => 1 }; times > 0; times--)
        {
            how.Add(_trees.Damage(tree));
        }

        var text = tree.ToJsonString(Wire.Relaxed);
        var body = Encoding.UTF8.GetBytes(text);
        if (_random.Next(5) == 0)
        {
            (body, var what) = _bytes.Damage(text);
            how.Add(what);
        }

        return new(number, body, string.Join(", ", how));
    }
}
