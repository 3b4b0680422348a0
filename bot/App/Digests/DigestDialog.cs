using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Digests;

/// <summary>What the dialog of <c>/digest settings</c> reads and writes, for whoever acts.</summary>
internal sealed class DigestDialog(
    DigestReader reader, WeeklyDigests schedules, Teams teams, RecordKinds kinds, RecordEvents events, Refusals refusals)
{
    /// <summary>The event of a change, in the trail of the team.</summary>
    public const string Event = "digest-set-up";

    /// <summary>The teams for which they may choose.</summary>
    public ValueTask<DigestChoice[]> Teams() => new(
        [.. reader.Theirs.Select(team => new DigestChoice(team.Id.Value.ToString(CultureInfo.InvariantCulture), team.Name))]);

    /// <summary>What holds for a team.</summary>
    public ValueTask<DigestPresent> Present(long id) => new(
        Permitted(id, out var why) is { } team ? PresentOf(team, schedules.ScheduleOf(team)) : new DigestPresent(Refusal: why));

    /// <summary>Keeps other choices, which hold at once; asks again whether they may.</summary>
    public ValueTask<DigestPresent> Keep(long id, DigestChoices chosen, RequestOrigin origin)
    {
        if (Permitted(id, out var why) is not { } team)
        {
            refusals.Note(new(People.Teams.RecordKind, id, null));
            return new(new DigestPresent(Refusal: why));
        }

        var schedule = schedules.Change(team, SettingsOf(chosen));
        events.Append(new(People.Teams.RecordKind, id, team.Id), Event, origin);
        return new(PresentOf(team, schedule) with { Next = schedule.NextDueAt });
    }

    /// <summary>The settings that were chosen.</summary>
    public static DigestSettings SettingsOf(DigestChoices chosen) => new()
    {
        IsOn = chosen.IsOn,
        Days = chosen.Days,
        At = chosen.At,
        Sections = [.. Names(chosen.Sections).Select(Enum.Parse<DigestSection>).Order()],
        SeverityFloor = chosen.SeverityFloor,
        Objects = Names(chosen.Objects),
        Actors = chosen.Actors,
        QuietWeek = chosen.QuietWeek,
    };

    /// <summary>The choices that lead to some settings.</summary>
    public static DigestChoices ChoicesOf(DigestSettings settings) => new(
        settings.IsOn, settings.Days, settings.At, string.Join(',', settings.Sections), settings.Actors, settings.QuietWeek,
        settings.SeverityFloor, settings.Objects is [] ? null : string.Join(',', settings.Objects));

    private Team? Permitted(long id, out string why)
    {
        var team = teams.Find(new(id));
        why = DigestCommand.WhyNot(reader, team?.Id);
        return team is { RemovedAt: null } && reader.MayChoose(team.Id) ? team : null;
    }

    private DigestPresent PresentOf(Team team, DigestSchedule schedule)
    {
        DigestChoice[] objects = [.. kinds.All.SelectMany(kind => kind.DigestObjects).DistinctBy(each => each.Name)
            .Select(each => new DigestChoice(each.Name, each.Words()))];
        // what is there no more cannot stand in the form
        var known = schedule.Settings.Objects.Where(name => objects.Any(each => each.Name == name)).ToImmutableArray();
        return new(team.Id.Value, team.Name, ChoicesOf(schedule.Settings with { Objects = known }), objects);
    }

    private static ImmutableArray<string> Names(string? chosen) =>
        [.. (chosen ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
