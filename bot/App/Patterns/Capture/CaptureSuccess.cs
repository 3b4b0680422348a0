using System.Globalization;
using System.Text.Json;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Capture;

/// <summary>The conversation behind <c>/capture-success</c>: one sentence and one press.</summary>
internal static class CaptureSuccess
{
    /// <summary>Name of the dialog and of its command.</summary>
    public const string Name = "capture-success";

    /// <summary>The dialog.</summary>
    public static readonly DialogDefinition Dialog = new(
        Name, Conduct, CaptureJson.Default,
        () => Card(PatternTexts.CaptureHelp, Text(PatternTexts.CaptureHelp), Hint(PatternTexts.CaptureHelpMore)));

    /// <summary>What the dialog is begun with: the words after the command.</summary>
    public static JsonElement? Given(string words) =>
        words.Length is 0 ? null : JsonSerializer.SerializeToElement(new SuccessSentence(words), CaptureJson.Default.SuccessSentence);

    /// <summary>The dialog with words of a record of another kind in it.</summary>
    public static (DialogDefinition Dialog, JsonElement Given) From(string words, RecordSeed from)
    {
        var sentence = new SuccessSentence(words) { Origin = new(from.Kind, from.Number), From = from };
        return (Dialog, JsonSerializer.SerializeToElement(sentence, CaptureJson.Default.SuccessSentence));
    }

    /// <summary>The press on another record that keeps what was learned from it, below its card.</summary>
    public static ValueTask FromRecord(TurnContext turn, CancellationToken ct)
    {
        var origin = PatternButtons.AboutIn(turn.PressData);
        return turn.Services.GetRequiredService<DialogTurns>().BeginBelow(
            turn, Dialog,
            JsonSerializer.SerializeToElement(new SuccessSentence { Origin = origin }, CaptureJson.Default.SuccessSentence), ct);
    }

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var given = dialog.Given<SuccessSentence>();
        var (story, origin) = (dialog.Typed("capture", nameof(CapturedSuccess.Story)) ?? given?.Text ?? "", given?.Origin);
        var choices = await dialog.LookAnew("choices", (PatternCapture capture, CancellationToken _) => capture.Choices(origin));
        choices = choices with { HasWords = given?.From is not null };
        var similar = story is ""
            ? []
            : await dialog.Look("similar", story, (SimilarPatterns patterns, CancellationToken _) =>
                new ValueTask<long[]>(patterns.NumbersTo(story)));
        SimilarPattern[] shown = similar is [] || dialog.IsAnswered("capture") ? [] : await Shown(dialog, "shown", similar);

        var asked = await dialog.Ask("capture", () => CaptureForm.For(story, choices, shown, Numbers(similar)));
        if (asked.Same is { } known) return await Join(dialog, known);

        // What was typed into the card itself could be compared only now.
        long[] late = [.. similar.Where(number => !asked.HasShown(number))];
        if (late is not [])
        {
            shown = dialog.IsAnswered("same") ? [] : await Shown(dialog, "shown late", late);
            var choice = await dialog.Ask("same", CaptureForm.Question(shown));
            if (choice.Same is { } same) return await Join(dialog, same);
        }

        var number = await dialog.Do("keep", (PatternCapture capture, CancellationToken _) =>
            capture.Keep(asked, origin, new(dialog.Id, dialog.ShownAt, dialog.BegunIn)));
        await Tell(dialog, number);
        return Ending.Showing(PatternKind.Definition.Subject(number), PatternViews.Own);
    }

    private static Step<SimilarPattern[]> Shown(DialogContext dialog, string name, long[] similar) => dialog.LookAnew(
        name, (SimilarPatterns patterns, CancellationToken _) => new ValueTask<SimilarPattern[]>(patterns.Shown(similar)));

    /// <summary>It is one that is kept already: that they used it is noted, and nothing new is kept.</summary>
    private static async Dialog<Ending> Join(DialogContext dialog, long known)
    {
        var used = await dialog.Do("used", (PatternUse uses, CancellationToken _) =>
        {
            var noted = uses.Note(known, about: null, new(dialog.Id, dialog.ShownAt));
            return new ValueTask<ChangeResult<CapturedSuccess>>(new ChangeResult<CapturedSuccess>(known, noted.Refusal));
        });
        if (used.Refusal is { } refusal) return Ending.With(Card(refusal, Text(refusal)));
        await Tell(dialog, known);
        return Ending.Showing(PatternKind.Definition.Subject(known), PatternViews.Own);
    }

    /// <summary>Tells the record whose words these were what became of them.</summary>
    private static async Dialog<bool> Tell(DialogContext dialog, long number) => dialog.Given<SuccessSentence>()?.From is { } from
        && await dialog.Do("told", (RecordSeeds seeds, CancellationToken _) => seeds.Tell(from, PatternKind.Id(number)));

    private static string Numbers(long[] similar) =>
        string.Join(' ', similar.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
