using Improvement.Bot.Digests;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Teams and people whose digests are due, all of them at once.</summary>
internal static class DueDigests
{
    /// <summary>Adds a team in which the bot is installed, with people who have written to it.</summary>
    public static async Task<Team> AddTeamWith(this BotFixture bot, string name, int members)
    {
        var team = bot.Teams.AddTeam(name, "Triage");
        var people = Enumerable.Range(1, members).Select(number => bot.Teams.AddPerson($"{name} Member {number}")).ToArray();
        foreach (var person in people) bot.Teams.Allow(person.PersonalChat);
        team.Add(people);
        await bot.Teams.Install(people[0], team.Channels[1]);
        foreach (var person in people) await person.Ask("/help", "report-error");
        return team;
    }

    /// <summary>All teams and people are due since this morning, and everybody in a team has something to do. While no bot runs.</summary>
    public static bool Make(Statements writer)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (today, due) = (DateOnly.FromDateTime(now.UtcDateTime), new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero));
        writer.Execute($"DELETE FROM digest_schedules");
        writer.Execute($"DELETE FROM personal_digests");
        writer.Execute($"UPDATE teams SET installed_at = {now.AddDays(-30)}");
        writer.Execute($"""
            INSERT INTO digest_schedules (team, is_on, days, at_time, sections, severity_floor, objects, actors, quiet_week, covered_until,
                next_due_at)
            SELECT id, TRUE, {today.DayOfWeek.ToString()}, '00:00', {string.Join(',', DigestSettings.AllSections)}, 0, '', 'Both',
                'OneLine', {today.AddDays(-7)}, {due} FROM teams
            """);
        writer.Execute($"INSERT INTO personal_digests (person, next_due_at) SELECT id, {due} FROM people");
        writer.Execute($"""
            INSERT INTO actions (version, team, author, owner, state, title, action_type, strength, is_mandatory, needs_verifier, due_date,
                restricted, created_at, local_date, reminders)
            SELECT 1, team, person, person, 'Open', 'Seal the crate', 'Containment', 'Weak', FALSE, FALSE, {today.AddDays(2)}, FALSE, {now},
                {today}, 0 FROM team_members
            """);
        return true;
    }
}
