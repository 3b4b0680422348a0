using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Damage that leaves valid JSON: other values, other names, other shapes.</summary>
internal sealed class TreeDamage(Random random, IReadOnlyList<JsonObject> donors)
{
    /// <summary>Damages one field somewhere in the tree and says how.</summary>
    public string Damage(JsonObject tree)
    {
        var (owner, name) = Pick(tree);
        if (owner is null)
        {
            tree["type"] = "message";
            return "emptied";
        }

        var kind = random.Next(12);
        switch (kind)
        {
            case 0:
                owner.Remove(name);
                return $"without {name}";
            case 1:
                var value = owner[name];
                owner.Remove(name);
                owner[random.Next(2) == 0 ? name.ToUpperInvariant() : name + "X"] = value;
                return $"{name} renamed";
            case 2:
                owner[name] = null;
                return $"{name} null";
            case 3:
                owner[name] = new JsonArray(owner[name]?.DeepClone());
                return $"{name} in an array";
            case 4:
                owner[name] = new JsonObject { [name] = owner[name]?.DeepClone() };
                return $"{name} in an object";
            case 5:
                owner[name] = Deep(random.Next(2, 300));
                return $"{name} nested deeply";
            case 6:
                return Swap(owner, name);
            case 7:
                owner[name] = new string('x', random.Next(20) == 0 ? 300_000 : random.Next(1, 20_000));
                return $"{name} huge";
            default:
                owner[name] = OddValues.Any(random);
                return $"{name} odd";
        }
    }

    /// <summary>A value of the same field of another activity: ids that belong elsewhere.</summary>
    private string Swap(JsonObject owner, string name)
    {
        var donor = donors[random.Next(donors.Count)];
        var field = donor.ElementAt(random.Next(donor.Count));
        owner[name] = (donor.TryGetPropertyValue(name, out var same) && random.Next(3) > 0 ? same : field.Value)?.DeepClone();
        return $"{name} from another activity";
    }

    private (JsonObject? Owner, string Name) Pick(JsonObject tree)
    {
        var fields = new List<(JsonObject, string)>();
        Collect(tree, fields);

        // Fields near the root decide more than those deep inside.
        return fields.Count == 0
            ? (null, "")
            : random.Next(3) == 0 && tree.Count > 0
                ? (tree, tree.ElementAt(random.Next(tree.Count)).Key)
                : fields[random.Next(fields.Count)];
    }

    private static void Collect(JsonNode? node, List<(JsonObject, string)> fields)
    {
        var children = node is JsonObject o ? o.Select(p => p.Value) : node is JsonArray a ? a : Enumerable.Empty<JsonNode?>();
        if (node is JsonObject owner)
        {
            fields.AddRange(owner.Select(p => (owner, p.Key)));
        }

        foreach (var child in children)
        {
            Collect(child, fields);
        }
    }

    private JsonNode Deep(int levels)
    {
        JsonNode inner = "deep";
        for (var i = 0; i < levels; i++)
        {
            inner = random.Next(2) == 0 ? new JsonArray(inner) : new JsonObject { ["value"] = inner };
        }

        return inner;
    }
}
