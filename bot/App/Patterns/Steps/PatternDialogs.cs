using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Steps;

/// <summary>What the form of a step shows of the pattern, as far as its reader may see it at that moment.</summary>
internal sealed record PatternForm(string? Title = null)
{
    /// <summary>Whether it is an attempt that did not work.</summary>
    public bool IsAttempt { get; init; }

    /// <summary>What it says.</summary>
    public PatternContent? Content { get; init; }

    /// <summary>What was checked of it.</summary>
    public IReadOnlyList<CheckedCriterion> Criteria { get; init; } = [];

    /// <summary>The series in which it may be seen that it worked.</summary>
    public IReadOnlyList<TestableSeries> Series { get; init; } = [];

    /// <summary>The oldest flag that waits for an answer; null for none.</summary>
    public string? Flag { get; init; }

    /// <summary>The teams that it can be offered to.</summary>
    public IReadOnlyList<ReplicationTarget> Targets { get; init; } = [];

    /// <summary>The day it is for its reader.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Who may be named.</summary>
    public IReadOnlyList<PersonChoice> Colleagues { get; init; } = [];

    /// <summary>What the reader answered to the questions of the follow-up.</summary>
    public IReadOnlyList<FollowUpAnswer> Answers { get; init; } = [];
}

/// <summary>Takes a step with what a form yielded; gives why not, or null.</summary>
internal delegate string? TakeStep<in TAnswer>(IServiceProvider services, long number, TAnswer answer, RequestOrigin origin);

/// <summary>What the dialogs of the steps share; each step is a file with its form and its effect.</summary>
internal sealed class PatternDialogs(
    Session session, PatternChange change, PatternCapture capture, PatternNaming naming, ReplicationTargets targets, PatternSeries series,
    IServiceProvider services)
{
    /// <summary>The dialog of a step.</summary>
    public static DialogDefinition For<TAnswer>(
        string name, PatternStep step, Func<long, PatternForm, Form<TAnswer>> form, TakeStep<TAnswer> take)
        where TAnswer : notnull => Define(
            name, (dialogs, number) => dialogs.RefusalOf(number, step), (dialogs, number) => dialogs.Shown(number, step), form,
            take, PatternViews.Own);

    /// <summary>The dialog of the questions for somebody who is named.</summary>
    public static DialogDefinition ForNamed<TAnswer>(string name, Func<long, PatternForm, Form<TAnswer>> form, TakeStep<TAnswer> take)
        where TAnswer : notnull => Define(
            name, (dialogs, number) => dialogs.WhyNotAnswer(number), (dialogs, number) => dialogs.ShownToNamed(number), form, take,
            PatternViews.Named);

    /// <summary>The top of the form of a step: which step, and what the pattern is called.</summary>
    public static Element[] Top(string heading, long number, PatternForm shown) =>
    [
        Heading(Titled(heading, number)),
        .. shown.Title is { } title ? [Text(title)] : Array.Empty<Element>(),
    ];

    /// <summary>The heading of a form, with the number of the pattern.</summary>
    public static string Titled(string heading, long number) => Wording.Say(heading, PatternKind.Definition.Labels.Of(number));

    /// <summary>Words that must be given.</summary>
    public static TextInput Words(string id, string label) =>
        Paragraph(id, label) with { IsRequired = true, ErrorMessage = PatternTexts.WordsMissing };

    private static DialogDefinition Define<TAnswer>(
        string name, Func<PatternDialogs, long, string?> refusal, Func<PatternDialogs, long, PatternForm?> shown,
        Func<long, PatternForm, Form<TAnswer>> form, TakeStep<TAnswer> take, string view)
        where TAnswer : notnull => new(
            name,
            new ChangeDialog<PatternDialogs, PatternForm, TAnswer>(PatternKind.Definition)
            {
                Look = (dialogs, number, _) => new(new ChangeResult<PatternForm>(number, refusal(dialogs, number))),
                LookAnew = (dialogs, number, _) => new(new ChangeResult<PatternForm>(number, Present: shown(dialogs, number))),
                Ask = found => form(found.Number, found.Present ?? new()),
                Change = (dialogs, found, answer, origin, _) =>
                    new(new ChangeResult<PatternForm>(found.Number, take(dialogs.Services, found.Number, answer, origin))),
                View = view,
            }.Conduct,
            PatternStepsJson.Default,
            () => Card(PatternTexts.StepHelp, Text(PatternTexts.StepHelp)));

    private IServiceProvider Services => services;

    private string? RefusalOf(long number, PatternStep step) => change.Allowed(number, step).Refusal;

    private string? WhyNotAnswer(long number) => naming.WhyNotAnswer(number);

    private PatternForm? Shown(long number, PatternStep step) => change.Find(number, step) is not { } pattern ? null : new(pattern.Title)
    {
        IsAttempt = pattern.IsAttempt,
        Content = step is PatternStep.Fix ? pattern.Content : null,
        Criteria = step is PatternStep.Check ? PatternCriteria.Of(session, number) : [],
        Series = step is PatternStep.Check ? series.Of(pattern) : [],
        Flag = step is PatternStep.AnswerFlag && PatternFlags.Open(session, number) is [var oldest, ..] ? oldest.Words : null,
        Colleagues = step is PatternStep.Name ? capture.ColleaguesOf(pattern) : [],
        Targets = step is PatternStep.Spread ? targets.For(pattern) : [],
        Today = change.Actor.Today,
    };

    private PatternForm? ShownToNamed(long number) =>
        naming.WhyNotAnswer(number) is null && PatternRows.Find(session, number) is { } pattern
            ? new(pattern.Title) { Answers = NamedPeople.Answers(session, number, change.Actor.Id) }
            : null;
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordNumber))]
[JsonSerializable(typeof(ChangeResult<PatternForm>))]
[JsonSerializable(typeof(FlagWords))]
[JsonSerializable(typeof(FlagAnswer))]
[JsonSerializable(typeof(FixedPattern))]
[JsonSerializable(typeof(CriteriaFound))]
[JsonSerializable(typeof(WhyUpheld))]
[JsonSerializable(typeof(WhyRetired))]
[JsonSerializable(typeof(NamedColleague))]
[JsonSerializable(typeof(FollowUpWords))]
[JsonSerializable(typeof(SpreadTo))]
internal sealed partial class PatternStepsJson : JsonSerializerContext;
