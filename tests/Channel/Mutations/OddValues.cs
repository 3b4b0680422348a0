using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Values that are legal JSON and that nobody expects.</summary>
internal static class OddValues
{
    private static readonly string[] Texts =
    [
        "", " ", "\0", "\u202Egnp.exe", "\u200B\u200D\uFEFF", "👩‍👩‍👧‍👦🏳️‍🌈", "Z̸̡̛͓̃a̷l̶g̵o̷", "报告错误", "דיווח על שגיאה", "\r\n\r\n", "\t",
        "\u0085\u2028\u2029", "İıſK",
        "'; DROP TABLE records; --", "<script>alert(1)</script>", "<at>Everyone</at>", "{{DATE(2026-11-21T10:00:00Z, SHORT)}}", "${rs:key}",
        "%s%n%00", "../../etc/passwd",
        "NaN", "-0", "1e999", "true", "null", "[]", "{}", "2026-13-45T99:99:99Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z",
        "http://169.254.169.254/", "file:///etc/passwd", "https://smba.trafficmanager.net.evil.example/", "29:", "28:", "a:1",
        "19:;messageid=", ";messageid=1;messageid=2",
        "message", "invoke", "adaptiveCard/action", "/report-error", "/cancel", "/HELP", "-report_error", "—report–error",
        "ERR-99999999999999999999", "ERR--1",
    ];

    private static readonly string[] Numbers =
        [
            "0", "-1", "1.5", "1e400", "-1e-400", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
            "123456789012345678901234567890", "2147483648", "1E2", "0.1e1"];

    public static JsonNode? Any(Random random) => random.Next(8) switch
    {
        0 => true,
        1 => new JsonObject(),
        2 => new JsonArray(),
        3 or 4 => JsonNode.Parse(Numbers[random.Next(Numbers.Length)]),
        5 => new JsonArray(1, "two", new JsonObject { ["id"] = 3 }, null, false),
        _ => Texts[random.Next(Texts.Length)],
    };
}
