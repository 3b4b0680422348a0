using System.Globalization;
using System.Net;
using FluentAssertions;
using Improvement.Bot.Jobs;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Scale;

/// <summary>
/// The personal digests of a whole organisation, all due at one moment, through a channel that enforces the limits of Teams. In its usual
/// size it fails where somebody gets none or two, or the limits are passed; with FANOUT=10000 it measures (tests/Benchmarks/fanout.sh), and
/// its limit is the time that 50 messages a second take.
/// </summary>
public abstract class FanOutRateTests(ITestOutputHelper output)
{
    public sealed class OnSqlite(ITestOutputHelper output) : FanOutRateTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.Sqlite;
    }

    [OnPostgres]
    public sealed class OnPostgreSql(ITestOutputHelper output) : FanOutRateTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    private const int PerSecond = 50;

    private const double MostOfDictated = 1.1, MostRefused = 0.01;

    private static readonly int? Asked = AskedSize.Of("FANOUT");

    private static readonly int People = Asked ?? 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60 + 4 * People / PerSecond);

    private protected abstract StorageEngine Engine { get; }

    [StoreFact]
    public async Task Everybody_gets_their_digest_once_at_the_rate_that_Teams_permits()
    {
        var product = new Organisation(Engine);
        await product.InitializeAsync();
        try
        {
            await product.AddPeople(People);
            product.Teams.Limits.Mode = LimitMode.Enforce;
            // the way through a busy machine may shorten a window
            if (Asked is null) product.Teams.Limits.Tolerance = TimeSpan.FromMilliseconds(200);

            var began = TimeProvider.System.GetTimestamp();
            await product.LetDigestsBeDue();
            await product.Bot.Services.GetRequiredService<DueRowSweep>().Run(TimeProvider.System.GetUtcNow(), CancellationToken.None);
            var decided = TimeProvider.System.GetElapsedTime(began);
            while (product.Told.Any(messages => messages is 0) && TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }

            var took = TimeProvider.System.GetElapsedTime(began);
            await product.Bot.Idle();
            product.Told.Should().OnlyContain(messages => messages == 1, "nobody is left out and nobody hears it twice");
            Judge(product, took, decided);
        }
        finally
        {
            await product.DisposeAsync();
        }
    }

    private void Judge(Organisation product, TimeSpan took, TimeSpan decided)
    {
        var refused = product.Teams.Received.Count(request => request.Status is (int)HttpStatusCode.TooManyRequests) / (double)People;
        var dictated = TimeSpan.FromSeconds((People - PerSecond) / (double)PerSecond);
        output.WriteLine(string.Join(", ", new FormattableString[]
        {
            $"{Engine}, {People} people: {took.TotalSeconds:F1} s",
            $"{took / dictated:F2} times what the limits dictate ({dictated.TotalSeconds:F1} s)",
            $"decided after {decided.TotalSeconds:F1} s ({decided.TotalMilliseconds / People:F1} ms each)",
            $"{refused:P2} of the answers 429",
        }.Select(FormattableString.Invariant)));
        refused.Should().BeLessThanOrEqualTo(MostRefused);
        if (Asked is not null) took.Should().BeLessThan(dictated * MostOfDictated);
    }

    /// <summary>Many people in fifty teams; each of them is asked something about what they reported.</summary>
    private sealed class Organisation(StorageEngine engine) : Product
    {
        private const int First = 1_000, AtOnce = 500;

        private readonly List<Person> _people = [];

        private protected override StorageEngine Engine => engine;

        private protected override bool HasDigests => true;

        protected override IEnumerable<(string Name, string Value)> Settings => [("Teams:Limits:Enabled", "true")];

        /// <summary>How many messages each of them has.</summary>
        public IEnumerable<int> Told => _people.Select(person => person.Chat.Messages.Count(message => message.FromBot));

        public async Task AddPeople(int count)
        {
            for (var n = 0; n < count; n++) _people.Add(Somebody());
            await Insert(
                "people (id, tenant, aad_object_id, channel_user_id, name, person_kind, is_guest, created_at)",
                (n, person) => $"{n}, '{person.TenantId}', '{person.ObjectId}', '{person.Mri}', '{person.Name}', 'person', FALSE, 0");
            await Bot.Change(ScaleDatabase.Some(ScaleDatabase.Teams, $"""
                INSERT INTO teams (id, teams_team_id, tenant, name, service_url, time_zone, shares_similar, installed_at)
                SELECT n, 'team-' || n, '{Teams.TenantId}', 'Team ' || n, '{Teams.ServiceUrl}', 'Europe/Berlin', FALSE,
                    {TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()} FROM numbers
                """));
            // before they are in a team: else the bot's own sweep plans theirs
            await Insert("personal_digests (person, next_due_at)", (n, _) => $"{n}, {long.MaxValue / 2}");
            await Insert("team_members (team, person, is_owner, joined_at)", (n, _) => $"{TeamOf(n)}, {n}, FALSE, 0");
            await Insert(
                "conversations (id, kind, person, service_url, tenant, bot_id, bot_name)", (n, person) =>
                    $"'{person.PersonalChat.Id}', 'personal', {n}, '{Teams.ServiceUrl}', '{Teams.TenantId}', '{Teams.BotId}', 'bot'");
            var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1);
            var (moment, day) = (yesterday.ToUnixTimeMilliseconds(), yesterday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            await Insert(
                "errors (id, version, team, reporter, reporter_kind, state, severity, hit, title, story, restricted, created_at, "
                    + "local_date, state_since)",
                (n, _) => $"{n}, 1, {TeamOf(n)}, {n}, 'person', 'NeedsInfo', 3, 'NotKnownYet', 'The gate of hall {n} does not close', "
                    + $"'The gate of hall {n} does not close at night', FALSE, {moment}, '{day}', {moment}");
        }

        /// <summary>Lets the digests of all be due now.</summary>
        public Task LetDigestsBeDue() => Bot.Change(
            "UPDATE personal_digests SET next_due_at = @now WHERE person >= @first",
            TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), First);

        private static int TeamOf(int person) => person % ScaleDatabase.Teams + 1;

        private async Task Insert(string into, Func<int, Person, string> values)
        {
            foreach (var some in _people.Select((person, n) => $"({values(First + n, person)})").Chunk(AtOnce))
            {
                await Bot.Change($"INSERT INTO {into} VALUES {string.Join(", ", some)}");
            }
        }
    }
}
