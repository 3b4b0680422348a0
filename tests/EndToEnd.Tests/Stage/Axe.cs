using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Improvement.Bot.Tests.EndToEnd.Stage;

/// <summary>A place on a page where axe finds a barrier.</summary>
/// <param name="Rule">The rule of axe, such as <c>color-contrast</c>.</param>
/// <param name="Text">Where it is, and its HTML.</param>
internal sealed record Barrier(string Rule, string Text);

/// <summary>
/// Axe, which looks for barriers for people. It runs in the page itself, as no page of ours has frames: its adapter for Playwright fetches
/// axe anew for each look, and opens a second page to put the findings of frames together.
/// </summary>
internal static class Axe
{
    private const string Run = """
        async () => {
            const { violations } = await axe.run({ resultTypes: ['violations'] });
            const places = violations.flatMap(rule => rule.nodes.map(node => ({ Rule: rule.id, Text: `${node.target} ${node.html}` })));
            return JSON.stringify(places);
        }
        """;

    private static readonly string Itself = new BundledAxeScriptProvider().GetScript();

    /// <summary>What it finds on a page as it is now.</summary>
    public static async Task<IReadOnlyList<Barrier>> Look(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => window.axe !== undefined")) await page.EvaluateAsync(Itself);
        return JsonSerializer.Deserialize<Barrier[]>(await page.EvaluateAsync<string>(Run))!;
    }
}
