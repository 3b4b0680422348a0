using System.Globalization;
using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Setup;

/// <summary>Teams' own settings of the bot in a team: who leads the team fills in a form, everybody else is told who can.</summary>
internal static class TeamSettingsDialog
{
    /// <summary>Opens the settings; only looks.</summary>
    public static async ValueTask Opened(TurnContext turn, CancellationToken ct)
    {
        if (Asked(turn) is { } team) turn.Answer = Shown(await FormFor(turn, team, ct), Values.None, Problems.None);
    }

    /// <summary>Keeps what was filled in, or shows it again with what is wrong.</summary>
    public static async ValueTask Sent(TurnContext turn, CancellationToken ct)
    {
        if (Asked(turn) is not { } team) return;

        var form = await FormFor(turn, team, ct);
        var values = Values.From(turn.Activity.Value.Member("data"));
        var reading = form.Read(values, SetupJson.Default.TeamSetup);
        if (!reading.IsGood || reading.Answer is not { } setup)
        {
            turn.Answer = Shown(form, values, reading.Problems);
            return;
        }

        turn.Tell(SetupTexts.Saved);
        turn.Write(_ =>
        {
            turn.Services.GetRequiredService<Teams>().SetUp(team.Id, setup, turn.Services.GetRequiredService<Actor>().Find()?.Id);
            return default;
        });
    }

    /// <summary>The team that this person may set up; null after they were told why there is none.</summary>
    private static Team? Asked(TurnContext turn)
    {
        if (turn.Activity.ChannelData.Member("team").Text("id") is not { } id)
        {
            turn.Tell(SetupTexts.NothingInChats);
            return null;
        }

        var team = turn.Services.GetRequiredService<Teams>().FindByChannelId(id);
        if (team is { RemovedAt: null } && turn.Services.GetRequiredService<Actor>().Principal.MaySetUp(team.Id)) return team;
        turn.Tell(team is { RemovedAt: null } ? SetupTexts.LeadsOnly : SetupTexts.UnknownTeam);
        return null;
    }

    private static async Task<Form<TeamSetup>> FormFor(TurnContext turn, Team team, CancellationToken ct)
    {
        var languages = turn.Services.GetRequiredService<IOptions<TurnOptions>>().Value.Languages.Select(CultureInfo.GetCultureInfo);
        var usual = turn.Services.GetRequiredService<IOptions<AttentionSettings>>().Value.Work;
        return TeamSettingsForm.For(team, await ChannelsOf(turn, team, ct), [.. languages], usual, turn.Activity.TimeZone);
    }

    /// <summary>The channels as Teams tells them; while it does not, those that the team uses already.</summary>
    private static async Task<IReadOnlyList<Choice>> ChannelsOf(TurnContext turn, Team team, CancellationToken ct)
    {
        var told = await turn.Services.GetRequiredService<ConnectorClient>().Channels(
            turn.Activity.ServiceUrl ?? team.ServiceUrl ?? "", team.TeamsTeamId, ct);
        if (told.Succeeded) return [.. told.Value.Select(channel => new Choice(channel.Name ?? SetupTexts.General, channel.Id))];

        string?[] used = [team.TriageConversation, team.DigestConversation];
        return [
            .. used.OfType<string>()
                .Distinct()
                .Select((id, i) => new Choice(i is 0 ? SetupTexts.PresentTriage : SetupTexts.PresentDigest, id))];
    }

    private static InvokeAnswer Shown(Form<TeamSetup> form, Values values, Problems problems) =>
        InvokeAnswer.Config(SetupTexts.Title, form.Filled(values, problems).WithSubmit(form.Submit!, []));
}
