using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Hosting;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>The runtime with the real database and outbox and the smallest product there is: a dialog of two questions that files a note.</summary>
internal static class SampleBot
{
    public static async Task<WebApplication> StartAsync(string file, Notes notes, Captured log, bool limited = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Storage:ConnectionString"] = $"Data Source={file}";
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(notes);
        builder.Services.AddStorage(builder.Configuration).AddOutbox(_ => Options(limited)).AddBotFramework(Routes);
        var app = builder.Build();
        app.MapBotFramework();
        await app.StartAsync();
        return app;
    }

    private static OutboxOptions Options(bool limited) => new()
    {
        FirstPause = TimeSpan.FromMilliseconds(20),
        LongestPause = TimeSpan.FromMilliseconds(200),
        Grace = TimeSpan.FromMilliseconds(200),
        Limits = new() { Enabled = limited },
    };

    private static readonly Form<Note> NoteForm = new(Card("Write a note", Heading("Write a note"), Line("text", "Note") with { IsRequired = true, ErrorMessage = "Please write something." })) { MainInput = "text" };

    private static readonly Form<Colour> ColourForm = new(Card("Pick a colour", Heading("Pick a colour"), Pick("name", "Colour", [("red", "Red"), ("blue", "Blue")]) with { Value = "red" })) { Submit = "File it" };

    private static void Routes(BotRoutes routes) => routes
        .Command("help", (turn, _, _) => Say(turn, "This is the help."))
        .Command("echo", (turn, words, _) => Say(turn, words))
        .Command("note", new("note", WriteNote, SampleJson.Default, () => Card("Help", Text("Help about notes"))), Given)
        .View(new("note", (services, place, _) => ValueTask.FromResult<Card?>(Filed(services.GetRequiredService<Notes>().All[place.Subject]))))
        .NotUnderstood((turn, _) => Say(turn, "Not understood."));

    private static async Dialog<Ending> WriteNote(DialogContext dialog)
    {
        var note = await dialog.Ask("note", dialog.Given<Note>() is { } given ? NoteFormWith(given.Text) : NoteForm);
        var colour = await dialog.Ask("colour", ColourForm);
        var id = await dialog.Do("file", (Notes notes, CancellationToken _) => ValueTask.FromResult(notes.File(dialog.Id, note.Text, colour.Name)));
        return Ending.Showing(id.Value, "note");
    }

    private static Form<Note> NoteFormWith(string text) => new(NoteForm.Card.Map(e => [e is TextInput input ? input with { Value = text } : e])) { MainInput = "text" };

    private static Card Filed((string Text, string Colour, int Number) note) => Card("Filed", Heading($"Filed as N-{note.Number}"), Text(note.Text), Text(note.Colour));

    private static JsonElement? Given(string words) => words.Length is 0 ? null : JsonSerializer.SerializeToElement(new Note(words), SampleJson.Default.Note);

    private static ValueTask Say(TurnContext turn, string text)
    {
        turn.Say(OutgoingActivity.Of(text));
        return default;
    }
}

/// <summary>What was filed, by dialog; it outlives the bot.</summary>
internal sealed class Notes
{
    private int _last;

    public ConcurrentDictionary<string, (string Text, string Colour, int Number)> All { get; } = [];

    public int Filings => _last;

    public NoteId File(string dialog, string text, string colour)
    {
        All[$"note:{dialog}"] = (text, colour, Interlocked.Increment(ref _last));
        return new($"note:{dialog}");
    }
}

internal sealed record Note(string Text);

internal sealed record Colour(string Name);

internal sealed record NoteId(string Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(Colour))]
[JsonSerializable(typeof(NoteId))]
internal sealed partial class SampleJson : JsonSerializerContext;
