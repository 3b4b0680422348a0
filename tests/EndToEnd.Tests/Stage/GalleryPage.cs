using Improvement.Bot.Tests.Channel;
using Microsoft.Playwright;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd.Stage;

/// <summary>The page of every card, opened once for all tests that look at it.</summary>
/// <param name="room">Where it is opened.</param>
public sealed class Gallery(Room room) : IAsyncLifetime
{
    /// <summary>The page; each test looks at it as it needs to.</summary>
    public GalleryPage Page { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Machine.Lacks is null) Page = await room.EnterGallery();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (Page is not null) await Page.DisposeAsync();
    }
}

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
        await gallery.Load();
        return gallery;
    }

    /// <summary>Loads the page anew, with whatever was done to it forgotten.</summary>
    public async Task Load()
    {
        await _page.GotoAsync($"{_bot.Endpoint.GetLeftPart(UriPartial.Authority)}/gallery");
        await _page.Locator("body[data-state]").WaitForAsync();
        if (await _page.Locator("body[data-state=drawn]").CountAsync() is 1) return;
        throw new InvalidOperationException(await _page.Locator("#note").InnerTextAsync());
    }

    /// <summary>Draws all cards anew where the looks differ from those of before.</summary>
    /// <param name="isDark">In the dark theme instead of the light.</param>
    /// <param name="isNarrow">320 pixels wide.</param>
    /// <param name="isPhone">Without what phones do not draw.</param>
    public async Task Look(bool isDark, bool isNarrow, bool isPhone = false)
    {
        (string Switch, bool On)[] wanted = [("dark", isDark), ("narrow", isNarrow), ("phone", isPhone), ("unfolded", true)];
        await _page.FillAsync("#filter", "");
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

    /// <summary>What axe finds on the page, each with the rule, the number of places and the first of them.</summary>
    /// <param name="except">What is left out: a rule, and a part of the HTML of the places.</param>
    /// <param name="card">Looks at nothing but the group of this card; null for all of them, and the page around them.</param>
    public async Task<IReadOnlyList<string>> Barriers((string Rule, string Html)[] except, string? card = null)
    {
        var places = new List<Barrier>();
        await ForEachPart(
            async () => places.AddRange((await Axe.Look(_page)).Where(place =>
                !except.Any(each => place.Rule == each.Rule && place.Text.Contains(each.Html, StringComparison.Ordinal)))),
            card);
        return [
            .. places.GroupBy(place => place.Rule).Select(rule =>
                $"{rule.Key} in {rule.Count()} places: {string.Join("; ", rule.Take(3).Select(place => place.Text))}")];
    }

    /// <summary>Goes through all cards with the Tab key.</summary>
    /// <param name="card">Goes through nothing but the group of this card.</param>
    /// <returns>The buttons and fields that were never reached.</returns>
    public async Task<string[]> MissedByTab(string? card = null)
    {
        // Focus that moves within a shadow root is not heard outside. What the page has around the cards is no part of them.
        await _page.EvaluateAsync("""
            () => {
                window.reached = new Set();
                for (const { shadowRoot } of document.querySelectorAll('.drawn')) {
                    shadowRoot.addEventListener('focusin', event => window.reached.add(event.target));
                }
                document.addEventListener('focusin', event => { window.isThrough ||= !event.target.closest('main'); });
                window.around = [...document.querySelectorAll('main a, main .post, main summary')];
                for (const each of window.around) each.tabIndex = -1;
            }
            """);
        var keys = await _page.Context.NewCDPSessionAsync(_page);
        await ForEachPart(() => PressTabToTheEnd(keys), card);
        await keys.DetachAsync();
        await _page.EvaluateAsync("() => window.around.forEach(each => each.removeAttribute('tabindex'))");
        return await _page.EvaluateAsync<string[]>(
            """
            card => {
                const parts = 'button, input:not([type=radio]), select, textarea, [role=button]';
                const isMissed = part => part.getBoundingClientRect().height && !window.reached.has(part);
                const within = card ? document.getElementById(card).closest('section') : document.querySelector('main');
                return [...within.querySelectorAll('article')].flatMap(article =>
                    [...article.querySelector('.drawn').shadowRoot.querySelectorAll(parts)].filter(isMissed)
                        .map(part => `${article.id}: ${part.outerHTML.slice(0, 120)}`));
            }
            """,
            card);
    }

    /// <summary>
    /// Presses Tab from the first card until something around the cards has the focus; several times at once, as waiting for each key costs
    /// more than the key.
    /// </summary>
    private async Task PressTabToTheEnd(ICDPSession keys)
    {
        const int atOnce = 25;
        var tab = new Dictionary<string, object>
        {
            ["type"] = "rawKeyDown", ["key"] = "Tab", ["code"] = "Tab", ["windowsVirtualKeyCode"] = 9,
        };
        await _page.EvaluateAsync("() => { document.querySelector('#cards').focus(); window.isThrough = false; }");
        do await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => keys.SendAsync("Input.dispatchKeyEvent", tab)));
        while (!await _page.EvaluateAsync<bool>("() => window.isThrough"));
    }

    /// <summary>
    /// Does something while the page has one group and no index, for each of them, and while it has its index alone: with all cards at once
    /// each key costs the layout of all, axe goes through what is hidden as well, and the index is long.
    /// </summary>
    private async Task ForEachPart(Func<Task> look, string? card = null)
    {
        const string Parts = """
            card => {
                const [index, cards] = [document.querySelector('nav'), document.querySelector('main')];
                const [entries, groups] = [[...index.children], [...cards.children]];
                window.show = group => {
                    index.replaceChildren(...group ? [] : entries);
                    cards.replaceChildren(...groups.filter(each => group === undefined || each.id === group));
                };
                return card ? [document.getElementById(card).closest('section').id] : ['', ...groups.map(each => each.id)];
            }
            """;
        foreach (var part in await _page.EvaluateAsync<string[]>(Parts, card))
        {
            await _page.EvaluateAsync("part => window.show(part)", part);
            await look();
        }

        await _page.EvaluateAsync("() => window.show()");
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
