using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.Attention;
using Improvement.Bot.Effects;
using Improvement.Bot.Effects.Figures;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Jobs;
using Improvement.Bot.Tests.People;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Effects;

/// <summary>Two members of a team with an action item, somebody of another team, and figures on a clock of the test.</summary>
public abstract class EffectScene : IDisposable, IAsyncLifetime
{
    /// <summary>A Wednesday.</summary>
    protected static readonly DateTimeOffset Begin = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The first Monday on which something can begin.</summary>
    protected static readonly DateOnly Start = new(2026, 3, 9);

    private readonly TemporaryDatabase _place;

    private protected FakeTimeProvider Time { get; } = new(Begin);

    private protected JobsUnderTest Bot { get; }

    /// <summary>What those who listen heard.</summary>
    private protected List<(long Number, JudgedEffect Judged)> Heard { get; } = [];

    private protected PersonId Ann { get; private set; }

    private protected PersonId Bob { get; private set; }

    private protected PersonId Eve { get; private set; }

    private protected TeamId Team { get; private set; }

    private protected TeamId OtherTeam { get; private set; }

    private protected long Action { get; private set; }

    private protected EffectScene(StorageEngine engine)
    {
        _place = new(engine: engine);
        Bot = new(_place.Database, Time, services =>
        {
            ActionsSlice.Slice.Services(services);
            services.AddEffects().AddAttention(new ConfigurationBuilder().Build());
            services.AddSingleton<RecordKind>(ActionKind.Definition).AddSingleton<ConversationCache>();
            services.AddSingleton(new EffectListener(ActionKind.Name, (_, number, judged) => Heard.Add((number, judged))));
        });
    }

    public async Task InitializeAsync()
    {
        (Ann, Bob, Eve) = (await Keep("Ann"), await Keep("Bob"), await Keep("Eve"));
        await Bot.In(s =>
        {
            var teams = s.GetRequiredService<Teams>();
            Team = teams.Keep(new("19:operations", null, "home", "Operations", null));
            OtherTeam = teams.Keep(new("19:accounts", null, "home", "Accounts", null));
            foreach (var person in new[] { Ann, Bob }) teams.Joined(Team, person);
            teams.Joined(OtherTeam, Eve);
            Action = s.GetRequiredService<ActionItems>().Create(new("Check the date", ActionType.Corrective, ActionStrength.Strong)
            {
                Team = Team, Author = Ann, Owner = Bob, IsApproved = true,
            });
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Bot.Dispose();
        _place.Dispose();
    }

    /// <summary>Does something as somebody does it.</summary>
    private protected async Task<T> As<T>(PersonId person, Func<IServiceProvider, T> work)
    {
        var result = default(T)!;
        await Bot.In(s =>
        {
            s.GetRequiredService<Actor>().ActAs(s.GetRequiredService<KnownPeople>().Find(person)!, Time.GetUtcNow());
            result = work(s);
        });
        return result;
    }

    /// <summary>Sends a value for each of some weeks that end with a day.</summary>
    private protected Task Weekly(string series, DateOnly before, params double[] values) => Send(
        Team, series, [.. values.Select((value, week) => new Figure("Operations", before.AddDays(7 * (week - values.Length)), value))]);

    private protected Task<FiguresKept> Send(TeamId team, string series, params Figure[] figures) =>
        As(Ann, s => s.GetRequiredService<FigureDesk>().Keep(team, series, figures, origin: null).Kept);

    private protected static EffectBeginning Asked(long action) => new(ActionKind.Name, action);

    /// <summary>What somebody would fix: fewer open hand-overs, and not more late ones.</summary>
    private protected Task<EffectChoices> Choices(EffectDesign design = EffectDesign.BeforeAfter, int weeks = 8) => As(Ann, s =>
    {
        var series = s.GetRequiredService<FigureDesk>().Of(Team);
        string Of(string name) => $"figures:{series.Single(each => each.Name == name).Id}";
        return new EffectChoices(Of("Open"), true, "1", Of("Late"), true, "1", design, Start, weeks);
    });

    private protected Task<EffectPreview> Register(PersonId person, EffectChoices choices, AdopterAnswer? units = null) =>
        As(person, s => Done(s.GetRequiredService<EffectDesk>().Register(Asked(Action), choices, units, new("d", null))));

    /// <summary>What the form begins with for somebody.</summary>
    private protected Task<EffectPresent> Present(PersonId person) =>
        As(person, s => Done(s.GetRequiredService<EffectDesk>().Present(Asked(Action))));

    private protected Effect Find(long number) => Bot.Read(s => s.GetRequiredService<EffectRows>().Find(number))!;

    private protected async Task SweepAt(DateOnly day, int hour)
    {
        Time.SetUtcNow(new DateTimeOffset(day.ToDateTime(new(hour, 0)), TimeSpan.Zero));
        await Bot.Sweep.Run(Time.GetUtcNow(), default);
        Bot.Log.Lines.Should().BeEmpty();
    }

    private protected List<string> Said()
    {
        using var session = _place.Database.OpenSession();
        using var rows = session.Statements.Read($"SELECT body FROM outbox WHERE body IS NOT NULL ORDER BY id");
        var said = new List<string>();
        while (rows.Read()) said.Add(System.Text.Encoding.UTF8.GetString(rows.GetBytes(0)));
        return said;
    }

    // What is looked up in the database waits for nothing.
    private static T Done<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private async Task<PersonId> Keep(string name)
    {
        var id = default(PersonId);
        await Bot.In(s =>
        {
            id = s.GetRequiredService<KnownPeople>().Keep(new("home", PeopleScope.AadOf(name), "29:" + name, name)).Id;
            s.GetRequiredService<KnownConversations>().Keep(
                new("a:" + name, "personal", "https://channel.example/", "home", "28:bot", "bot", null), id);
        });
        return id;
    }
}
