using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.Playwright;

namespace Improvement.Bot.Tests.EndToEnd.Stage;

/// <content>Pages that a press gives a link to.</content>
public sealed partial class Chat
{
    /// <summary>
    /// Opens the page whose link the answer to the last press has, pressed once more; the chat page itself opens no links.
    /// </summary>
    public async Task<IPage> PageBehindLastPress()
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync(LinkToPage().Match(await PressAgainElsewhere()).Value);
        return page;
    }

    /// <summary>
    /// Opens the page behind the last press and looks at it light and dark, wide and narrow: nothing is wider than the window, and axe
    /// finds
    /// no barrier. Each look is kept as a picture.
    /// </summary>
    /// <param name="name">Names the pictures.</param>
    /// <param name="words">Words that stand on the page once it is open.</param>
    public async Task<IPage> LookAtPageBehindLastPress(string name, string words)
    {
        var page = await PageBehindLastPress();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await page.GetByText(words).First.WaitForAsync();
        foreach (var (scheme, width) in new[]
        {
            (ColorScheme.Light, 1000), (ColorScheme.Dark, 1000), (ColorScheme.Light, 320), (ColorScheme.Dark, 320),
        })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"page-{name}-{scheme}-{width}.png"), FullPage = true });
            var isWider = await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth");
            isWider.Should().BeFalse($"{width} pixels are enough");
            (await Axe.Look(page)).Should().BeEmpty($"{scheme}, {width} pixels");
        }

        return page;
    }

    [GeneratedRegex(@"http://[^""\\]+/pages/[^""\\]+")]
    private static partial Regex LinkToPage();
}
