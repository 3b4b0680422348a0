using System.Text.Json.Serialization;
using Improvement.Bot.Actions.Cards;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Actions.Steps;

/// <summary>What the form of a step shows of the action item, as far as its reader may see it at that moment.</summary>
internal sealed record ActionForm(string? Title = null)
{
    /// <summary>The day on which it is due.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Today, for its team.</summary>
    public DateOnly Today { get; init; }

    /// <summary>The members of the team who could own it, by name; empty where there are too many for a list.</summary>
    public IReadOnlyList<Choice> Members { get; init; } = [];
}

/// <summary>Takes a step with what a form yielded; gives why not, or null.</summary>
internal delegate string? TakeStep<in TAnswer>(IServiceProvider services, long number, TAnswer answer, RequestOrigin origin);

/// <summary>What the dialogs of the steps share; each step is a file with its form and its effect.</summary>
internal sealed class ActionDialogs(ActionChange change, Teams teams, KnownPeople people, IServiceProvider services)
{
    /// <summary>Members of a team who stand in a list; of more, a name is typed.</summary>
    private const int MostMembers = 50;

    /// <summary>The dialog of a step.</summary>
    public static DialogDefinition For<TAnswer>(
        string name, ActionStep step, Func<long, ActionForm, Form<TAnswer>> form, TakeStep<TAnswer> take)
        where TAnswer : notnull => new(
            name,
            new ChangeDialog<ActionDialogs, ActionForm, TAnswer>(ActionKind.Definition)
            {
                Look = (dialogs, number, _) => new(new ChangeResult<ActionForm>(number, dialogs.RefusalOf(number, step))),
                LookAnew = (dialogs, number, _) => new(dialogs.Shown(number, step)),
                Ask = shown => form(shown.Number, shown.Present ?? new()),
                Change = (dialogs, found, answer, origin, _) =>
                    new(new ChangeResult<ActionForm>(found.Number, take(dialogs.Services, found.Number, answer, origin))),
                View = ActionViews.Own,
            }.Conduct,
            StepsJson.Default,
            () => Card(ActionTexts.StepHelp, Text(ActionTexts.StepHelp)));

    /// <summary>The top of the form of a step: which step, and what the action item is called.</summary>
    public static Element[] Top(string heading, long number, ActionForm shown) =>
    [
        Heading(Titled(heading, number)),
        .. shown.Title is { } title ? [Text(title)] : Array.Empty<Element>(),
    ];

    /// <summary>The heading of a form, with the number of the action item.</summary>
    public static string Titled(string heading, long number) => Wording.Say(heading, ActionKind.Definition.Labels.Of(number));

    /// <summary>A reason that must be given.</summary>
    public static TextInput Reason(string id, string label) =>
        Paragraph(id, label) with { IsRequired = true, ErrorMessage = ActionTexts.ReasonMissing };

    /// <summary>A complaint about a text that is too long to be kept.</summary>
    public static Problems TooLong(string input, string? text) => Problems.None.When(
        text?.Length > ActionItems.LongestText, input, Wording.Say(ActionTexts.TooLong, text?.Length, ActionItems.LongestText));

    private IServiceProvider Services => services;

    private string? RefusalOf(long number, ActionStep step) => change.Allowed(number, step).Refusal;

    private ChangeResult<ActionForm> Shown(long number, ActionStep step)
    {
        if (change.Find(number, step) is not { } item) return new(number);
        var team = item.Team is { } id ? teams.Find(id) : null;
        return new(number, Present: new(item.Title)
        {
            DueDate = item.DueDate,
            Today = Team.LocalDate(change.Actor.Now, team?.TimeZone),
            Members = step is ActionStep.Reassign ? MembersOf(item) : [],
        });
    }

    private IReadOnlyList<Choice> MembersOf(ActionItem item)
    {
        if (item.Team is not { } team || teams.Members(team) is not { Count: <= MostMembers } members) return [];
        return
        [
            .. members.Keys.Concat(teams.Agents(team)).Where(member => member != item.Owner).Select(people.Find).OfType<Person>()
                .OrderBy(person => person.ShownName, StringComparer.OrdinalIgnoreCase)
                .Select(person => new Choice(person.ShownName, person.Id.ToString())),
        ];
    }
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordNumber))]
[JsonSerializable(typeof(ChangeResult<ActionForm>))]
[JsonSerializable(typeof(WhatWasDone))]
[JsonSerializable(typeof(WhyTakenBack))]
[JsonSerializable(typeof(Obstacle))]
[JsonSerializable(typeof(OtherDate))]
[JsonSerializable(typeof(OtherOwner))]
[JsonSerializable(typeof(WhyNotDone))]
internal sealed partial class StepsJson : JsonSerializerContext;
