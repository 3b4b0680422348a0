using System.Net.Sockets;
using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// How often the bot asks PostgreSQL for one thing that somebody does, with all that follows from it until it is delivered and noted:
/// each time costs the way to the server and back. Of a bot that has done it before, one thing at a time.
/// </summary>
public sealed class RoundTripTests(RoundTripTests.Counted product, ITestOutputHelper output) : IClassFixture<RoundTripTests.Counted>
{
    private const int FirstTimes = 6, Times = 9;

    // About what is counted now; adding some fails. Wanted are 6 for /help and 20 for a report, of which two cards are shown here. What is
    // looked for is asked of each kind of record, which takes two for each.
    private const int OfHelp = 6, OfReportAlone = 20, OfReport = 40, OfPress = 7, OfFind = 24;

    // Longer than it takes until what follows in the background begins, and less than the second after which the bot asks by itself.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Stories =
    [
        "The nightly export went to three wrong people", "The price list used last month's figures", "The invoice run stopped half way",
        "The customer letter was sent twice", "The backup job left out a disk", "The release note named the wrong product",
        "The shift plan ignored the holiday", "The translation was never checked by anybody", "The order form came two days late",
        "The summary of the call mixed up two addresses", "The test report showed an old logo", "The delivery label lost its code",
        "The contract draft contradicts the manual", "The data migration ran on the wrong server", "The weekly chart rounded every amount",
    ];

    // The webhooks and rosters that are due are asked for every other second, whatever people do: one round trip each time.
    private static readonly string[] AskedByItself = ["FROM webhooks JOIN teams", "roster_due_at <= $1 ORDER BY"];

    /// <summary>The application on PostgreSQL behind a relay that counts all but the scheduler's own store.</summary>
    public sealed class Counted : Product
    {
        private readonly Lazy<PostgresRelay> _relay = new(() => new(new UnixDomainSocketEndPoint(PostgresServer.Shared.Socket))
        {
            Counts = application => !application.Contains('(', StringComparison.Ordinal),
            KeepsTexts = true,
        });

        internal PostgresRelay Relay => _relay.Value;

        private protected override StorageEngine Engine => StorageEngine.PostgreSql;

        private protected override bool HasDigests => true;

        protected override IEnumerable<(string Name, string Value)> Settings =>
            [("Storage:ConnectionString", TemporaryDatabase.Through(Storage, Relay).ConnectionString + ";SSL Mode=Disable")];
    }

    [PostgresFact]
    public async Task Help()
    {
        var ann = product.Somebody();

        await AtMost(OfHelp, _ => ann.Ask("/help", "What I can do"));
    }

    [PostgresFact]
    public async Task A_report_of_somebody_in_no_team()
    {
        var ann = product.Somebody();

        await AtMost(OfReportAlone, i => ann.Report(Stories[i]));
    }

    [PostgresFact]
    public async Task A_report_which_is_a_sentence_and_a_press()
    {
        var (lead, ann) = (product.Somebody("Lea"), product.Somebody());
        await product.TeamOf(lead, ann);

        await AtMost(OfReport, i => ann.Report(Stories[i]));
    }

    [PostgresFact]
    public async Task A_press_on_a_card_in_a_channel_that_says_what_somebody_thinks_of_it()
    {
        var (lead, ann) = (product.Somebody("Lea"), product.Somebody());
        var team = await product.TeamOf(lead, ann);
        await ann.Report("The lamp over bench nine flickers");
        await product.Bot.SweepIn(days: 14);
        var channel = ann.Open(team.Triage());
        var digest = (await channel.See("Not in it:")).Card;

        await AtMost(OfPress, i => channel.Press(digest, i % 2 is 0 ? "Useful" : "Not useful"));
    }

    [PostgresFact]
    public async Task A_word_that_is_looked_for()
    {
        var (lead, ann) = (product.Somebody("Lea"), product.Somebody());
        await product.TeamOf(lead, ann);
        await ann.Report("The quince tree is bare");
        await ann.Report("The bench is wet");

        await AtMost(OfFind, _ => ann.Ask("/find quince", "1 found"));
    }

    // Of the least of several, because all that makes it differ adds to it: another connection that has to prepare its statements first,
    // two deliveries that come too far apart to be noted in one commit.
    private async Task AtMost(int roundTrips, Func<int, Task> turn)
    {
        var counted = new List<(Traffic Traffic, IReadOnlyList<string> Texts)>();
        for (var i = 0; i < FirstTimes + Times; i++)
        {
            await AtRest();
            product.Relay.Texts();
            var before = product.Relay.Passed;
            await turn(i);
            await AtRest();
            var (passed, texts) = (product.Relay.Passed - before, product.Relay.Texts());
            var byItself = texts.Count(text => AskedByItself.Any(part => text.Contains(part, StringComparison.Ordinal)));
            counted.Add((passed - new Traffic(byItself, byItself), texts));
        }

        output.WriteLine($"Round trips: {string.Join(' ', counted.Select(each => each.Traffic.RoundTrips))}");
        var (least, asked) = counted.Skip(FirstTimes).MinBy(each => each.Traffic.RoundTrips);
        output.WriteLine($"At least {least.Statements} statements in {least.RoundTrips} round trips.");
        least.RoundTrips.Should().BeLessThanOrEqualTo(roundTrips, "what was asked is\n{0}\n", string.Join('\n', asked));
    }

    private async Task AtRest()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (product.Relay.QuietFor < Rest || Waiting() > 0)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience) throw new TimeoutException("It does not come to rest.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    // Asked beside the bot, so that it is not counted.
    private int Waiting()
    {
        var place = product.Storage.ConnectionString;
        return int.Parse(PostgresServer.Shared.Sql(place[(place.LastIndexOf('=') + 1)..], "SELECT COUNT(*) FROM outbox"));
    }
}
