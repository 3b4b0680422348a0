using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Framework.Tests.Dialogs;

/// <summary>
/// A conversation with every turn that a conversation can take: ask what to fetch, ask more when it is heavy, look for a shop, confirm,
/// buy.
/// </summary>
internal static class Errands
{
    public static readonly DialogDefinition Dialog = Named(Conduct);

    public static readonly Form<Wish> WishForm = WishFormOf(null);

    public static readonly Form<Help> HelpForm = new(
        Card("Help", Heading("Who helps to carry?"),
        Line(nameof(Help.Who), "Who") with { IsRequired = true })) { MainInput = nameof(Help.Who) };

    /// <summary>The same form with a shop named in it.</summary>
    public static Form<Wish> WishFormOf(string? shop) => new(
        Card(
            "What to fetch",
            Heading("What shall I fetch?"),
            shop is null ? null : Text(shop),
            Line(nameof(Wish.What), "What") with { IsRequired = true, ErrorMessage = "Please say what." },
            Pick(nameof(Wish.Weight), "Weight", [("Light", "Light"), ("Heavy", "Heavy")]) with { Value = "Light" }),
        wish => Problems.None.When(wish.What.Length > 20, nameof(Wish.What), "Shorter, please."))
    {
        MainInput = nameof(Wish.What),
        Submit = "Go on",
    };

    public static Form<Nothing> ConfirmForm(string shop) => new(Card("Ready?", Heading("Ready?"), Text("From " + shop)));

    /// <summary>A dialog of another script, as the next version of the bot might have it.</summary>
    public static DialogDefinition Named(Func<DialogContext, Dialog<Ending>> script) =>
        new("errand", script, ErrandJson.Default, () => Card("About errands", Text("About errands")));

    public static Task<DialogTestHost> Begin(Town town, Func<DialogContext, Dialog<Ending>>? script = null,
        System.Text.Json.JsonElement? given = null) =>
        DialogTestHost.Of(script is null ? Dialog : Named(script), services => services.AddSingleton(town), given);

    public static Task<DialogTestHost> Deploy(DialogTestHost running, Town town, Func<DialogContext, Dialog<Ending>> script) =>
        DialogTestHost.Resume(Named(script), running.Saved, services => services.AddSingleton(town));

    public static Ending End(string text) => Ending.With(Card(text, Text(text)));

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var wish = await dialog.Ask("wish", WishForm);
        var help = wish.Weight is Weight.Heavy ? await dialog.Ask("help", HelpForm) : null;
        var shop = await dialog.Look("shop", wish.What, (Town town, CancellationToken _) => town.ShopFor(wish.What));
        await dialog.Ask("confirm", ConfirmForm(shop));
        var bill = await dialog.Do("buy", (Town town, CancellationToken _) => town.Buy(dialog.Id, wish.What));
        return End($"Bought {bill.What} as number {bill.Number}{(help is null ? "" : " with " + help.Who)}");
    }
}

/// <summary>The outside world of the errands.</summary>
internal sealed class Town
{
    public List<string> Looked { get; } = [];
    public List<string> Bought { get; } = [];

    public ValueTask<string> ShopFor(string what)
    {
        Looked.Add(what);
        return new($"the shop for {what}");
    }

    public ValueTask<Bill> Buy(string key, string what)
    {
        Bought.Add(what);
        return new(new Bill(what, Bought.Count));
    }
}

internal enum Weight
{
    Light,
    Heavy,
}

internal sealed record Wish(string What)
{
    public Weight Weight { get; init; }
}

internal sealed record Help(string Who);

internal sealed record Nothing;

internal sealed record Bill(string What, int Number);

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString, UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Wish))]
[JsonSerializable(typeof(Help))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(Bill))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
internal sealed partial class ErrandJson : JsonSerializerContext;
