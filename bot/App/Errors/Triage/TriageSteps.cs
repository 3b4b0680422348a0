using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Recurrences;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary>What the forms of triage begin with.</summary>
/// <param name="Members">The team, by name; empty where a form asks for nobody.</param>
// the defaults let what was left out as null be read back
internal sealed record TriagePresent(
    string Title, Severity Severity, PersonChoice[] Members, string? Category = null, long? Owner = null)
{
    /// <summary>The open question to the reporter; null for none.</summary>
    public string? Question { get; init; }

    /// <summary>The most similar reports, as far as the person may know of them; empty where a form suggests none.</summary>
    public SimilarReport[] Similar { get; init; } = [];

    /// <summary>How it was noticed, a code of the detection axis; null for not known.</summary>
    public string? Detection { get; init; }

    /// <summary>Hours that are lost each time; null for not known.</summary>
    public double? LossHours { get; init; }

    /// <summary>Other decisions that the person may take; empty where the form offers none.</summary>
    public ErrorAction[] Others { get; init; } = [];

    /// <summary>The teams that it could belong to instead; empty where the form asks for none.</summary>
    public TeamChoice[] Teams { get; init; } = [];

    /// <summary>Why it was ruled out, put off, or what corrected it; null for nothing.</summary>
    public string? Reason { get; init; }
}

/// <summary>What a form of triage needs besides the error.</summary>
[Flags]
internal enum TriageNeeds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The members of its team, because it asks for a person.</summary>
    Members = 1,

    /// <summary>The most similar reports.</summary>
    Similar = 2,

    /// <summary>The most similar reports that do not belong together with it already.</summary>
    Related = 4,
}

/// <summary>What the steps of triage share: what their forms begin with, and who acts.</summary>
internal sealed class TriageSteps(
    Session session, Actor actor, Teams teams, KnownPeople people, Reporter reporter,
    ErrorGuard guard, ErrorSteps steps, RecordPlaces places, RecordEvents events, SimilarErrors similar, AccountRetraction retraction,
    ErrorRecurrences recurrences)
{
    /// <summary>Members of a team among whom a name is looked for, at most.</summary>
    private const int MostMembers = 300;

    /// <summary>The one who acts.</summary>
    public Actor Actor => actor;

    /// <summary>What reopens errors by itself.</summary>
    public ErrorRecurrences Recurrences => recurrences;

    /// <summary>The transaction.</summary>
    public Session Session => session;

    /// <summary>What takes accounts back.</summary>
    public AccountRetraction Retraction => retraction;

    /// <summary>The places of records.</summary>
    public RecordPlaces Places => places;

    /// <summary>Whether a step may be taken, and what its form begins with.</summary>
    /// <param name="withMembers">Whether the form asks for a person.</param>
    public ChangeResult<TriagePresent> Look(long number, ErrorAction action, bool withMembers = false)
    {
        var (error, refusal) = guard.Allowed(number, action);
        if (error is null) return new(number, refusal);
        var members = withMembers && error.Team is { } team ? MembersOf(team) : [];
        return new(number, null, new(error.Title, error.Severity, members, error.Category, error.Owner?.Value)
        {
            Question = error.Triage.Question,
            Reason = error.Triage.Reason,
            Detection = error.Detection,
            LossHours = error.LossHours,
        });
    }

    /// <summary>The same with what the form needs.</summary>
    public async ValueTask<ChangeResult<TriagePresent>> Look(long number, ErrorAction action, TriageNeeds needs, CancellationToken ct)
    {
        var found = Look(number, action, needs.HasFlag(TriageNeeds.Members));
        if ((needs & (TriageNeeds.Similar | TriageNeeds.Related)) is TriageNeeds.None || found.Present is not { } present) return found;
        var story = ErrorRows.FindAny(session, number)!.Story;
        var known = needs.HasFlag(TriageNeeds.Related) ? Cluster.Find(session, number).Numbers : new HashSet<long>();
        var alike = (await similar.To(story, ct, except: number)).Where(report => !known.Contains(report.Number));
        // one of another team, of which the person sees the title alone, could not be chosen
        return found with { Present = present with { Similar = [.. alike.Where(report => report.ReportedAt is not null)] } };
    }

    /// <summary>Those of some steps that the person who acts may take.</summary>
    public ErrorAction[] Permitted(long number, IEnumerable<ErrorAction> actions) =>
        ErrorRows.FindAny(session, number) is { } error ? [.. actions.Where(reporter.ActionsOn(error).Contains)] : [];

    /// <inheritdoc cref="ErrorSteps.Take(long, ErrorAction, Func{ErrorRecord, ErrorStep})"/>
    public ChangeResult<TriagePresent> Take(long number, ErrorAction action, Func<ErrorRecord, ErrorStep> stepOf) =>
        new(number, steps.Take(number, action, stepOf));

    /// <summary>Notes on an error what was said of it on another one, and shows it again wherever it stands.</summary>
    /// <param name="line">What was done, for the channels; null for what their card alone shows.</param>
    public void Note(
        ErrorRecord error, string what, IEnumerable<(string Name, object? Value)> data, Func<string>? line, RequestOrigin? origin)
    {
        events.Append(ErrorKind.Reference(error.Number, error.Team), what, origin, EventData.Of([.. data]));
        if (line is null) places.ShowAgain(ErrorKind.Id(error.Number));
        else places.ShowAgain(ErrorKind.Id(error.Number), error.Restricted, line);
    }

    /// <summary>Shows an error to somebody whom it concerns from now on, in their own chat, where the bot can write to them.</summary>
    public void ShowTo(PersonId person, ErrorRecord error, string view)
    {
        if (reporter.ChatOf(person, error) is { } chat) places.Show(ErrorKind.Id(error.Number), view, chat);
    }

    /// <summary>An error of which the person who acts sees everything; null for any other.</summary>
    public ErrorRecord? FindShown(long number) =>
        ErrorRows.FindAny(session, number) is { } error && reporter.AccessTo(error) is AccessLevel.Everything ? error : null;

    /// <summary>
    /// The moment of a review: nine o'clock of the day, where its team is; tomorrow at the earliest, and in 90 days at the latest.
    /// </summary>
    public DateTimeOffset ReviewOn(DateOnly day, ErrorRecord error)
    {
        var zone = reporter.TeamOf(error.Team)?.Zone ?? actor.Zone;
        var today = DayOf(actor.Now, zone);
        var (first, last) = (today.AddDays(1), today.AddDays(ErrorLife.LongestReviewDays));
        return TriageTarget.NineOn(day < first ? first : day > last ? last : day, zone);
    }

    private PersonChoice[] MembersOf(TeamId team) =>
    [
        .. teams.Members(team).Keys
            .Select(id => people.Find(id))
            .OfType<Person>()
            .Where(person => !person.IsGuest)
            .OrderBy(person => person.ShownName, StringComparer.CurrentCultureIgnoreCase)
            .Take(MostMembers)
            .Select(person => new PersonChoice(person.Id.Value, person.ShownName)),
    ];
}

/// <summary>The dialogs of triage: look, ask, take the step, refuse late.</summary>
internal static class TriageDialog
{
    /// <summary>Characters of a reason at most.</summary>
    public const int LongestReason = 1_000;

    /// <summary>A dialog that takes a step with what its form yields.</summary>
    /// <param name="take">Takes the step, inside the transaction; gives why not.</param>
    public static DialogDefinition Of<TAnswer>(
        string name, ErrorAction action, Func<long, TriagePresent, Form<TAnswer>> form,
        Func<TriageSteps, long, TAnswer, RequestOrigin, ChangeResult<TriagePresent>> take, string view,
        TriageNeeds needs = TriageNeeds.None)
        where TAnswer : notnull => new(
            name,
            new ChangeDialog<TriageSteps, TriagePresent, TAnswer>(ErrorKind.Definition)
            {
                Look = (steps, number, ct) => steps.Look(number, action, needs, ct),
                Ask = found => form(found.Number, found.Present!),
                Change = (steps, found, answer, origin, _) => new(take(steps, found.Number, answer, origin)),
                View = view,
            }.Conduct,
            TriageJson.Default,
            () => Card(TriageTexts.Help, Text(TriageTexts.Help)));

    /// <summary>A form that asks for a text, such as a reason.</summary>
    public static Form<Words> AskingForWords(
        long number, string heading, string? explanation, string label, string submit, string? missing = null, string? hint = null)
    {
        var titled = Say(heading, ErrorKind.Labels.Of(number));
        return new(
            Card(
                titled,
                Heading(titled),
                explanation is null ? null : Text(explanation),
                Paragraph(nameof(Words.Text), label) with { IsRequired = missing is not null, ErrorMessage = missing, Placeholder = hint }),
            words => TooLong(nameof(Words.Text), words.Text))
        {
            Submit = submit,
            MainInput = nameof(Words.Text),
        };
    }

    /// <summary>The complaint about a text that is too long.</summary>
    public static Problems TooLong(string input, string? text) => Problems.None.When(
        text?.Length > LongestReason, input, Say(ErrorTexts.StoryTooLong, text?.Length, LongestReason));
}

/// <summary>A text that a form asked for.</summary>
internal sealed record Words(string? Text = null)
{
    /// <summary>The text; null for nothing but spaces.</summary>
    public string? Filled => string.IsNullOrWhiteSpace(Text) ? null : Text.Trim();
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordNumber))]
[JsonSerializable(typeof(ChangeResult<TriagePresent>))]
[JsonSerializable(typeof(Words))]
[JsonSerializable(typeof(TriageAnswer))]
[JsonSerializable(typeof(SameAsAnswer))]
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(ChangeResult<AccountsPresent>))]
[JsonSerializable(typeof(RulingAnswer))]
[JsonSerializable(typeof(PutOffAnswer))]
[JsonSerializable(typeof(HandOverAnswer))]
[JsonSerializable(typeof(HandedOver))]
internal sealed partial class TriageJson : JsonSerializerContext;
