using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Roles;

/// <summary>The verbs of the buttons.</summary>
internal static class RolePress
{
    public const string List = "roles.list";
    public const string Give = "roles.give";
    public const string Take = "roles.take";
    public const string Away = "roles.away";
    public const string Back = "roles.back";
}

/// <summary><c>/roles</c>, <c>/roles away until Monday, Ann decides</c> and <c>/roles back</c>.</summary>
internal static class RolesCommand
{
    public const string Name = "roles";

    /// <summary>The command; words that it does not know show the roles, and say so.</summary>
    public static ValueTask Run(TurnContext turn, string argument, CancellationToken ct)
    {
        if (AwayWords.IsBack(argument)) return Back(turn, ct);
        if (AwayWords.AfterAway(argument) is { } words)
        {
            return Away(turn, AwayWords.Read(words, turn.Services.GetRequiredService<Actor>().Today), ct);
        }

        turn.SayPrivately(OutgoingActivity.Of(CardFor(turn, argument)));
        return default;
    }

    /// <summary>A page of the roles.</summary>
    public static ValueTask List(TurnContext turn, CancellationToken ct)
    {
        turn.Show(CardFor(turn));
        return default;
    }

    /// <summary>Begins a form that only administrators may fill in; anybody else is told so, and that is noted.</summary>
    public static ValueTask ForAdministrators(TurnContext turn, DialogDefinition dialog, CancellationToken ct)
    {
        if (turn.Services.GetRequiredService<RoleChanges>().Refusal() is not { } why) return Begin(turn, dialog, null, ct);
        turn.Tell(why);
        return default;
    }

    /// <summary>The form of somebody who goes away.</summary>
    public static ValueTask Away(TurnContext turn, CancellationToken ct) => Away(turn, null, ct);

    /// <summary>Somebody is back, and decides themselves again.</summary>
    public static ValueTask Back(TurnContext turn, CancellationToken ct)
    {
        var changes = turn.Services.GetRequiredService<AbsenceChanges>();
        if (!changes.IsAway)
        {
            turn.Tell(RolesTexts.NotAway);
            return default;
        }

        turn.Write(_ =>
        {
            changes.Back();
            return default;
        });
        Stay(turn, AbsenceCards.Back());
        return default;
    }

    /// <summary>A card in the place of the one that was pressed, also when the chat is opened again.</summary>
    private static void Stay(TurnContext turn, Card card)
    {
        turn.Show(card);
        if (turn.IsInvoke && turn.Activity.ReplyToId is { } pressed)
        {
            turn.Enqueue(new(OutboxKind.Replace, turn.HereAlone) { ActivityId = pressed, Body = OutgoingActivity.Of(card).ToJson() });
        }
    }

    private static ValueTask Away(TurnContext turn, AwayWish? wish, CancellationToken ct)
    {
        if (turn.Services.GetRequiredService<AbsenceChanges>().Refusal() is not { } why)
        {
            return Begin(turn, GoAway.Dialog, wish is null ? null : GoAway.Given(wish), ct);
        }
        turn.Tell(why);
        return default;
    }

    private static ValueTask Begin(TurnContext turn, DialogDefinition dialog, JsonElement? given, CancellationToken ct) =>
        turn.Services.GetRequiredService<DialogTurns>().BeginBelow(turn, dialog, given, ct);

    private static Card CardFor(TurnContext turn, string notUnderstood = "")
    {
        var overviews = turn.Services.GetRequiredService<RoleOverviews>();
        var page = ListPage<Team>.Of(overviews.Teams, overviews.KeyOf, RoleCards.TeamsPerPage, turn.PressData);
        return RoleCards.Overview(overviews.Of(page), notUnderstood);
    }
}
