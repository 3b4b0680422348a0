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
        ".fai-OutputCard, .ac-adaptiveCard:not(.ac-adaptiveCard .ac-adaptiveCard):not(.fai-OutputCard .ac-adaptiveCard), p[node]:not(.fai-OutputCard p)";
    private const string Card = ".ac-adaptiveCard:not(.ac-adaptiveCard .ac-adaptiveCard)";
    private const string PhoneWidth =
        ".fai-OutputCard { width: 356px !important; min-width: 0 !important; } .ac-preview-panel, .ac-preview-panel > *, .ac-adaptiveCard { width: auto !important; min-width: 0 !important; max-width: 320px !important; }";
    private const int Moment = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

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

    /// <summary>Presses the last button of that name.</summary>
    public Task Press(string button) => Press(LastButton(button));

    /// <summary>Presses the last button of that name on a card that shows some words, such as a number.</summary>
    public Task PressOn(string words, string button) =>
        Press(ButtonOf(_page.Locator(Card).Filter(new() { HasText = words }), button));

    // The chat page draws every card of a place anew when one of them is updated, and forgets what was typed, also in the moment before the
    // press; Teams draws that one alone.
    private async Task Press(ILocator button)
    {
        await TypeAgain();
        await button.ClickAsync();
        if (_typed.Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            try
            {
                if (await TypeAgain()) await button.ClickAsync(new() { Timeout = Moment });
            }
            catch (TimeoutException)
            {
                // The form is gone: it was sent.
            }
        }

        _typed.Clear();
    }

    /// <summary>Presses the last button of that name twice, as quickly as a hand can.</summary>
    public Task PressTwice(string button) => LastButton(button).DblClickAsync();

    /// <summary>Taps a part of the last card that is no button, such as a line of a list.</summary>
    public Task Tap(string words) => _page.Locator(Card).Last.GetByText(words).First.ClickAsync();

    /// <summary>Does the last press again, as from a device that still shows the card as it was then.</summary>
    /// <returns>What the chat page was answered.</returns>
    public Task<string> PressAgainElsewhere() => _page.EvaluateAsync<string>(
        "async press => await (await fetch('/_conversation/v1/invoke', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: press })).text()",
        _lastPress ?? throw new InvalidOperationException("Nothing was pressed yet."));

    /// <summary>Opens the page whose link the answer to the last press has, pressed once more; the chat page itself opens no links.</summary>
    public async Task<IPage> PageBehindLastPress()
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync(LinkToPage().Match(await PressAgainElsewhere()).Value);
        return page;
    }

    /// <summary>
    /// Opens the page behind the last press and looks at it light and dark, wide and narrow: nothing is wider than the window, and axe finds
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

    /// <summary>Fills the last text input of that label.</summary>
    public Task Type(string label, string text)
    {
        _typed[label] = text;
        return Field(label).FillAsync(text);
    }

    // Gives whether anything had been lost.
    private async Task<bool> TypeAgain()
    {
        var wasLost = false;
        foreach (var (label, text) in _typed)
        {
            var field = Field(label);
            if (!await field.EvaluateAllAsync<bool>("fields => fields.some(field => field.value === '')")) continue;
            await field.FillAsync(text, new() { Timeout = Moment });
            wasLost = true;
        }

        return wasLost;
    }

    /// <summary>What stands in the last input of that label.</summary>
    public Task<string> Typed(string label) => Field(label).InputValueAsync();

    /// <summary>Chooses in the last input of that label, a list or a row of radio buttons.</summary>
    public async Task Choose(string label, string choice)
    {
        var list = _page.Locator(Card).GetByRole(AriaRole.Combobox, new() { NameRegex = Beginning(label) });
        if (await list.CountAsync() > 0)
        {
            await list.Last.ClickAsync();
            await _page.GetByRole(AriaRole.Option, new() { NameRegex = Beginning(choice) }).First.ClickAsync();
        }
        else
        {
            await _page.Locator(Card).GetByRole(AriaRole.Radio, new() { NameRegex = Beginning(choice) }).Last.CheckAsync();
        }
    }

    /// <summary>What is chosen in the last list of that label.</summary>
    public Task<string> Chosen(string label) =>
        _page.Locator(Card).GetByRole(AriaRole.Combobox, new() { NameRegex = Beginning(label) }).Last
        .EvaluateAsync<string>("list => list.value || list.innerText || list.parentElement.innerText");

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

    /// <summary>Waits until the bot no longer shows a text.</summary>
    public Task WaitUntilGone(string text) => Until(shown => !shown.Contains(text, StringComparison.Ordinal), $"“{text}” to go");

    /// <summary>Waits until what the bot shows satisfies a condition.</summary>
    /// <exception cref="TimeoutException">It did not in time; the text says what was shown.</exception>
    public async Task Until(Func<string, bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var shown = await ShownText();
            if (condition(shown)) return;
            if (watch.Elapsed > Patience) throw new TimeoutException($"Waited {Patience.TotalSeconds} s for {what}. Shown:\n{shown}");
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
        "card => { const edge = card.getBoundingClientRect().right + 1; return [...card.querySelectorAll('*')].some(part => part.getBoundingClientRect().right > edge && getComputedStyle(part).visibility !== 'hidden') }");

    /// <summary>Keeps a last picture and closes the page.</summary>
    public async ValueTask DisposeAsync()
    {
        await Screenshot("end");
        await _context.CloseAsync().WaitAsync(Patience, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // In a channel every thread has a box of its own; the first is that of a new post.
    private ILocator Box => _page.Locator("[contenteditable=true][role=textbox]").First;

    private ILocator Field(string label) => _page.Locator(Card).GetByRole(AriaRole.Textbox, new() { NameRegex = Beginning(label) }).Last;

    private ILocator LastButton(string title) => ButtonOf(_page.Locator(Card), title);

    private static ILocator ButtonOf(ILocator card, string title) =>
        card.GetByRole(AriaRole.Button, new() { Name = title, Exact = true }).Last;

    private Task OpenPlace(string name) => _page.Locator($"button[aria-label=\"{name}\"]").ClickAsync();

    private static Regex Beginning(string words) => new($"^{Regex.Escape(words)}");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"http://[^""\\]+/pages/[^""\\]+")]
    private static partial Regex LinkToPage();
}
