using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.Patterns.Steps;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>What the form of a step shows of a replication, as far as its reader may see it at that moment.</summary>
/// <param name="Pattern">The number of the pattern.</param>
internal sealed record ReplicationForm(long Pattern = 0, string? Title = null, string? Team = null)
{
    /// <summary>Who may look after it: the people of the team.</summary>
    public IReadOnlyList<PersonChoice> Colleagues { get; init; } = [];

    /// <summary>Who looks after it unless somebody else is chosen: who decides, if they are of the team. Null for nobody.</summary>
    public PersonChoice? Self { get; init; }

    /// <summary>The core steps of the version that was offered.</summary>
    public IReadOnlyList<string> Core { get; init; } = [];
}

/// <summary>What the dialogs of the steps share; each has a file with its form and its effect.</summary>
internal sealed class ReplicationDialogs(
    Session session, ReplicationChange change, Teams teams, KnownPeople people, IServiceProvider services)
{
    /// <summary>The dialog of a step.</summary>
    public static DialogDefinition For<TAnswer>(
        string name, ReplicationStep step, Func<ReplicationForm, Form<TAnswer>> form, TakeStep<TAnswer> take)
        where TAnswer : notnull => new(
            name,
            new ChangeDialog<ReplicationDialogs, ReplicationForm, TAnswer>(PatternKind.Definition)
            {
                Look = (dialogs, id, _) => new(dialogs.Found(id, step)),
                LookAnew = (dialogs, id, _) => new(new ChangeResult<ReplicationForm>(id, Present: dialogs.Shown(id, step))),
                Ask = found => form(found.Present ?? new()),
                Change = (dialogs, found, answer, origin, _) =>
                    new(dialogs.Taken(found.Number, take(dialogs.Services, found.Number, answer, origin))),
                View = PatternViews.Team,
                Subject = taken => taken.Present?.Pattern,
            }.Conduct,
            ReplicationJson.Default,
            () => Card(PatternTexts.StepHelp, Text(PatternTexts.StepHelp)));

    /// <summary>The top of a form: which step, of which pattern, in which team.</summary>
    public static Element[] Top(string heading, ReplicationForm shown) =>
    [
        Heading(Titled(heading, shown)),
        .. shown.Title is { } title ? [Text(title)] : Array.Empty<Element>(),
    ];

    /// <summary>The heading of a form, with the number of the pattern and the team.</summary>
    public static string Titled(string heading, ReplicationForm shown) =>
        Wording.Say(heading, PatternKind.Definition.Labels.Of(shown.Pattern), shown.Team);

    /// <summary>The people of a team, by name.</summary>
    public IReadOnlyList<PersonChoice> ColleaguesIn(TeamId team) =>
    [
        .. people.Find([.. teams.Members(team).Keys.Select(person => person.Value)]).Where(person => !person.IsGuest)
            .OrderBy(person => person.ShownName, StringComparer.CurrentCultureIgnoreCase)
            .Select(person => new PersonChoice(person.Id.Value, person.ShownName)),
    ];

    private IServiceProvider Services => services;

    private ChangeResult<ReplicationForm> Found(long id, ReplicationStep step) => new(id, change.Allowed(id, step).Refusal);

    private ChangeResult<ReplicationForm> Taken(long id, string? refusal) => new(
        id, refusal, refusal is null && ReplicationRows.Find(session, id) is { } one ? new(one.Pattern) : null);

    private ReplicationForm? Shown(long id, ReplicationStep step)
    {
        if (ReplicationRows.Find(session, id) is not { } one || PatternRows.Find(session, one.Pattern) is not { } pattern) return null;
        if (!services.GetRequiredService<ReplicationGuard>().StepsFor(pattern, one, change.Actor.Id ?? default).Contains(step)) return null;
        IReadOnlyList<PersonChoice> colleagues = step is ReplicationStep.Adopt or ReplicationStep.Adapt ? ColleaguesIn(one.Team) : [];
        return new(pattern.Number, pattern.Title, one.TargetName)
        {
            Colleagues = colleagues,
            Self = colleagues.FirstOrDefault(each => each.Id == change.Actor.Id?.Value),
            Core = step is ReplicationStep.Adapt or ReplicationStep.Change ? ReplicationViews.CoreOf(session, pattern, one) : [],
        };
    }
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordNumber))]
[JsonSerializable(typeof(ChangeResult<ReplicationForm>))]
[JsonSerializable(typeof(Adoption))]
[JsonSerializable(typeof(AdaptationWords))]
[JsonSerializable(typeof(ReplicationReason))]
[JsonSerializable(typeof(TeamVerdict))]
internal sealed partial class ReplicationJson : JsonSerializerContext;
