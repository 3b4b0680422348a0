using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Graph;
using Improvement.Bot.Pages;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Setup;

/// <summary><c>/setup</c>: what the bot may do and could do, for administrators; in a channel they alone see the answer.</summary>
internal static class SetupCommand
{
    public const string Name = "setup";

    /// <summary>The button that has the directory asked again.</summary>
    public const string AskAgainPress = "setup.ask";

    /// <summary>What the audit trail calls it.</summary>
    private const string RecordKind = "setup";

    /// <summary>The command.</summary>
    public static ValueTask Run(TurnContext turn, string argument, CancellationToken ct)
    {
        turn.SayPrivately(WhyNot(turn) is { } why ? OutgoingActivity.Of(why) : OutgoingActivity.Of(CardFor(turn)));
        return default;
    }

    /// <summary>Forgets what the directory said, so that it is asked now.</summary>
    public static ValueTask AskAgain(TurnContext turn, CancellationToken ct)
    {
        if (WhyNot(turn) is { } why)
        {
            turn.Tell(why);
            return default;
        }

        turn.Write(_ =>
        {
            PermissionRows.AskAgain(turn.Services.GetRequiredService<Session>().Statements);
            return default;
        });
        turn.Show(SetupCards.Overview(Overview(turn) with { Groups = PermissionAnswer.None, Mailboxes = PermissionAnswer.None }));
        return default;
    }

    private static string? WhyNot(TurnContext turn)
    {
        if (turn.Services.GetRequiredService<Actor>().IsAdministrator) return null;
        turn.Services.GetRequiredService<Refusals>().Note(new(RecordKind, 0, null));
        return SetupTexts.OnlyAdministrators;
    }

    private static Card CardFor(TurnContext turn) => SetupCards.Overview(Overview(turn));

    private static SetupOverview Overview(TurnContext turn)
    {
        var settings = turn.Services.GetRequiredService<IOptions<DirectorySettings>>().Value;
        var statements = turn.Services.GetRequiredService<Session>().Statements;
        return new(
            settings.Enabled, PermissionRows.Find(statements, DirectoryPermission.Groups), settings.AutomaticReplies,
            PermissionRows.Find(statements, DirectoryPermission.Mailboxes),
            turn.Services.GetRequiredService<DirectoryAccess>().Consent,
            turn.Services.GetRequiredService<PageAddress>().Root);
    }
}
