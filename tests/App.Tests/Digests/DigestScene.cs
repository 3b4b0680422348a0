using System.Text;
using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.Attention;
using Improvement.Bot.Digests;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Jobs;
using Improvement.Bot.Tests.People;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Digests;

/// <summary>A team, installed on a Monday at ten, whose digests two instances of the bot may post; what is told is the test's.</summary>
public abstract class DigestScene : IDisposable, IAsyncLifetime
{
    /// <summary>The begin of the Monday on which the bot came.</summary>
    protected static readonly DateTimeOffset Begin = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Days after which the first digest comes.</summary>
    protected const int FirstDigest = 14;

    private readonly TemporaryDatabase _place;
    private readonly Database _second;

    /// <summary>The product's clock.</summary>
    private protected FakeTimeProvider Time { get; } = new(Begin.AddHours(10));

    /// <summary>One instance of the bot.</summary>
    private protected JobsUnderTest Bot { get; }

    /// <summary>Another instance, over the same database.</summary>
    private protected JobsUnderTest Other { get; }

    /// <summary>What can be kept for somebody's digest.</summary>
    private protected static NoticeSource Source { get; } = new("test", (_, _) => true)
    {
        Line = (_, subject) => $"{subject.Record.Label} was kept",
    };

    /// <summary>What there is to tell of a period.</summary>
    private protected Func<DigestQuery, DigestPart> Told { get; set; } = _ => new([Line(DigestSection.Changed, 7, "done")]);

    /// <summary>What there is to tell administrators.</summary>
    private protected AdministratorFact? Fact { get; set; } = new("Backup written", IsWell: true);

    /// <summary>What was asked for, in order.</summary>
    private protected List<DigestQuery> Asked { get; } = [];

    /// <summary>The team.</summary>
    private protected TeamId Team { get; private set; }

    /// <summary>A member of it.</summary>
    private protected PersonId Bob { get; private set; }

    private protected DigestScene(StorageEngine engine)
    {
        _place = new(engine: engine);
        _second = _place.Open();
        (Bot, Other) = (Instance(_place.Database), Instance(_second));
    }

    public async Task InitializeAsync() => await Bot.In(s =>
    {
        Bob = s.GetRequiredService<KnownPeople>().Keep(new("home", PeopleScope.AadOf("Bob"), "29:bob", "Bob")).Id;
        var teams = s.GetRequiredService<Teams>();
        Team = teams.Installed(
            new("19:team@thread.tacv2", null, "home", "Night shift", "https://channel.example/"), "19:triage@thread.tacv2", null);
        teams.Joined(Team, Bob);
    });

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Bot.Dispose();
        Other.Dispose();
        _second.Dispose();
        _place.Dispose();
    }

    private protected static DigestLine Line(DigestSection section, long action, string words) =>
        new(section, ActionKind.Id(action), $"Title {action}", words);

    /// <summary>Runs the sweep so many days after the beginning, at an hour of UTC.</summary>
    private protected async Task SweepAt(double days, double hour)
    {
        var now = Begin.AddDays(days).AddHours(hour);
        if (now > Time.GetUtcNow()) Time.SetUtcNow(now);
        await Bot.Sweep.Run(now, default);
        Bot.Log.Lines.Should().BeEmpty();
    }

    private protected Task Choose(DigestSettings settings) => Bot.In(s =>
        s.GetRequiredService<WeeklyDigests>().Change(s.GetRequiredService<Teams>().Find(Team)!, settings));

    private protected DigestSchedule? Schedule() => Bot.Read(s => s.GetRequiredService<DigestRows>().Find(Team));

    private protected IReadOnlyList<PostedDigest> Posted() =>
        [.. Bot.Read(s => s.GetRequiredService<DigestRows>().Last(Team, 1_000)).Reverse()];

    /// <summary>What was sent to the channel.</summary>
    private protected List<string> Said()
    {
        using var session = _place.Database.OpenSession();
        using var rows = session.Statements.Read($"SELECT body FROM outbox WHERE body IS NOT NULL ORDER BY id");
        var said = new List<string>();
        while (rows.Read()) said.Add(Encoding.UTF8.GetString(rows.GetBytes(0)));
        return said;
    }

    private JobsUnderTest Instance(Database database) => new(database, Time, services => services
        .AddAttention(new ConfigurationBuilder().Build())
        .AddSingleton<RecordKind>(ActionKind.Definition).AddSingleton<ConversationCache>()
        .AddDigests().AddSingleton(Source)
        .AddSingleton(new AdministratorFactSource(1, (_, _) => Fact))
        .AddSingleton(new DigestContributor((_, query) =>
        {
            if (query.Reader is not null) return new([]); // these are about the channel
            lock (Asked) Asked.Add(query);
            return Told(query);
        })));
}
