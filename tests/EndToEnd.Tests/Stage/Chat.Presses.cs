using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Improvement.Bot.Tests.EndToEnd.Stage;

/// <content>Buttons that are pressed, and inputs that are filled.</content>
public sealed partial class Chat
{
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
        "async press => await (await fetch('/_conversation/v1/invoke', { method: 'POST', headers: { 'Content-Type': 'application/json' "
            + "}, body: press })).text()",
        _lastPress ?? throw new InvalidOperationException("Nothing was pressed yet."));

    /// <summary>Fills the last text input of that label.</summary>
    public Task Type(string label, string text)
    {
        _typed[label] = text;
        return Field(label).FillAsync(text);
    }

    /// <summary>Fills each text input of that label.</summary>
    public async Task TypeInAll(string label, string text)
    {
        foreach (var field in await Fields(label).AllAsync()) await field.FillAsync(text);
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

    /// <summary>Chooses a day of this month, or of the first week of the next one, in the last input of that label.</summary>
    public async Task ChooseDay(string label, DateOnly day)
    {
        await _page.Locator(Card).GetByRole(AriaRole.Combobox, new() { NameRegex = Beginning(label) }).Last.ClickAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"{day:d, MMMM, yyyy}");
        await _page.GetByRole(AriaRole.Button, new() { Name = name }).Last.ClickAsync();
    }

    /// <summary>What is chosen in the last list of that label.</summary>
    public Task<string> Chosen(string label) =>
        _page.Locator(Card).GetByRole(AriaRole.Combobox, new() { NameRegex = Beginning(label) }).Last
        .EvaluateAsync<string>("list => list.value || list.innerText || list.parentElement.innerText");

    private ILocator Field(string label) => Fields(label).Last;

    private ILocator Fields(string label) => _page.Locator(Card).GetByRole(AriaRole.Textbox, new() { NameRegex = Beginning(label) });

    private ILocator LastButton(string title) => ButtonOf(_page.Locator(Card), title);

    private static ILocator ButtonOf(ILocator card, string title) =>
        card.GetByRole(AriaRole.Button, new() { Name = title, Exact = true }).Last;

    private static Regex Beginning(string words) => new($"^{Regex.Escape(words)}");
}
