using System.Text.Json.Serialization;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors.Fixes;

/// <summary>The dialogs of fix proposals and of decisions about them: look, ask, take the step, refuse late.</summary>
internal static class FixDialog
{
    /// <summary>A dialog that takes a step with what its form yields.</summary>
    /// <param name="take">Takes the step, inside the transaction; gives why not.</param>
    public static DialogDefinition Of<TAnswer>(
        string name, ErrorAction action, Func<long, FixPresent, Form<TAnswer>> form,
        Func<FixDecisions, long, TAnswer, RequestOrigin, ChangeResult<FixPresent>> take, string view)
        where TAnswer : notnull => new(
            name,
            new ChangeDialog<FixDecisions, FixPresent, TAnswer>(ErrorKind.Definition)
            {
                Look = (fixes, number, ct) => fixes.Proposals.Look(number, action, ct),
                Ask = found => form(found.Number, found.Present!),
                Change = (fixes, found, answer, origin, _) => new(take(fixes, found.Number, answer, origin)),
                View = view,
            }.Conduct,
            FixJson.Default,
            () => Card(FixTexts.Help, Text(FixTexts.Help)));
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordNumber))]
[JsonSerializable(typeof(ChangeResult<FixPresent>))]
[JsonSerializable(typeof(FixContent))]
[JsonSerializable(typeof(DoFirstAnswer))]
[JsonSerializable(typeof(ReferAnswer))]
[JsonSerializable(typeof(Words))]
internal sealed partial class FixJson : JsonSerializerContext;
