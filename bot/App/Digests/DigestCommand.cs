using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Digests;

/// <summary><c>/digest</c>: the digest of one's team as it stands now, and <c>/digest settings</c> for its leads.</summary>
internal static class DigestCommand
{
    /// <summary>The command.</summary>
    public const string Name = "digest";

    /// <summary>The word after it that asks for the settings, in every language.</summary>
    public const string SettingsWord = "settings";

    private const int MostOtherTeams = 4;

    /// <summary>The command.</summary>
    public static ValueTask Run(TurnContext turn, string argument, CancellationToken ct)
    {
        string[] words = [SettingsWord, DigestTexts.SettingsWord];
        if (words.Contains(argument.Trim(), StringComparer.OrdinalIgnoreCase)) return Choose(turn, null, ct);
        var reader = turn.Services.GetRequiredService<DigestReader>();
        var team = reader.Readable.Concat(reader.Theirs).FirstOrDefault();
        turn.SayPrivately(OutgoingActivity.Of(
            team is null ? DigestCards.Sentence(DigestTexts.NoTeam) : CardFor(turn, reader.Now(team))));
        return default;
    }

    /// <summary>Asks for other settings; whoever may not choose reads who may.</summary>
    /// <param name="team">Null where it is to be found out which.</param>
    public static ValueTask Choose(TurnContext turn, long? team, CancellationToken ct)
    {
        var reader = turn.Services.GetRequiredService<DigestReader>();
        var choice = team ?? (reader.Theirs is [var only] ? only.Id.Value : null);
        if (reader.Theirs is not [] && (choice is not { } known || reader.MayChoose(new(known))))
        {
            var given = choice is { } one
                ? JsonSerializer.SerializeToElement(new RecordNumber(one), DigestDialogJson.Default.RecordNumber)
                : (JsonElement?)null;
            return turn.Services.GetRequiredService<DialogTurns>().BeginBelow(turn, ChooseDigest.Dialog, given, ct);
        }

        var asked = choice is { } id ? new TeamId(id) : reader.Readable is [var first, ..] ? first.Id : (TeamId?)null;
        turn.Services.GetRequiredService<Refusals>().Note(new(Teams.RecordKind, asked?.Value ?? 0, asked));
        turn.Tell(WhyNot(reader, asked));
        return default;
    }

    /// <summary>The digest of a team as it stands, with what its reader can do with it.</summary>
    public static Card CardFor(TurnContext turn, DigestShown shown)
    {
        var reader = turn.Services.GetRequiredService<DigestReader>();
        var mayChoose = reader.MayChoose(shown.Team);
        return DigestCards.Of(
            shown, mayChoose && reader.LastOf(shown.Team) is { } last ? AccountOf(last.Digest, last.Account) : null,
            [
                mayChoose ? ExecuteAction.Of(DigestTexts.Choose, DigestPress.Choose, (DigestPress.TeamName, shown.Team.Value)) : null,
                .. reader.Readable.Where(team => team.Id != shown.Team).Take(MostOtherTeams).Select(Other),
            ]);
    }

    /// <summary>Who may choose, in a sentence.</summary>
    public static string WhyNot(DigestReader reader, TeamId? team) =>
        team is { } known && reader.WhoMayChoose(known) is { Count: > 0 } leads
            ? Say(DigestTexts.LeadsChoose, string.Join(", ", leads))
            : DigestTexts.AdministratorsChoose;

    /// <summary>What came of the last digest, in a sentence.</summary>
    public static string AccountOf(PostedDigest digest, DigestAccount account) => Say(
        DigestTexts.Account, PlainDay(digest.Day), account.Decided, account.Asked, account.Useful, account.NotUseful);

    private static ExecuteAction Other(Team team) =>
        ExecuteAction.Of(ShortText.Cut(team.Name, 40), DigestPress.Show, (DigestPress.TeamName, team.Id.Value));
}
