using System.Globalization;
using System.Text.Json.Serialization;
using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Setup;

/// <summary>The form with which a team is set up; its answer is a <see cref="TeamSetup"/>.</summary>
internal static class TeamSettingsForm
{
    /// <summary>The form, filled in with what holds now.</summary>
    /// <param name="channels">The channels of the team, by id.</param>
    /// <param name="languages">The languages that the bot speaks; one asks nothing.</param>
    /// <param name="usual">The working hours of a team that has chosen none.</param>
    /// <param name="zone">The time zone of whoever asks, to be offered; null where unknown.</param>
    public static Form<TeamSetup> For(
        Team team, IReadOnlyList<Choice> channels, IReadOnlyList<CultureInfo> languages, WorkingHours usual, string? zone) => new(
        Card(
            Titled(team),
            Heading(Titled(team)),
            Channel(nameof(TeamSetup.TriageChannel), SetupTexts.TriageChannel, channels, team.TriageConversation),
            Channel(
                nameof(TeamSetup.DigestChannel), SetupTexts.DigestChannel, channels, team.DigestConversation ?? team.TriageConversation),
            TypeAhead(
                nameof(TeamSetup.TimeZone), SetupTexts.TimeZone, TimeZones.Dataset,
                Zones(team.TimeZone, zone)) with { Value = team.TimeZone ?? Team.DefaultTimeZone, Placeholder = SetupTexts.TimeZoneHint },
            DaysInput(WorkOf(team, usual)),
            new TimeInput(nameof(TeamSetup.WorkFrom), SetupTexts.WorkFrom) { Value = TimeOf(WorkOf(team, usual).From) },
            new TimeInput(nameof(TeamSetup.WorkUntil), SetupTexts.WorkUntil) { Value = TimeOf(WorkOf(team, usual).Until) },
            languages.Count > 1
                ? Pick(
                    nameof(TeamSetup.Language), SetupTexts.Language,
                    languages.Select(language => (language.Name, NameOf(language)))) with { Value = team.Language ?? languages[0].Name }
                : null,
            Tick(
                nameof(TeamSetup.SharesSimilar), SetupTexts.SharesLabel,
                SetupTexts.Shares) with { Value = team.SharesSimilar ? "true" : "false" }),
        setup =>
            Problems.None.When(
                setup.TimeZone is { } chosen && !TimeZoneInfo.TryFindSystemTimeZoneById(chosen, out _), nameof(TeamSetup.TimeZone),
                SetupTexts.TimeZoneUnknown)
                .When(
                    setup.WorkingHours is { } hours && !WorkingHours.TryParse(hours, out _), nameof(TeamSetup.WorkUntil),
                    SetupTexts.WorkOrder))
    {
        Submit = SetupTexts.Save,
    };

    private static WorkingHours WorkOf(Team team, WorkingHours usual) =>
        WorkingHours.TryParse(team.WorkingHours, out var chosen) ? chosen : usual;

    private static ChoiceInput DaysInput(WorkingHours work) =>
        Pick(
            nameof(TeamSetup.WorkDays), SetupTexts.WorkDays,
            Days.Any(each => each.Value == work.Days) ? Days : Days.Append((work.Days, work.Days))) with { Value = work.Days };

    private static IEnumerable<(string Value, string Title)> Days =>
    [
        ("Mon-Fri", SetupTexts.MonFri), ("Mon-Thu", SetupTexts.MonThu), ("Mon-Sat", SetupTexts.MonSat), ("Sun-Thu", SetupTexts.SunThu),
        ("Mon-Sun", SetupTexts.MonSun),
    ];

    // a client knows no 24:00
    private static string TimeOf(TimeSpan time) =>
        (time < TimeSpan.FromDays(1) ? TimeOnly.FromTimeSpan(time) : TimeOnly.MaxValue).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static ChoiceInput Channel(string id, string label, IReadOnlyList<Choice> channels, string? present) =>
        Pick(id, label, channels.Select(channel => (channel.Value, channel.Title))) with { IsRequired = true,
            ErrorMessage = SetupTexts.ChooseChannel, Value = channels.Any(each => each.Value == present) ? present : null };

    private static IEnumerable<(string Value, string Title)> Zones(params string?[] offered) =>
        offered.Append(Team.DefaultTimeZone)
            .OfType<string>()
            .Distinct()
            .Select(TimeZones.ChoiceOf)
            .Select(zone => (zone.Value, zone.Title));

    private static string NameOf(CultureInfo language) =>
        SetupTexts.ResourceManager.GetString($"Language.{language.Name}") ?? language.Name;

    private static string Titled(Team team) => Say(SetupTexts.Heading, team.Name);
}

[JsonSerializable(typeof(TeamSetup))]
internal sealed partial class SetupJson : JsonSerializerContext;
