using FluentAssertions;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Pages;

/// <summary>Where pages are opened, by the settings.</summary>
public sealed class PageAddressTests
{
    public sealed class Public(ProductWithPublicUrl product) : IClassFixture<ProductWithPublicUrl>
    {
        [Fact]
        public async Task A_link_and_its_cookie_are_of_the_public_address()
        {
            var (_, ann, label, _) = await product.SomeIdea("A clock that is right");
            using var browser = new Browser();

            var link = await product.Link(ann, label);
            var led = await browser.Post(new(product.Bot.Root, "pages/" + link.Segments[^1]));

            link.AbsoluteUri.Should().StartWith("https://bot.example.com/errors-bot/pages/");
            led.Headers["Set-Cookie"].ToLowerInvariant().Should().Contain("secure").And.Contain("path=/errors-bot/pages;");
            led.Headers["Location"].Should().MatchRegex("^open/[0-9]+$", "a proxy may add to the path");
            (await product.Administrator.Ask("/setup", "Setup")).Shows("https://bot.example.com/errors-bot").Should().BeTrue();
        }
    }

    public sealed class Missing(ProductWithoutAddress product) : IClassFixture<ProductWithoutAddress>
    {
        [Fact]
        public async Task Without_an_address_there_is_no_button_and_setup_says_why()
        {
            var (_, ann, label, _) = await product.SomeIdea("A bell at the back door");

            var card = (await ann.Ask($"/idea-sheet {label}", "The sheet")).Card;

            card.Buttons.Should().BeEmpty();
            card.Shows("cannot be opened").Should().BeTrue();
            (await product.Administrator.Ask("/setup", "Setup")).Shows("the setting Bot:PublicUrl is missing").Should().BeTrue();
        }
    }
}
