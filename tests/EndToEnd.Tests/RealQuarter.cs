using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>
/// A quarter of real defects: imported with their dates moved, triaged by a lead whose hands are a script, told by the job in the channel,
/// and acted upon by another lead in the chat page.
/// </summary>
[Collection(OneRoom.Name)]
public sealed partial class RealQuarter(Room room)
{
    private const int Triaged = 60;

    private static readonly string[] Owners = ["Bao Nguyen", "Chidi Okafor", "Dana Levi", "Elif Kaya", "Farid Haddad"];

    private static readonly string[] NoErrors = ["Invalid", "Not A Problem", "Cannot Reproduce", "Not A Bug"];

    [RealStoryFact]
    public async Task A_lead_acts_on_the_digest_of_a_real_quarter()
    {
        await using var visit = await room.Enter();
        await visit.Chat.WaitFor("Try it");
        await using var teams = await FakeTeams.StartAsync(new() { TenantId = Development.PlaygroundTenant.Id });
        var lead = teams.AddPerson("Lea Script");
        teams.Allow(lead.PersonalChat);
        visit.Set("Roles:Administrators:1", lead.ObjectId);
        visit.Set("Teams:Limits:Enabled", "false"); // the hands of a script are faster than Teams permits
        await visit.Change(
            "UPDATE teams SET installed_at = installed_at - 100 * 86400000", "DELETE FROM digest_schedules"); // it was there all the time

        var file = Path.Combine(visit.Folder, "quarter.csv");
        var defects = RealStories.WriteQuarter(file, TimeProvider.System.GetUtcNow().UtcDateTime);
        var said = await visit.Run(
            "import", "errors", file, "--source", "tracker", "--team", Development.PlaygroundTenant.TeamName, "--zone", "UTC");
        said.Should().Contain($"{defects.Count}");
        teams.ConnectBot(visit.Bot.Endpoint);
        for (var i = defects.Count - Triaged; i < defects.Count; i++) await Triage(lead, i + 1, defects[i]);

        await visit.GoOnAfter(TheWeek.DaysTo(DayOfWeek.Monday, 0) + 1);
        var chat = visit.Chat;
        await chat.OpenChannel();
        await chat.WaitFor("Not in it:");
        await chat.Screenshot("digest");
        var first = FirstToDo().Match(await chat.ShownText()).Groups[1].Value;
        await chat.PressOn("Not in it:", $"Open {first}");
        await chat.WaitFor("Back to the digest");
        await chat.Screenshot("opened");
        await chat.Press("Propose a fix …");
        await chat.WaitFor("What will be done?");
        await chat.Type("What will be done?", "Release it from a branch on which the tests pass");
        await chat.Type("What should change by it?", "No release is taken back");
        await chat.Type("Which cause does it address?", "The release branch is cut before the tests of the day have run");
        await chat.Type("How do you know?", "The last three releases were cut in the night before a failed run");
        await chat.Screenshot("fix");
        await chat.Press("Propose it");
        await chat.WaitFor("two leads are needed");
    }

    /// <summary>One report, by what became of it in truth.</summary>
    private static async Task Triage(Person lead, int number, (string Priority, string Resolution) defect)
    {
        var label = $"ERR-{number}";
        var status = await Ask(lead, () => lead.Say($"/status {label}"), label);
        var form = await Ask(lead, () => lead.Press(status, "Next step …"), $"Accept {label}");
        if (NoErrors.Contains(defect.Resolution))
        {
            var why = (await lead.Press(form, "Not an error …")).Card!;
            await lead.Press(why, "Not an error", ("Why", "AsDesigned"), ("Text", "It works as it was meant to."));
            return;
        }

        var severity = defect.Priority switch
        {
            "Blocker" => "Critical",
            "Critical" => "MajorHarm",
            "Major" => "MinorHarm",
            _ => "ReachedNoHarm",
        };
        await lead.Press(form, "Accept", ("Severity", severity), ("OwnerName", Owners[number % Owners.Length]));
    }

    [GeneratedRegex(@"First to do\s+(ERR-\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex FirstToDo();

    private static async Task<SeenCard> Ask(Person who, Func<Task> doing, string answer)
    {
        var before = who.Chat.Messages.Select(message => message.Id).ToHashSet();
        await doing();
        return (await who.Chat.Sees(message => message.FromBot && !before.Contains(message.Id) && message.Shows(answer))).Card;
    }
}
