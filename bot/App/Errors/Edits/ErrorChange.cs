using System.Text.Json.Serialization;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Edits;

/// <summary>What the changes of a filed error share: their dialog, and what each does around its own statement.</summary>
internal sealed class ErrorChange(Session session, Actor actor, ErrorGuard guard, RecordPlaces places, RecordEvents events)
{
    /// <summary>The one who acts.</summary>
    public Actor Actor => actor;

    /// <summary>The statements of this transaction.</summary>
    public Statements Statements => session.Statements;

    /// <summary>The dialog of a change.</summary>
    public static DialogDefinition Dialog<TService, TAnswer>(string name, ChangeDialog<TService, ErrorEdit, TAnswer> dialog)
        where TService : notnull
        where TAnswer : notnull => new(
            name, dialog.Conduct, EditsJson.Default, () => Card(ErrorTexts.ChangeHelp, Text(ErrorTexts.ChangeHelp)));

    /// <summary>The heading of a form, with the number of the error.</summary>
    public static string Titled(string text, long number) => Say(text, ErrorKind.Labels.Of(number));

    /// <summary>Whether a change may be made, and what its form begins with.</summary>
    public ChangeResult<ErrorEdit> Look(long number, ErrorAction action)
    {
        var (error, refusal) = guard.Allowed(number, action);
        return new(number, refusal, error is null ? null : ErrorEdit.Of(error));
    }

    /// <inheritdoc cref="ErrorGuard.Allowed"/>
    public (ErrorRecord? Error, string? Refusal) Allowed(long number, ErrorAction action) => guard.Allowed(number, action);

    /// <inheritdoc cref="ErrorGuard.Me"/>
    public PersonId Me() => guard.Me();

    /// <summary>Notes a change that was made, and shows the error again wherever it stands.</summary>
    /// <param name="line">What was done, for the channels.</param>
    /// <param name="isRestricted">Whether it is restricted from now on.</param>
    public void Note(
        ErrorRecord error, string what, RequestOrigin origin, Func<string> line, string? data = null, bool? isRestricted = null)
    {
        events.Append(ErrorKind.Reference(error.Number, error.Team), what, origin, data);
        places.ShowAgain(ErrorKind.Id(error.Number), isRestricted ?? error.Restricted, line);
    }

    /// <summary>
    /// As what the person keeps an error that they changed: only the reporter's own view goes on showing it whoever may see it.
    /// </summary>
    public string ViewOf(ErrorRecord error) =>
        error.Reporter == actor.Id ? ErrorViews.Reporter : error.Restricted ? ErrorViews.Lead : ErrorViews.Witness;
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorEdit))]
[JsonSerializable(typeof(RecordNumber))]
[JsonSerializable(typeof(Addition))]
[JsonSerializable(typeof(Withdrawal))]
[JsonSerializable(typeof(ChangeResult<ErrorEdit>))]
internal sealed partial class EditsJson : JsonSerializerContext;
