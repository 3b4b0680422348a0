using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Improvement.Bot.Tests.Channel;
using Microsoft.Playwright;

namespace Improvement.Bot.Tests.EndToEnd.Stage;

/// <summary>The page on which the bot draws every card that it can send, looked at with the page's own switches.</summary>
public sealed class GalleryPage : IAsyncDisposable
{
    private static readonly string Checks =
        File.ReadAllText(Path.Combine(BuiltBot.SolutionFolder, "tests", "EndToEnd.Tests", "Stage", "card-checks.js"));

    private readonly BotProcess _bot;
    private readonly IPage _page;
    private readonly List<string> _errors = [];

    private GalleryPage(BotProcess bot, IPage page)
    {
        (_bot, _page) = (bot, page);
        page.SetDefaultTimeout(Machine.LongestTest);
        page.PageError += (_, error) => _errors.Add($"script: {error}");
        page.Console += (_, line) =>
        {
            if (line.Type is "error") _errors.Add($"console: {line.Text}");
        };
    }

    /// <summary>The page, once every card is drawn.</summary>
    /// <exception cref="InvalidOperationException">The cards are listed and not drawn; the text says why.</exception>
    internal static async Task<GalleryPage> Open(IBrowser browser, BotProcess bot)
    {
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 1000 } });
        var gallery = new GalleryPage(bot, page);
        await page.GotoAsync($"{bot.Endpoint.GetLeftPart(UriPartial.Authority)}/gallery");
        await page.Locator("body[data-state]").WaitForAsync();
        return await page.Locator("body[data-state=drawn]").CountAsync() is 1
            ? gallery
            : throw new InvalidOperationException(await page.Locator("#note").InnerTextAsync());
    }

    /// <summary>Draws all cards anew.</summary>
    /// <param name="isDark">In the dark theme instead of the light.</param>
    /// <param name="isNarrow">320 pixels wide.</param>
    /// <param name="isPhone">Without what phones do not draw.</param>
    public async Task Look(bool isDark, bool isNarrow, bool isPhone = false)
    {
        (string Switch, bool On)[] wanted = [("dark", isDark), ("narrow", isNarrow), ("phone", isPhone), ("unfolded", true)];
        foreach (var (name, on) in wanted) await _page.SetCheckedAsync($"#{name}", on);
    }

    /// <summary>Shows only the cards with these words.</summary>
    /// <returns>What the page says of their number.</returns>
    public async Task<string> Filter(string words)
    {
        await _page.FillAsync("#filter", words);
        return await _page.InnerTextAsync("#count");
    }

    /// <summary>What is wrong with the cards as they are drawn now, each with the name of the card. A phone may find an element unknown:
    /// that its stand-in is drawn is seen by the texts.</summary>
    public async Task<IReadOnlyList<string>> Faults()
    {
        var isPhone = await _page.IsCheckedAsync("#phone");
        var faults = await _page.EvaluateAsync<string[]>(Checks, isPhone);
        var complaints = (await _page.Locator(".complaint:not(:empty)").AllInnerTextsAsync()).SelectMany(all => all.Split('\n'));
        return [
            .. faults, .. complaints.Where(line => !isPhone || !line.StartsWith("Unknown element type", StringComparison.Ordinal)),
            .. _errors];
    }

    /// <summary>What axe finds in all groups, each with the rule, the number of places and the first of them.</summary>
    /// <param name="except">What is left out: a rule, and a part of the HTML of the places.</param>
    public async Task<IReadOnlyList<string>> Barriers(params (string Rule, string Html)[] except)
    {
        var places = new List<(string Rule, string Text)>();
        await ForEachGroup(async () =>
        {
            var found = await _page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
            places.AddRange(found.Violations.SelectMany(rule => rule.Nodes.Select(node => (rule.Id, Text: $"{node.Target} {node.Html}")))
                .Where(place => !except.Any(each => place.Id == each.Rule && place.Text.Contains(each.Html, StringComparison.Ordinal))));
        });
        return [
            .. places.GroupBy(place => place.Rule).Select(rule =>
                $"{rule.Key} in {rule.Count()} places: {string.Join("; ", rule.Take(3).Select(place => place.Text))}")];
    }

    /// <summary>Goes through all cards with the Tab key.</summary>
    /// <returns>The buttons and fields that were never reached.</returns>
    public async Task<string[]> MissedByTab()
    {
        // Focus that moves within a shadow root is not heard outside.
        await _page.EvaluateAsync("""
            () => {
                window.reached = new Set();
                for (const place of document.querySelectorAll('.drawn')) place.shadowRoot.addEventListener('focusin', event => window.reached.add(event.target));
            }
            """);
        await ForEachGroup(PressTabToTheEnd);
        return await _page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main article')].flatMap(article => [...article.querySelector('.drawn').shadowRoot.querySelectorAll('button, input:not([type=radio]), select, textarea, [role=button]')]
                .filter(part => part.getBoundingClientRect().height && !window.reached.has(part)).map(part => `${article.id}: ${part.outerHTML.slice(0, 120)}`))
            """);
    }

    private async Task PressTabToTheEnd()
    {
        const string Left = "() => document.activeElement === document.body || document.activeElement.closest('header') !== null";
        await _page.EvaluateAsync("() => document.querySelector('#cards').focus()");
        for (var presses = 0; presses % 25 is not 0 || !await _page.EvaluateAsync<bool>(Left) || presses is 0; presses++)
        {
            await _page.Keyboard.PressAsync("Tab");
        }
    }

    /// <summary>
    /// Does something while the page has one group, for each of them: with all cards at once each key costs the layout of all, and axe goes
    /// through what is hidden as well.
    /// </summary>
    private async Task ForEachGroup(Func<Task> look)
    {
        const string Only = """
            only => {
                const main = document.querySelector('main');
                window.groups ??= [...main.children];
                main.replaceChildren(...window.groups.filter(each => only === null || each.id === only));
            }
            """;
        foreach (var group in await _page.EvaluateAsync<string[]>("() => [...document.querySelector('main').children].map(each => each.id)"))
        {
            await _page.EvaluateAsync(Only, group);
            await look();
        }
        await _page.EvaluateAsync(Only, null);
    }

    /// <summary>Does something to the page, to see whether the checks notice.</summary>
    public Task Damage(string script) => _page.EvaluateAsync(script);

    /// <summary>Keeps a picture of the cards of a group.</summary>
    public async Task Picture(string group, string name) =>
        await _page.Locator($"#group-{group}").ScreenshotAsync(new() { Path = Path.Combine(Chat.Pictures, $"gallery-{name}.png") });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _page.CloseAsync();
        await _bot.DisposeAsync();
    }
}
