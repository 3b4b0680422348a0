using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.Attention;
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

namespace Improvement.Bot.Tests.Attention;

/// <summary>A person whom two instances of the bot may write to, on a clock of the test.</summary>
public abstract class AttentionScene : IDisposable, IAsyncLifetime
{
    /// <summary>The begin of a Monday.</summary>
    protected static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDatabase _place;
    private readonly Database _second;
    private readonly NoticeSource _source;

    /// <summary>The product's clock.</summary>
    private protected FakeTimeProvider Time { get; } = new(Midnight);

    /// <summary>One instance of the bot.</summary>
    private protected JobsUnderTest Bot { get; }

    /// <summary>Another instance, over the same database.</summary>
    private protected JobsUnderTest Other { get; }

    /// <summary>The records of which there is nothing to be told any more.</summary>
    private protected HashSet<long> Over { get; } = [];

    /// <summary>The person.</summary>
    private protected PersonId Bob { get; private set; }

    private protected AttentionScene(StorageEngine engine)
    {
        _place = new(engine: engine);
        _second = _place.Open();
        _source = new("test", (_, subject) => !Over.Contains(subject.Record.Number))
        {
            Line = (_, subject) => $"{subject.Record.Label} waits for you",
        };
        (Bot, Other) = (Instance(_place.Database), Instance(_second));
    }

    public async Task InitializeAsync() => await Bot.In(s =>
    {
        Bob = s.GetRequiredService<KnownPeople>().Keep(new("home", PeopleScope.AadOf("Bob"), "29:bob", "Bob")).Id;
        s.GetRequiredService<KnownConversations>().Keep(
            new("a:bob", "personal", "https://channel.example/", "home", "28:bot", "bot", null), Bob);
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

    private JobsUnderTest Instance(Database database) => new(database, Time, services => services
        .AddAttention(new ConfigurationBuilder().Build())
        .AddSingleton<RecordKind>(ActionKind.Definition).AddSingleton<ConversationCache>().AddSingleton(_source));

    private protected Task Send(AttentionKind kind, long number) =>
        Bot.In(s => s.GetRequiredService<Notices>().Send(Bob, kind, _source, ActionKind.Id(number)));

    private protected async Task SweepAt(double hours)
    {
        var now = Midnight.AddHours(hours);
        if (now > Time.GetUtcNow()) Time.SetUtcNow(now);
        await Bot.Sweep.Run(now, default);
        Bot.Log.Lines.Should().BeEmpty();
    }

    private protected IEnumerable<long> Kept() => Bot.Read(s =>
        s.GetRequiredService<NoticeStore>().KeptFor(Bob).Select(notice => notice.Subject.Record.Number).ToList());

    private protected List<string> Said()
    {
        using var session = _place.Database.OpenSession();
        using var rows = session.Statements.Read($"SELECT body FROM outbox WHERE body IS NOT NULL ORDER BY id");
        var said = new List<string>();
        while (rows.Read()) said.Add(System.Text.Encoding.UTF8.GetString(rows.GetBytes(0)));
        return said;
    }
}
