using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>The comment that a dialog answers.</summary>
internal sealed record NoteReference(long Wave, string Comment);

/// <summary>What those who lead answer to a comment; the property is the input of the form.</summary>
internal sealed record NoteAnswer(string Words);

/// <summary>What the form begins with.</summary>
/// <param name="Note">Number of the note.</param>
/// <param name="Comment">The comment, as it is shown.</param>
/// <param name="Refusal">Why there is none; null where there is.</param>
internal sealed record NotePresent(string Note = "", string Comment = "", DateTimeOffset ShownAt = default, string? Refusal = null);

/// <summary><em>Answer</em> under a comment: words that whoever wrote it can read by their code.</summary>
internal static class ReplyToNote
{
    private const int Longest = 1000;

    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = new(
        "survey-note", Conduct, NoteJson.Default, () => Card(SurveysTexts.NoteHelp, Text(SurveysTexts.NoteHelp)));

    /// <summary>Begins it below the comments.</summary>
    public static ValueTask Begin(TurnContext turn, NoteReference note, CancellationToken ct) =>
        turn.Services.GetRequiredService<DialogTurns>().BeginBelow(
            turn, Dialog, JsonSerializer.SerializeToElement(note, NoteJson.Default.NoteReference), ct);

    /// <summary>The comment, and what is said to it.</summary>
    public static Form<NoteAnswer> Form(NotePresent present)
    {
        var heading = Say(SurveysTexts.NoteAnswerHeading, present.Note);
        return new(
            Card(
                heading,
                Heading(heading),
                Text(present.Comment),
                Hint(Say(SurveysTexts.NoteAnswerHint, Moment.DayAndTime(present.ShownAt))) with { Separator = true },
                Paragraph(nameof(NoteAnswer.Words), SurveysTexts.NoteAnswerWords) with
                {
                    IsRequired = true, ErrorMessage = SurveysTexts.NoteAnswerMissing,
                }),
            answer => Problems.None
                .When(string.IsNullOrWhiteSpace(answer.Words), nameof(NoteAnswer.Words), SurveysTexts.NoteAnswerMissing)
                .When(
                    answer.Words.Length > Longest, nameof(NoteAnswer.Words),
                    Say(SurveysTexts.ReplyTooLong, Longest, answer.Words.Length)))
        {
            Submit = SurveysTexts.NoteAnswerKeep, MainInput = nameof(NoteAnswer.Words),
        };
    }

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var note = dialog.Given<NoteReference>() ?? new(0, "");
        var present = await dialog.Look("present", (NoteAnswerDesk desk, CancellationToken _) => desk.Present(note));
        if (present.Refusal is { } refusal) return Ending.With(SurveyCards.Sentence(refusal));
        var answer = await dialog.Ask("answer", () => Form(present));
        var kept = await dialog.Do("keep", (NoteAnswerDesk desk, CancellationToken _) =>
            desk.Keep(note, answer, new(dialog.Id, dialog.ShownAt)));
        return Ending.With(SurveyCards.Sentence(
            kept.Refusal ?? Say(SurveysTexts.NoteKept, kept.Note, Moment.DayAndTime(kept.ShownAt))));
    }
}

/// <summary>What the dialog of a reply to a comment reads and writes, for whoever acts.</summary>
internal sealed class NoteAnswerDesk(SurveyWaves waves, SurveyAccess access, NoteDesk notes, Actor actor, Refusals refusals)
{
    /// <summary>The comment, where they may answer it.</summary>
    public ValueTask<NotePresent> Present(NoteReference note) => new(Find(note) switch
    {
        (_, { } comment, _) => Present(comment),
        var (_, _, why) => new NotePresent(Refusal: why),
    });

    /// <summary>Keeps what they say; asks again whether they may.</summary>
    public ValueTask<NotePresent> Keep(NoteReference note, NoteAnswer answer, RequestOrigin origin)
    {
        if (Find(note) is not ({ } wave, { } comment, _))
        {
            refusals.Note(new(WaveLaunch.RecordKind, note.Wave, null));
            return new(new NotePresent(Refusal: SurveysTexts.OnlyLeads));
        }

        notes.Keep(wave, comment, answer.Words.Trim(), origin);
        return new(Present(comment));
    }

    private NotePresent Present(ShownComment comment) => new(comment.Note, comment.Words, NoteReplies.BatchAfter(actor.Now));

    private (Wave? Wave, ShownComment? Comment, string Why) Find(NoteReference note)
    {
        if (waves.Find(new(note.Wave)) is not { } wave) return (null, null, SurveysTexts.Gone);
        if (!access.Leads(wave)) return (wave, null, SurveysTexts.OnlyLeads);
        return (wave, notes.Find(wave, note.Comment), SurveysTexts.NoteGoneForLeads);
    }
}

[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NoteReference))]
[JsonSerializable(typeof(NoteAnswer))]
[JsonSerializable(typeof(NotePresent))]
internal sealed partial class NoteJson : JsonSerializerContext;
