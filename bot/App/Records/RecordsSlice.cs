using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Records;

/// <summary>Registers the services and routes that all kinds of record share.</summary>
internal static class RecordsSlice
{
    /// <summary>The member of a button's data that puts the form below its card instead of replacing the card.</summary>
    public const string Below = "below";

    /// <summary>Adds what kinds of record share; each slice adds its kinds.</summary>
    public static IServiceCollection AddRecords(this IServiceCollection services) => services
        .AddSingleton<RecordKinds>()
        .AddScoped<RecordViewers>()
        .AddScoped<RecordPlaces>()
        .AddScoped<RecordEvents>()
        .AddScoped<Refusals>()
        .AddScoped<RecordSeeds>()
        .AddScoped<Advice>()
        .AddScoped<MetricSources>();

    /// <summary>Adds the views of all kinds, their labels as words, and <c>/status</c>.</summary>
    public static BotRoutes MapRecords(this BotRoutes routes, RecordKinds kinds)
    {
        foreach (var kind in kinds.All)
        {
            foreach (var view in kind.Views) routes.View(ViewOf(kind, view));
            routes.Press(kind.ViewVerb, (turn, ct) => ShowOwnView(turn, kind, ct), reads: true);
        }

        return routes
            .Command(StatusCommand.Name, StatusCommand.Run, takesWords: true)
            .ShortFor(text => kinds.ReadLabel(text) is { } record ? $"{StatusCommand.Name} {record.Label}" : null);
    }

    /// <summary>A button that begins a dialog about one record of a kind, whose number is in its data.</summary>
    public static BotRoutes ChangePress(this BotRoutes routes, string verb, RecordKind kind, DialogDefinition dialog) =>
        routes.ChangePress(verb, kind, kind.Name, dialog);

    /// <summary>A button that begins a dialog about a part of a record of a kind.</summary>
    /// <param name="member">The member of its data that has the number of the part.</param>
    public static BotRoutes ChangePress(this BotRoutes routes, string verb, RecordKind kind, string member, DialogDefinition dialog) =>
        routes.Press(verb, (turn, ct) => Begin(turn, kind, member, dialog, ct));

    /// <summary>Begins a dialog about one record below the card that was pressed.</summary>
    public static ValueTask BeginBelow(this TurnContext turn, DialogDefinition dialog, long number, CancellationToken ct) =>
        turn.Services.GetRequiredService<DialogTurns>().BeginBelow(turn, dialog, Given(number), ct);

    private static JsonElement Given(long number) =>
        JsonSerializer.SerializeToElement(new RecordNumber(number), RecordsJson.Default.RecordNumber);

    private static ValueTask Begin(TurnContext turn, RecordKind kind, string member, DialogDefinition dialog, CancellationToken ct)
    {
        if (turn.PressData.Whole(member) is not { } number)
        {
            turn.Tell(kind.NotFound());
            return default;
        }

        var turns = turn.Services.GetRequiredService<DialogTurns>();
        return turn.PressData.Flag(Below)
            ? turns.BeginBelow(turn, dialog, Given(number), ct)
            : turns.Begin(turn, dialog, Given(number), ct);
    }

    private static async ValueTask ShowOwnView(TurnContext turn, RecordKind kind, CancellationToken ct)
    {
        // in the language of the channel, as the card that it stands for
        var languages = turn.Services.GetRequiredService<Languages>();
        var number = turn.PressData.Whole(kind.Name) ?? 0; // no record has it
        var card = languages.At(turn.Here, () => kind.OwnView(turn.Services, number)) ?? await WhatStandsHere(turn, kind, number, ct);
        if (card is not null) turn.Show(card);
        else turn.Tell(kind.NotFound());
    }

    // Whoever may not see a record reads that it is hidden where its card stands, and nothing of it anywhere else.
    private static async ValueTask<Card?> WhatStandsHere(TurnContext turn, RecordKind kind, long number, CancellationToken ct)
    {
        if (turn.Activity.ReplyToId is not { } message) return null;
        var place = await turn.Services.GetRequiredService<ITurnStore>().PlaceAt(turn.Activity.Conversation.Base, message, ct);
        return place?.Subject == kind.Subject(number) ? kind.Draw(turn.Services, place) : null;
    }

    private static ShowView ViewOf(RecordKind kind, string name) => new(name, (services, place, _) => new(kind.Draw(services, place)))
    {
        MayTell = (services, place, _) => new(kind.MayTell(services, place)),
    };
}

[JsonSerializable(typeof(RecordNumber))]
internal sealed partial class RecordsJson : JsonSerializerContext;
