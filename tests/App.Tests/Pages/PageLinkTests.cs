using System.Globalization;
using System.Net;
using System.Text;
using FluentAssertions;
using Improvement.Bot.Pages;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Texts;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Pages;

/// <summary>Pages behind a link, in the running application, from the press in the chat to the browser.</summary>
public abstract class PageLinkTests(ProductWithPages product)
{
    public sealed class OnSqlite(ProductWithPages product) : PageLinkTests(product), IClassFixture<ProductWithPages>
    {
        private readonly ProductWithPages _product = product;

        [StoreFact]
        public async Task No_token_is_in_a_log_or_a_file_of_the_database()
        {
            var (_, ann, label, _) = await _product.SomeIdea("Lids for the bins");
            using var browser = new Browser();

            var link = await _product.Link(ann, label);
            var led = await browser.Post(link);

            led.Headers["Set-Cookie"].Should().MatchRegex("^page-[0-9]+=[A-Za-z0-9_-]{43}; ");
            var secrets = new[] { link.Segments[^1], led.Headers["Set-Cookie"].Split('=', ';')[1] };
            await _product.Bot.Idle();
            foreach (var secret in secrets)
            {
                _product.Log.Should().NotContain(line => line.Contains(secret, StringComparison.Ordinal));
                foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_product.DatabaseFile)!, "*", SearchOption.AllDirectories))
                {
                    (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).Should().Be(-1, file);
                }
            }
        }
    }

    [OnPostgres]
    public sealed class OnPostgreSql(OnPostgreSql.WithPages product) : PageLinkTests(product), IClassFixture<OnPostgreSql.WithPages>
    {
        public sealed class WithPages : ProductWithPages
        {
            private protected override StorageEngine Engine => StorageEngine.PostgreSql;
        }
    }

    // The name as the runtime writes it.
    private static string Pseudo => CultureInfo.GetCultureInfo(PseudoLanguage.Name).Name;

    [StoreFact]
    public async Task A_link_is_exchanged_for_a_cookie_and_shows_the_page_to_that_browser()
    {
        var (_, ann, label, number) = await product.SomeIdea("Hooks beside the door");
        using var browser = new Browser();

        var link = await product.Link(ann, label);
        var waits = await browser.Get(link);
        var led = await browser.Post(link);
        var page = await browser.Get(led.LeadsTo!);

        waits.Status.Should().Be(HttpStatusCode.OK);
        waits.Html.Should().Contain("<form method=\"post\">").And.NotContain(label).And.NotContain("Hooks");
        (led.Status, led.LeadsTo!.AbsolutePath).Should().Match<(HttpStatusCode, string Path)>(
            each => each.Item1 == HttpStatusCode.SeeOther && each.Path.StartsWith("/pages/open/"));
        led.Headers["Set-Cookie"].ToLowerInvariant().Should().Contain("httponly").And.Contain("samesite=strict")
            .And.Contain("path=/pages").And.Contain("max-age=3600").And.NotContain("secure");
        page.Status.Should().Be(HttpStatusCode.OK);
        page.Html.Should().Contain($"<h1 dir=\"auto\">{label} Hooks beside the door</h1>").And.Contain($"For {ann.Name} alone");
        (await browser.Post(link)).LeadsTo.Should().Be(led.LeadsTo, "the same browser may press again");
        product.EventsOf(number).Should().ContainInOrder(("page-link-issued", "person"), ("page-opened", "person"));
        (await ann.Ask($"/status {label}", label)).Shows("page-opened").Should().BeFalse("nothing happened to the record");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Whoever_only_looks_where_a_link_leads_spends_nothing()
    {
        var (_, ann, label, _) = await product.SomeIdea("A mat at the entrance");
        using var scanner = new Browser();
        using var browser = new Browser();
        var link = await product.Link(ann, label);

        for (var i = 0; i < 3; i++) (await scanner.Get(link)).Status.Should().Be(HttpStatusCode.OK);
        (await scanner.Send(HttpMethod.Head, link)).Status.Should().Be(HttpStatusCode.MethodNotAllowed);

        (await browser.Post(link)).Status.Should().Be(HttpStatusCode.SeeOther);
    }

    [StoreFact]
    public async Task A_second_browser_gets_neither_the_link_nor_the_page()
    {
        var (_, ann, label, _) = await product.SomeIdea("A second kettle");
        using var browser = new Browser();
        using var other = new Browser();
        var link = await product.Link(ann, label);
        var led = await browser.Post(link);

        (await other.Post(link)).IsExpired.Should().BeTrue();
        (await other.Get(led.LeadsTo!)).IsExpired.Should().BeTrue();
        (await browser.Get(led.LeadsTo!)).Status.Should().Be(HttpStatusCode.OK);
    }

    [StoreFact]
    public async Task A_link_waits_ten_minutes()
    {
        var (_, ann, label, _) = await product.SomeIdea("Batteries in stock");
        using var browser = new Browser();
        var (early, late) = (await product.Link(ann, label), await product.Link(ann, label));

        product.Wait(PageLinks.LifeUnopened - TimeSpan.FromMinutes(1));
        (await browser.Post(early)).Status.Should().Be(HttpStatusCode.SeeOther);
        product.Wait(TimeSpan.FromMinutes(1));

        (await browser.Get(late)).IsExpired.Should().BeTrue();
        (await browser.Post(late)).IsExpired.Should().BeTrue();
    }

    [StoreFact]
    public async Task A_browser_shows_a_page_for_an_hour_and_then_the_link_is_removed()
    {
        var (_, ann, label, number) = await product.SomeIdea("Labels for the cables");
        using var browser = new Browser();
        var page = (await browser.Post(await product.Link(ann, label))).LeadsTo!;

        product.Wait(PageLinks.LifeInBrowser - TimeSpan.FromMinutes(1));
        (await browser.Get(page)).Status.Should().Be(HttpStatusCode.OK);
        product.Wait(TimeSpan.FromMinutes(1));
        (await browser.Get(page)).IsExpired.Should().BeTrue();

        product.LinksOf(number).Should().Be(1);
        await product.Bot.Services.GetRequiredService<PageRetention>().Maintain(CancellationToken.None);
        product.LinksOf(number).Should().Be(0);
    }

    [StoreFact]
    public async Task Whoever_loses_the_right_loses_the_page_and_reads_what_everybody_reads_of_a_record_that_is_gone()
    {
        var (bob, ann, label, number) = await product.SomeIdea("A lock for the cupboard");
        using var browser = new Browser();
        var led = await browser.Post(await product.Link(bob, label));
        var unopened = await product.Link(bob, label);
        (await browser.Get(led.LeadsTo!)).Status.Should().Be(HttpStatusCode.OK, "Bob is in the team");

        await product.Bot.Change("UPDATE ideas SET restricted = TRUE WHERE id = @id", number);

        var refused = await browser.Get(led.LeadsTo!);
        refused.IsNotForYou.Should().BeTrue();
        (await browser.Post(unopened)).IsNotForYou.Should().BeTrue();
        (await browser.Get(led.LeadsTo!)).IsExpired.Should().BeTrue("it is void");
        product.EventsOf(number).Count(each => each is ("refused", "person")).Should().Be(2);
        (await product.Opened(browser, ann, label)).Status.Should().Be(HttpStatusCode.OK, "its author sees it, restricted or not");

        var gone = await browser.Post(await product.Link(ann, label));
        await product.Bot.Change("DELETE FROM ideas WHERE id = @id", number);
        var missing = await browser.Get(gone.LeadsTo!);
        (missing.Status, missing.Html).Should().Be((refused.Status, refused.Html));
    }

    [StoreFact]
    public async Task Nobody_gets_a_link_who_may_not_see_the_record()
    {
        var (bob, _, label, number) = await product.SomeIdea("New names for the folders");
        await product.Bot.Change("UPDATE ideas SET restricted = TRUE WHERE id = @id", number);

        var pressed = await product.PressFor(bob, label);

        (pressed.Card, pressed.Toast).Should().Match<(SeenCard? Card, string? Toast)>(each =>
            each.Card == null && each.Toast!.Contains("There is no such idea", StringComparison.Ordinal));
        (await product.PressFor(bob, "IDEA-999999")).Toast.Should().Be(pressed.Toast);
        product.LinksOf(number).Should().Be(0);
        product.EventsOf(number).Should().Contain(("refused", "person"));
    }

    [StoreFact]
    public async Task A_person_whose_data_were_erased_has_no_page()
    {
        var (bob, _, label, _) = await product.SomeIdea("Chairs that do not squeak");
        using var browser = new Browser();
        var led = await browser.Post(await product.Link(bob, label));

        await product.Bot.Change("UPDATE people SET blanked_at = 1 WHERE aad_object_id = @id", bob.ObjectId);

        (await browser.Get(led.LeadsTo!)).IsExpired.Should().BeTrue();
    }

    [StoreFact]
    public async Task What_people_wrote_stays_text()
    {
        var (_, ann, label, number) = await product.SomeIdea("Something harmless");
        const string Hostile = "</title><script>alert(1)</script> \"quoted\" & 'ünï' 中文";
        await product.Bot.Change("UPDATE ideas SET title = @title WHERE id = @id", Hostile, number);
        using var browser = new Browser();

        var page = await product.Opened(browser, ann, label);

        page.Html.Should().Contain("&lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; &amp; &#x27;ünï&#x27; 中文")
            .And.NotContain("<script").And.NotContain("src=").And.NotContain("href=");
    }

    [StoreFact]
    public async Task Every_answer_is_kept_by_nobody_and_runs_nothing()
    {
        var (_, ann, label, _) = await product.SomeIdea("Plants for the hall");
        using var browser = new Browser();
        var link = await product.Link(ann, label);
        var nowhere = new Uri(product.Bot.Root, "pages/a/b/c");
        var led = await browser.Post(link);

        Visited[] answers =
        [
            await browser.Get(link), led, await browser.Get(led.LeadsTo!), await browser.Get(new(product.Bot.Root, "pages/nonsense")),
            await browser.Get(nowhere), await browser.Send(HttpMethod.Delete, link), await browser.Get(new(link, "open/999999")),
        ];

        foreach (var headers in answers.Select(answer => answer.Headers))
        {
            headers["Cache-Control"].Should().Be("no-store");
            headers["X-Robots-Tag"].Should().Be("noindex");
            headers["Referrer-Policy"].Should().Be("no-referrer");
            headers["Content-Security-Policy"].Should().StartWith("default-src 'none'; style-src 'sha256-").And.NotContain("script")
                .And.NotContain("unsafe").And.Contain("frame-ancestors 'none'");
        }
    }

    [StoreFact]
    public async Task A_page_speaks_the_language_of_its_person_and_the_others_that_of_the_browser()
    {
        var (_, ann, label, _) = await product.SomeIdea("Signs in two languages");
        using var browser = new Browser();
        var page = (await browser.Post(await product.Link(ann, label))).LeadsTo!;
        await product.Bot.Change("UPDATE people SET locale = @locale WHERE aad_object_id = @id", PseudoLanguage.Name, ann.ObjectId);

        (await browser.Get(page)).Html.Should().Contain($"<html lang=\"{Pseudo}\">");
        (await browser.Get(new(product.Bot.Root, "pages/nonsense"), $"fr;q=0.4, {PseudoLanguage.Name}")).Html
            .Should().Contain($"<html lang=\"{Pseudo}\">");
        (await browser.Get(new(product.Bot.Root, "pages/nonsense"), "fr")).Html.Should().Contain("<html lang=\"en\">");
    }
}

/// <summary>What the tests of pages begin with and look up.</summary>
internal static class PageLookUp
{
    /// <summary>An idea of Ann's, in a team with Bob.</summary>
    public static async Task<(Person Bob, Person Ann, string Label, long Number)> SomeIdea(this ProductWithPages product, string title)
    {
        var (lead, ann, bob) = (product.Somebody("Lea"), product.Somebody(), product.Somebody("Bob"));
        await product.TeamOf(lead, ann, bob);
        var (label, number) = await product.Idea(ann, title);
        return (bob, ann, label, number);
    }

    /// <summary>What happened to an idea, each with the kind of who did it.</summary>
    public static IReadOnlyList<(string What, string By)> EventsOf(this ProductWithPages product, long number)
    {
        using var scope = product.Bot.Services.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<RecordEvents>().Of("idea", number).Select(each => (each.What, each.ActorKind))];
    }

    /// <summary>How many links there are to the pages of an idea.</summary>
    public static long LinksOf(this ProductWithPages product, long number) =>
        product.Bot.Number("SELECT COUNT(*) FROM page_links WHERE record_number = @number", number);
}
