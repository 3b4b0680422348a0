using System.Diagnostics;
using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Development;
using Improvement.Bot.Tests.Channel;
using Microsoft.Playwright;

namespace Improvement.Bot.Tests.EndToEnd.Stage;

/// <summary>
/// How the chat is looked at. The chat page has no dark mode and no phone, so the browser darkens its colours and the cards are squeezed to
/// the width of one.
/// </summary>
public enum Look
{
    /// <summary>A desktop, light.</summary>
    Light,

    /// <summary>A desktop, dark.</summary>
    Dark,

    /// <summary>Cards as narrow as on a phone.</summary>
    Narrow,

    /// <summary>A desktop so high that a long card fits.</summary>
    Tall,
}

/// <summary>The chat page as a person sees and uses it. Every wait has a deadline, and its failure says what is seen instead.</summary>
public sealed partial class Chat : IAsyncDisposable
{
    // What the bot says: messages of the personal chat, cards, and texts in a channel. What people say is not among it.
    private const string Said =
        ".fai-OutputCard, .ac-adaptiveCard:not(.ac-adaptiveCard .ac-adaptiveCard):not(.fai-OutputCard .ac-adaptiveCard), "
            + "p[node]:not(.fai-OutputCard p)";
    private const string Card = ".ac-adaptiveCard:not(.ac-adaptiveCard .ac-adaptiveCard)";
    private const string PhoneWidth =
        ".fai-OutputCard { width: 356px !important; min-width: 0 !important; } .ac-preview-panel, .ac-preview-panel > *, "
            + ".ac-adaptiveCard { width: auto !important; min-width: 0 !important; max-width: 320px !important; }";
    private const int Moment = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45), JobPatience = TimeSpan.FromMinutes(3);

    private readonly IBrowserContext _context;
    private readonly IPage _page;
    private readonly Dictionary<string, string> _typed = [];
    private int _pictures;
    private string? _lastPress;

    private Chat(IBrowserContext context, IPage page, string name)
    {
        (_context, _page, Name) = (context, page, name);
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        page.Dialog += async (_, dialog) =>
        {
            Alerts.Add(dialog.Message);
            await dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/_conversation/v1/invoke", StringComparison.Ordinal)) _lastPress = request.PostData;
        };
    }

    /// <summary>Where pictures and logs are kept; git ignores it.</summary>
    public static string Pictures { get; } = Directory.CreateDirectory(
        Path.Combine(BuiltBot.SolutionFolder, "artifacts", "screenshots")).FullName;

    /// <summary>The name of the test.</summary>
    public string Name { get; }

    /// <summary>Windows that a script opened; there should be none.</summary>
    public List<string> Alerts { get; } = [];

    /// <summary>Opens the page, which installs the bot in the personal chat.</summary>
    internal static async Task<Chat> Open(IBrowser browser, Uri address, Look look, string name)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = look is Look.Narrow ? 900 : 1280, Height = look is Look.Tall ? 2400 : 1000 },
        });
        try
        {
            return await Opened(context, address, look, name);
        }
        catch
        {
            await context.CloseAsync(); // a page left open would take the greetings of the next test
            throw;
        }
    }

    private static async Task<Chat> Opened(IBrowserContext context, Uri address, Look look, string name)
    {
        var page = await context.NewPageAsync();
        var chat = new Chat(context, page, name);
        if (look is Look.Dark)
        {
            var browserItself = await context.NewCDPSessionAsync(page);
            await browserItself.SendAsync("Emulation.setAutoDarkModeOverride", new() { ["enabled"] = true });
        }

        await page.RouteAsync("**/_conversation/v1/**", chat.Forward);
        await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.GetByTitle("Hide log panel").ClickAsync();
        if (look is Look.Narrow) await page.AddStyleTagAsync(new() { Content = PhoneWidth });
        return chat;
    }

    /// <summary>Shows the personal chat.</summary>
    public Task OpenPersonal() => OpenPlace("Personal Chat");

    /// <summary>Shows a channel of the team.</summary>
    public Task OpenChannel(string channel = "General") => OpenPlace($"{PlaygroundTenant.TeamName} - {channel}");

    /// <summary>Types a message and sends it; line breaks stay.</summary>
    public async Task Say(string text)
    {
        await Box.ClickAsync();
        await _page.Keyboard.InsertTextAsync(text);
        await _page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Mentions the bot and goes on with a text, in a channel as a new post.</summary>
    public async Task SayToBot(string text)
    {
        if (_sender is not null)
        {
            await SayAsSender(text);
            return;
        }

        await Box.ClickAsync();
        await _page.Keyboard.TypeAsync("@Improvement");
        await _page.GetByRole(AriaRole.Menuitem).First.ClickAsync();
        await _page.Keyboard.InsertTextAsync($" {text}");
        await _page.Keyboard.PressAsync("Enter");
    }

    /// <summary>All that the bot shows in the open place, as text, from top to bottom.</summary>
    public async Task<string> ShownText() =>
        Spaces()
            .Replace(string.Join("\n", await _page.Locator(Said).AllInnerTextsAsync().WaitAsync(Patience, TimeProvider.System)), " ")
            .Trim();

    /// <summary>The text of the last card.</summary>
    public async Task<string> LastCard() =>
        Spaces()
            .Replace(
                (await _page.Locator(Card).AllInnerTextsAsync().WaitAsync(Patience, TimeProvider.System)) is [.., var last] ? last : "",
                " ")
            .Trim();

    /// <summary>How many cards are shown in the open place.</summary>
    public Task<int> Cards() => _page.Locator(Card).CountAsync();

    /// <summary>Waits until the bot shows a text.</summary>
    public Task WaitFor(string text) => Until(shown => shown.Contains(text, StringComparison.Ordinal), $"“{text}” to appear");

    /// <summary>Waits for what comes with the next runs of jobs, which look once a minute.</summary>
    public Task WaitForJobs(string text) =>
        Until(shown => shown.Contains(text, StringComparison.Ordinal), $"“{text}” to appear", JobPatience);

    /// <summary>Waits until the bot no longer shows a text.</summary>
    public Task WaitUntilGone(string text) => Until(shown => !shown.Contains(text, StringComparison.Ordinal), $"“{text}” to go");

    /// <summary>Waits until what the bot shows satisfies a condition.</summary>
    /// <exception cref="TimeoutException">It did not in time; the text says what was shown.</exception>
    public async Task Until(Func<string, bool> condition, string what, TimeSpan? patience = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var shown = await ShownText();
            if (condition(shown)) return;
            if (watch.Elapsed > (patience ?? Patience))
            {
                throw new TimeoutException($"Waited {watch.Elapsed.TotalSeconds:0} s for {what}. Shown:\n{shown}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>Keeps a picture of the open place; a machine too busy to draw it fails no test.</summary>
    /// <returns>The file.</returns>
    public async Task<string> Screenshot(string name)
    {
        var file = Path.Combine(Pictures, $"{Name}-{++_pictures:00}-{name}.png");
        try
        {
            await _page.ScreenshotAsync(new() { Path = file });
        }
        catch (TimeoutException)
        {
            await File.WriteAllTextAsync(Path.ChangeExtension(file, ".txt"), await ShownText());
        }

        return file;
    }

    /// <summary>Whether anything in the last card is wider than the card itself.</summary>
    public Task<bool> LastCardIsCutOff() => _page.Locator(Card).Last.EvaluateAsync<bool>(
        "card => { const edge = card.getBoundingClientRect().right + 1; return [...card.querySelectorAll('*')].some(part => "
            + "part.getBoundingClientRect().right > edge && getComputedStyle(part).visibility !== 'hidden') }");

    /// <summary>Keeps a last picture and closes the page.</summary>
    public async ValueTask DisposeAsync()
    {
        await Screenshot("end");
        await _context.CloseAsync().WaitAsync(Patience, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // In a channel every thread has a box of its own; the first is that of a new post.
    private ILocator Box => _page.Locator("[contenteditable=true][role=textbox]").First;

    private Task OpenPlace(string name) => _page.Locator($"button[aria-label=\"{name}\"]").ClickAsync();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
