using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>What a request is answered.</summary>
internal sealed record Answer(int Status, JsonNode? Body = null, TimeSpan RetryAfter = default)
{
    public static Answer Ok(JsonNode? body = null) => new(200, body);

    public static Answer Created(string id) => new(201, new JsonObject { ["id"] = id });

    public static Answer Error(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    public static Answer Bad(string message) => Error(400, "BadSyntax", message);

    public static Answer Of(Fault.Refuse fault) => Shape(fault) with { RetryAfter = fault.RetryAfter };

    private static Answer Shape(Fault.Refuse fault)
    {
        if (fault.SubCode is null)
        {
            return Error(fault.Status, fault.Code, "This is a fault that the test asked for.");
        }

        var inner =
            new JsonObject { ["subCode"] = fault.SubCode, ["details"] = "This is a fault that the test asked for.", ["errorCode"] = null };
        return new(
            fault.Status,
            new JsonObject { ["errorCode"] = int.Parse(fault.Code), ["message"] = inner.ToJsonString(new() { WriteIndented = true }) });
    }
}
