using System.Text.Json;
using Json.Pointer;
using Json.Schema;

namespace Improvement.Bot.Tests.Channel;

/// <summary>One thing that a schema forbids, out of the tree of everything it tried.</summary>
/// <param name="Place">Where in the document.</param>
/// <param name="Keyword">The rule of the schema, such as <c>required</c>; empty for a property that may not be there.</param>
/// <param name="Message">What the validator says.</param>
internal sealed record SchemaFault(JsonPointer Place, string Keyword, string Message)
{
    private const int LongestQuote = 80;

    /// <summary>The faults below a result. Of alternatives only those of the one that was meant.</summary>
    public static List<SchemaFault> In(EvaluationResults result)
    {
        if (result.IsValid) return [];
        var own = (result.Errors ?? []).Select(error => new SchemaFault(result.InstanceLocation, error.Key, error.Value));
        var failed = (result.Details ?? []).Where(part => !part.IsValid).ToLookup(part => AlternativesOf(result, part));
        return [
            .. own, .. failed[null].SelectMany(In),
            .. failed.Where(parts => parts.Key is not null).SelectMany(parts => OfTheOneMeant(result, parts))];
    }

    /// <summary>The fault with its place and what stands there.</summary>
    public string Told(JsonElement document)
    {
        var found = Place.Evaluate(document)?.GetRawText() ?? "";
        var quote = found.Length > LongestQuote ? found[..LongestQuote] + "…" : found;
        return $"{(Place.SegmentCount is 0 ? "/" : Place)}: {(Keyword is "" ? "is not known here" : Message)} ({quote})";
    }

    private static string? AlternativesOf(EvaluationResults result, EvaluationResults part)
    {
        var step = part.EvaluationPath.GetSegment(result.EvaluationPath.SegmentCount).ToString();
        return step is "anyOf" or "oneOf" ? step : null;
    }

    /// <summary>The member <c>type</c> says which alternative was meant; without one, it is that which fits furthest.</summary>
    private static List<SchemaFault> OfTheOneMeant(EvaluationResults result, IEnumerable<EvaluationResults> alternatives)
    {
        var type = result.InstanceLocation.Combine("type");
        var faults = alternatives.Select(In).ToList();
        var meant = faults.Where(each => !each.Exists(fault => fault.Place == type && fault.Keyword is "const" or "enum")).ToList();
        if (meant is []) return [new(type, "anyOf", "no such type may stand here")];
        return meant.OrderByDescending(each => each.Max(fault => fault.Place.SegmentCount)).ThenBy(each => each.Count).First();
    }
}
