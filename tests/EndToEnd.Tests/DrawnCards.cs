using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>Every card that the bot can send, drawn by Microsoft's renderer in a real browser.</summary>
[Collection(OneRoom.Name)]
public sealed class DrawnCards(Gallery gallery) : IClassFixture<Gallery>
{
    /// <summary>What axe finds in the renderer itself, whatever the card.</summary>
    private static readonly (string Rule, string Html)[] OfTheRenderer =
    [
        // what can be tapped as a whole is named by the title of its action, as in Teams; all its words as a name would be read twice
        ("label-content-name-mismatch", "ac-selectable"),
        // the label of choices that are searched while somebody types is not tied to the field; Teams draws a field of its own
        ("label", "ac-choiceSetInput-filtered-textbox"),
    ];

    private readonly GalleryPage _page = gallery.Page;

    [ChatFact]
    public async Task Every_card_is_whole_readable_and_usable_wide_and_narrow_light_and_dark()
    {
        // one switch after the other, as each draws all cards anew
        foreach (var (isDark, isNarrow) in new[] { (false, false), (true, false), (true, true), (false, true) })
        {
            var look = $"{(isDark ? "dark" : "light")}-{(isNarrow ? "narrow" : "wide")}";
            await _page.Look(isDark, isNarrow);
            await _page.Picture("awkward", look);

            Listed(await _page.Faults()).Should().BeEmpty(look);
            // both themes and both widths; axe takes its time
            if (isDark == isNarrow) Listed(await _page.Barriers(OfTheRenderer)).Should().BeEmpty(look);
        }
    }

    [ChatFact]
    public async Task A_phone_that_lacks_the_parts_of_desktops_shows_every_card_as_well()
    {
        await _page.Look(isDark: false, isNarrow: true, isPhone: true);

        Listed(await _page.Faults()).Should().BeEmpty();
    }

    [ChatFact]
    public async Task Every_button_and_field_is_reached_by_the_tab_key()
    {
        await _page.Look(isDark: false, isNarrow: false);

        Listed(await _page.MissedByTab()).Should().BeEmpty();
    }

    [ChatFact]
    public async Task The_filter_leaves_the_cards_with_these_words()
    {

        (await _page.Filter("welcome team")).Should().MatchRegex(@"^[1-9] of \d{3} cards$");
        (await _page.Filter("no card says zyzzyva")).Should().StartWith("0 of ");
    }

    [ChatFact]
    public async Task The_checks_notice_what_is_wrong()
    {
        await _page.Look(isDark: false, isNarrow: true);
        try
        {
            await _page.Damage("""
                () => {
                    const card = name => document.getElementById(name).querySelector('.drawn').shadowRoot.querySelector('.ac-adaptiveCard');
                    card('help').querySelector('.ac-textBlock').style.width = '900px';
                    Object.assign(card('help-report').querySelector('.ac-textBlock').style, { whiteSpace: 'nowrap', overflow: 'hidden' });
                    card('help-change').append(String({}));
                    card('welcome-group').querySelector('.ac-textBlock').remove();
                    card('welcome-personal').querySelector('button').tabIndex = -1;
                    card('welcome-team').querySelector('.ac-textBlock').style.color = '#bbbbbb';
                    card('my-empty').remove();
                }
                """);
            await SeesTheDamage();
        }
        finally
        {
            await _page.Load();
        }
    }

    private async Task SeesTheDamage()
    {
        var faults = await _page.Faults();
        foreach (var what in new[]
        {
            "help: <div* wider than the card, by *", "help-report: <div* is cut at the side", "help-change: says “?object Object]”",
            "welcome-group: lacks “Hello*", "welcome-personal: the button “*” cannot be reached*", "my-empty: is not drawn",
        })
        {
            faults.Should().ContainMatch(what);
        }

        faults.Select(fault => fault.Split(':')[0]).Distinct().Should().HaveCount(6, "no other card was touched");
        (await _page.MissedByTab("welcome-personal")).Should().ContainSingle().Which.Should().StartWith("welcome-personal: <button");
        (await _page.Barriers(OfTheRenderer, "welcome-team")).Should().ContainMatch("color-contrast in 1 places*welcome-team*");
    }

    private static string Listed(IEnumerable<string> faults) => string.Join('\n', faults.Take(20));
}
