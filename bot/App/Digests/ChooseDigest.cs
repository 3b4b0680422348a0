using System.Globalization;
using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Digests;

/// <summary>What the leads of a team choose; the properties are the inputs of the form.</summary>
/// <param name="Days">See <see cref="DigestDays"/>.</param>
/// <param name="Sections">The names of sections, with commas between them.</param>
/// <param name="Objects">The names of kinds of object, with commas between them; null for all.</param>
internal sealed record DigestChoices(
    bool IsOn, DigestDays Days, TimeOnly At, string Sections, DigestActors Actors, QuietWeek QuietWeek, int SeverityFloor = 0,
    string? Objects = null);

/// <summary>For which of several teams.</summary>
internal sealed record DigestTeamChoice(long Team);

/// <summary>Something to choose from.</summary>
internal sealed record DigestChoice(string Name, string Words);

/// <summary>What the form begins with.</summary>
/// <param name="Refusal">Why there is none; null where there is.</param>
/// <param name="Objects">The kinds of object that there are.</param>
/// <param name="Next">When the next digest comes, once the choices were kept; null where it is switched off.</param>
internal sealed record DigestPresent(
    long Team = 0, string Name = "", DigestChoices? Choices = null, DigestChoice[]? Objects = null, string? Refusal = null,
    DateTimeOffset? Next = null);

/// <summary><c>/digest settings</c>: when a team gets its digest, and what is in it.</summary>
internal static class ChooseDigest
{
    /// <summary>The dialog.</summary>
    public static readonly DialogDefinition Dialog = new(
        "digest-settings", Conduct, DigestDialogJson.Default, () => Card(DigestTexts.FormHelp, Text(DigestTexts.FormHelp)));

    private const int HighestSeverity = 5;

    /// <summary>For which team.</summary>
    public static Form<DigestTeamChoice> TeamForm(DigestChoice[] teams) => new(Card(
        DigestTexts.TeamHeading,
        Heading(DigestTexts.TeamHeading),
        Pick(nameof(DigestTeamChoice.Team), DigestTexts.TeamLabel, teams.Select(team => (team.Name, team.Words))) with
        {
            Value = teams[0].Name, IsRequired = true, ErrorMessage = DigestTexts.TeamMissing,
        }))
    {
        Submit = DigestTexts.TeamNext,
    };

    /// <summary>The choices, filled in with what holds now.</summary>
    public static Form<DigestChoices> Form(DigestPresent present)
    {
        var (heading, now) = (Say(DigestTexts.FormHeading, present.Name), present.Choices!);
        return new(Card(
            heading,
            Heading(heading),
            Text(DigestTexts.FormExplanation),
            Tick(nameof(DigestChoices.IsOn), DigestTexts.OnLabel, DigestTexts.OnTick) with { Value = now.IsOn ? "true" : "false" },
            OneOf(nameof(DigestChoices.Days), DigestTexts.DaysLabel, "Days", now.Days),
            new TimeInput(nameof(DigestChoices.At), DigestTexts.AtLabel)
            {
                Value = now.At.ToString("HH:mm", CultureInfo.InvariantCulture), IsRequired = true, ErrorMessage = DigestTexts.AtMissing,
            },
            Several(nameof(DigestChoices.Sections), DigestTexts.SectionsLabel, Sections()) with
            {
                Value = now.Sections, IsRequired = true, ErrorMessage = DigestTexts.SectionsMissing,
            },
            Pick(
                nameof(DigestChoices.SeverityFloor), DigestTexts.FloorLabel,
                Enumerable.Range(0, HighestSeverity + 1).Select(FloorChoice)) with { Value = $"{now.SeverityFloor}" },
            present.Objects is null or []
                ? null
                : Several(
                    nameof(DigestChoices.Objects), DigestTexts.ObjectsLabel,
                    present.Objects.Select(each => (each.Name, each.Words))) with { Value = now.Objects },
            OneOf(nameof(DigestChoices.Actors), DigestTexts.ActorsLabel, "Actors", now.Actors),
            OneOf(nameof(DigestChoices.QuietWeek), DigestTexts.QuietLabel, "Quiet", now.QuietWeek),
            Hint(DigestTexts.FormHint)))
        {
            Submit = DigestTexts.FormKeep,
        };
    }

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var team = dialog.Given<RecordNumber>()?.Number;
        if (team is null)
        {
            var teams = await dialog.Look("teams", (DigestDialog digests, CancellationToken _) => digests.Teams());
            if (teams is []) return Said(DigestTexts.AdministratorsChoose);
            team = (await dialog.Ask("team", () => TeamForm(teams))).Team;
        }

        var present = await dialog.Look("present", $"{team}", (DigestDialog digests, CancellationToken _) => digests.Present(team.Value));
        if (present.Refusal is { } refusal) return Said(refusal);
        var chosen = await dialog.Ask("choices", () => Form(present));
        var kept = await dialog.Do("keep", (DigestDialog digests, CancellationToken _) => digests.Keep(
            team.Value, chosen, new(dialog.Id, dialog.ShownAt)));
        return kept.Refusal is { } late ? Said(late) : Ending.With(Kept(kept));
    }

    /// <summary>What stands in the place of the form.</summary>
    public static Card Kept(DigestPresent kept)
    {
        var words = Say(DigestTexts.Kept, kept.Name);
        return Card(words, Text(words), Hint(kept.Next is { } next
            ? Say(DigestTexts.KeptNext, Moment.DayAndTime(next))
            : DigestTexts.KeptOff));
    }

    private static Ending Said(string words) => Ending.With(DigestCards.Sentence(words));

    private static ChoiceInput OneOf<T>(string id, string label, string words, T now)
        where T : struct, Enum => Pick(
            id, label, Enum.GetNames<T>().Select(name => (name, DigestTexts.ResourceManager.GetString($"{words}.{name}")!))) with
    {
        Value = now.ToString(),
    };

    private static ChoiceInput Several(string id, string label, IEnumerable<(string Value, string Title)> choices) =>
        Pick(id, label, choices) with { IsMultiSelect = true, Style = "expanded" };

    private static IEnumerable<(string Value, string Title)> Sections() =>
        DigestSettings.AllSections.Select(section => (section.ToString(), DigestCards.TitleOf(section)));

    private static (string Value, string Title) FloorChoice(int severity) =>
        ($"{severity}", severity is 0 ? DigestTexts.FloorNone : Say(DigestTexts.Floor, severity));
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordNumber))]
[JsonSerializable(typeof(DigestTeamChoice))]
[JsonSerializable(typeof(DigestChoice[]))]
[JsonSerializable(typeof(DigestChoices))]
[JsonSerializable(typeof(DigestPresent))]
internal sealed partial class DigestDialogJson : JsonSerializerContext;
