using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;

namespace Improvement.Bot.Patterns.Cards;

/// <summary>The buttons of a pattern, one for each step.</summary>
internal static class PatternButtons
{
    /// <summary>The press that shows what changed between two versions.</summary>
    public const string Versions = "pattern.versions";

    /// <summary>The press by which somebody takes their name off.</summary>
    public const string Decline = "pattern.decline";

    /// <summary>The press that opens the questions of the follow-up.</summary>
    public const string FollowUp = "pattern.follow-up";

    /// <summary>The press that keeps what was learned from another record.</summary>
    public const string Keep = "pattern.keep";

    /// <summary>The members of the data that name the record during whose report a button stands.</summary>
    public const string AboutKind = "about-kind", AboutNumber = "about";

    /// <summary>The member of the data that has the number of a version.</summary>
    public const string Edition = "edition";

    /// <summary>The steps that decide something; they stand first.</summary>
    public static readonly PatternStep[] Deciding =
        [PatternStep.Check, PatternStep.MakeStandard, PatternStep.Uphold, PatternStep.AnswerFlag, PatternStep.Adopt];

    /// <summary>What everybody can do with a pattern.</summary>
    public static readonly PatternStep[] Everyday = [PatternStep.Use, PatternStep.Flag, PatternStep.Fix];

    /// <summary>The steps of whoever looks after it.</summary>
    public static readonly PatternStep[] Care = [PatternStep.Spread, PatternStep.Name, PatternStep.Confirm, PatternStep.Retire];

    /// <summary>The verb of a step.</summary>
    public static string VerbOf(PatternStep step) => step switch
    {
        PatternStep.Use => "pattern.use",
        PatternStep.Flag => "pattern.flag",
        PatternStep.Fix => "pattern.fix",
        PatternStep.Check => "pattern.check",
        PatternStep.MakeStandard => "pattern.make-standard",
        PatternStep.AnswerFlag => "pattern.answer-flag",
        PatternStep.Uphold => "pattern.uphold",
        PatternStep.Name => "pattern.name",
        PatternStep.Confirm => "pattern.confirm",
        PatternStep.Adopt => "pattern.adopt",
        PatternStep.Spread => "pattern.spread",
        PatternStep.Retire => "pattern.retire",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "The bot takes it by itself."),
    };

    /// <summary>The button of a step.</summary>
    /// <param name="below">Whether its form comes below the card, which stays.</param>
    public static ExecuteAction Of(long number, PatternStep step, bool below) => below
        ? ExecuteAction.Of(PatternWords.Button(step), VerbOf(step), (PatternKind.Name, number), (RecordsSlice.Below, true))
        : ExecuteAction.Of(PatternWords.Button(step), VerbOf(step), (PatternKind.Name, number));

    /// <summary>The same on the card of another record, for which a pattern was offered.</summary>
    public static ExecuteAction About(long number, PatternStep step, RecordId about) => ExecuteAction.Of(
        PatternWords.Button(step), VerbOf(step), (PatternKind.Name, number), (RecordsSlice.Below, true), (AboutKind, about.Kind.Name),
        (AboutNumber, about.Number));

    /// <summary>The record that the data of a press names; null for none.</summary>
    public static PatternOrigin? AboutIn(JsonElement data) =>
        data.Text(AboutKind) is { } kind && data.Whole(AboutNumber) is { } number ? new(kind, number) : null;

    /// <summary>The button that shows what changed with a version.</summary>
    public static ExecuteAction Changes(string title, long number, int edition) =>
        ExecuteAction.Of(title, Versions, (PatternKind.Name, number), (Edition, edition));
}
