using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Testing;
using Improvement.Bot.Framework.Tests.Dialogs;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Framework.Tests.Turns;

/// <summary>A small bot in memory, on a clock that the test moves, with everything that a turn can meet.</summary>
internal sealed class TurnBench : IAsyncDisposable
{
    public TurnBench(Action<BotRoutes>? more = null, Action<IServiceCollection>? services = null)
    {
        Chat = new(routes => { Routes(routes); more?.Invoke(routes); }, collection =>
        {
            collection.AddSingleton(Town).AddLogging(logging => logging.AddProvider(Log))
                .AddSingleton<ITurnStore>(provider => Store = new(provider.GetRequiredService<MemoryTurnStore>()));
            services?.Invoke(collection);
        }, Time);
        Ann = Chat.Personal("Ann");
        Chat.Services.GetRequiredService<ITurnStore>().Should().BeSameAs(Store);
    }

    public FakeTime Time { get; } = new();

    public Town Town { get; } = new();

    public LogLines Log { get; } = new();

    public UnsteadyStore Store { get; private set; } = null!;

    public BotTestHost Chat { get; }

    public Conversation Ann { get; }

    /// <summary>What is kept.</summary>
    public MemoryTurnStore Kept => Chat.Store;

    /// <summary>How often the handler of each word ran.</summary>
    public List<string> Ran { get; } = [];

    public ValueTask DisposeAsync() => Chat.DisposeAsync();

    private void Routes(BotRoutes routes) => routes
        .Command("help", (turn, _, _) => Say(turn, "This is the help."))
        .Command("my", (turn, words, _) => Say(turn, $"Yours: {words}."), takesWords: true)
        .ShortFor(text => text is "M-1" ? "my 1" : null)
        .Command("buttons", (turn, _, _) => Say(turn, SampleButtons))
        .Command("errand", Errands.Dialog, _ => null)
        .Command("note", new("note", WriteNote, ErrandJson.Default, () => Card("About notes", Text("About notes"))),
            words => words is "" ? null : JsonSerializer.SerializeToElement(new Wish(words), ErrandJson.Default.Wish))
        .Press("sample.write", (turn, _) => Say(turn, "Written."))
        .Press("sample.begin", (turn, ct) => turn.Services.GetRequiredService<DialogTurns>().Begin(turn, Errands.Dialog, null, ct))
        .Press("sample.look", (turn, _) => { Ran.Add("look"); turn.Show(Card("Looked", Text("Looked."))); return default; }, reads: true)
        .View(new("bill",
            (services, place, _) =>
            new(Card("Bill", Text($"{place.Subject}: {string.Join(", ", services.GetRequiredService<Town>().Bought)}")))))
        .NotUnderstood((turn, _) => Say(turn, "Not understood."));

    /// <summary>Buttons that belong to no dialog.</summary>
    public static readonly Card SampleButtons = Card("Buttons", Buttons(
        ExecuteAction.Of("Write", "sample.write"), ExecuteAction.Of("Look", "sample.look"), ExecuteAction.Of("Begin", "sample.begin"),
        ExecuteAction.Of("Nobody's", "sample.nobody")));

    /// <summary>Ends in a place.</summary>
    private static async Dialog<Ending> WriteNote(DialogContext dialog)
    {
        var wish = await dialog.Ask("wish",
            new Form<Wish>(
            Errands.WishForm.Card.Map(element =>
            [element is TextInput input ? input with { Value = dialog.Given<Wish>()?.What } : element])) { MainInput = "What",
            Submit = "Go on" });
        var bill = await dialog.Do("buy", (Town town, CancellationToken _) => town.Buy(dialog.Id, wish.What));
        return Ending.Showing($"bill:{bill.Number}", "bill");
    }

    public ValueTask Say(TurnContext turn, string text)
    {
        Ran.Add(text);
        turn.Say(OutgoingActivity.Of(text));
        return default;
    }

    private ValueTask Say(TurnContext turn, Card card)
    {
        turn.Say(OutgoingActivity.Of(card));
        return default;
    }
}

/// <summary>A store that fails when a test wants it to.</summary>
internal sealed class UnsteadyStore(MemoryTurnStore store) : ITurnStore
{
    /// <summary>What the next commits end with instead of being made; null makes them.</summary>
    public Queue<Func<CommitOutcome>?> Next { get; } = [];

    public bool IsBroken { get; set; }

    public ValueTask<TurnOpening> Open(TurnContext turn, ActivityKey? key, CancellationToken ct) =>
        IsBroken ? throw Broken() : store.Open(turn, key, ct);

    public ValueTask<bool> Seen(ActivityKey key, CancellationToken ct) => IsBroken ? throw Broken() : store.Seen(key, ct);

    public ValueTask<SavedDialog?> DialogIn(string conversation, string person, CancellationToken ct, string? alsoKnownAs = null) =>
        IsBroken ? throw Broken() : store.DialogIn(conversation, person, ct, alsoKnownAs);

    public ValueTask<SavedDialog?> Dialog(string id, CancellationToken ct) => store.Dialog(id, ct);

    public Task<IReadOnlyList<SavedDialog>> Expired(DateTimeOffset now, int limit, CancellationToken ct) => store.Expired(now, limit, ct);

    public ValueTask<Framework.Outbox.Place?> PlaceAt(string conversation, string activityId, CancellationToken ct) =>
        store.PlaceAt(conversation, activityId, ct);

    public Task<CommitOutcome> Commit(
        ActivityKey? seen, IServiceProvider scope, Func<ITurnWriter, ValueTask> work, CancellationToken ct, bool beside = false)
    {
        if (IsBroken) throw Broken();
        return Next.TryDequeue(out var instead) && instead is not null
            ? Task.FromResult(instead())
            : store.Commit(seen, scope, work, ct, beside);
    }

    private static IOException Broken() => new("The disk is away.");
}

/// <summary>What was logged.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger, ISupportExternalScope
{
    private readonly List<string> _lines = [];
    private IExternalScopeProvider? _scopes;

    /// <summary>Everything from a warning on, with its exception and its scopes.</summary>
    public IReadOnlyList<string> Warnings
    {
        get { lock (_lines) return [.. _lines]; }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var scopes = new List<object?>();
        _scopes?.ForEachScope((scope, all) => all.Add(scope), scopes);
        lock (_lines) _lines.Add($"{formatter(state, exception)} {exception} {string.Join(' ', scopes)}");
    }

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() { }
}
