using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>Every card that the bot can send, drawn by Microsoft's renderer in a real browser.</summary>
[Collection(OneRoom.Name)]
public sealed class DrawnCards(Room room)
{
    /// <summary>What axe finds in the renderer itself, whatever the card.</summary>
    private static readonly (string Rule, string Html)[] OfTheRenderer =
    [
        // what can be tapped as a whole is named by the title of its action, as in Teams; all its words as a name would be read twice
        ("label-content-name-mismatch", "ac-selectable"),
        // the label of choices that are searched while somebody types is not tied to the field; Teams draws a field of its own
        ("label", "ac-choiceSetInput-filtered-textbox"),
    ];

    [ChatFact]
    public async Task Every_card_is_whole_readable_and_usable_wide_and_narrow_light_and_dark()
    {
        await using var gallery = await room.EnterGallery();
        foreach (var (isDark, isNarrow) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            var look = $"{(isDark ? "dark" : "light")}-{(isNarrow ? "narrow" : "wide")}";
            await gallery.Look(isDark, isNarrow);
            await gallery.Picture("awkward", look);

            Listed(await gallery.Faults()).Should().BeEmpty(look);
            // both themes and both widths; axe takes its time
            if (isDark == isNarrow) Listed(await gallery.Barriers(OfTheRenderer)).Should().BeEmpty(look);
        }
    }

    [ChatFact]
    public async Task A_phone_that_lacks_the_parts_of_desktops_shows_every_card_as_well()
    {
        await using var gallery = await room.EnterGallery();
        await gallery.Look(isDark: false, isNarrow: true, isPhone: true);

        Listed(await gallery.Faults()).Should().BeEmpty();
    }

    [ChatFact]
    public async Task Every_button_and_field_is_reached_by_the_tab_key()
    {
        await using var gallery = await room.EnterGallery();
        await gallery.Look(isDark: false, isNarrow: false);

        Listed(await gallery.MissedByTab()).Should().BeEmpty();
    }

    [ChatFact]
    public async Task The_filter_leaves_the_cards_with_these_words()
    {
        await using var gallery = await room.EnterGallery();

        (await gallery.Filter("welcome team")).Should().MatchRegex(@"^[1-9] of \d{3} cards$");
        (await gallery.Filter("no card says this")).Should().StartWith("0 of ");
    }

    [ChatFact]
    public async Task The_checks_notice_what_is_wrong()
    {
        await using var gallery = await room.EnterGallery();
        await gallery.Look(isDark: false, isNarrow: true);
        await gallery.Damage("""
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

        var faults = await gallery.Faults();
        foreach (var what in new[] { "help: <div* wider than the card, by *", "help-report: <div* is cut at the side", "help-change: says “?object Object]”", "welcome-group: lacks “Hello*", "welcome-personal: the button “*” cannot be reached*", "my-empty: is not drawn" })
        {
            faults.Should().ContainMatch(what);
        }
        faults.Select(fault => fault.Split(':')[0]).Distinct().Should().HaveCount(6, "no other card was touched");
        (await gallery.Barriers(OfTheRenderer)).Should().ContainMatch("color-contrast in 1 places*welcome-team*");
    }

    private static string Listed(IEnumerable<string> faults) => string.Join('\n', faults.Take(20));
}
