using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Tests.Ideas;

/// <summary>What the form yields; the properties are its inputs.</summary>
internal sealed record NewIdea(string Title);

/// <summary>The conversation behind <c>/idea</c>.</summary>
internal static class AddIdea
{
    /// <summary>The dialog.</summary>
    public static readonly DialogDefinition Dialog =
        new("idea", Conduct, IdeasJson.Default, () => Card("An idea takes one line.", Text("An idea takes one line.")));

    /// <summary>What the dialog is begun with: the words after the command.</summary>
    public static JsonElement? Given(string words) =>
        words.Length is 0 ? null : JsonSerializer.SerializeToElement(new NewIdea(words), IdeasJson.Default.NewIdea);

    private static Form<NewIdea> Form(string? title) => new(
        Card(
            "Add an idea",
            Heading("Add an idea"),
            Line(nameof(NewIdea.Title), "In one line") with { IsRequired = true, ErrorMessage = "Please write a line.", Value = title }))
    {
        Submit = "Add it",
        MainInput = nameof(NewIdea.Title),
    };

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var given = dialog.Given<NewIdea>()?.Title;
        var asked = await dialog.Ask("idea", () => Form(given));
        var number = await dialog.Do(
            "add", (IdeaService ideas, CancellationToken ct) => ideas.Add(asked, new(dialog.Id, dialog.ShownAt), ct));
        return Ending.Showing(IdeaKind.Definition.Subject(number), IdeaKind.OwnView);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IdeaResource))]
internal sealed partial class IdeasApiJson : JsonSerializerContext;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NewIdea))]
[JsonSerializable(typeof(long))]
internal sealed partial class IdeasJson : JsonSerializerContext;
