using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Roles;

/// <summary>What somebody sees who goes away or is back.</summary>
internal static class AbsenceCards
{
    /// <summary>They are away from now on.</summary>
    public static Card Away(AbsenceChange change) => Card(
        RolesTexts.AwayHeading,
        Heading(RolesTexts.AwayHeading),
        Facts(
            (RolesTexts.FactUntil, change.Until is { } until ? Moment.DayAhead(until) : RolesTexts.UntilBack),
            (RolesTexts.FactDeputy, change.Deputy ?? RolesTexts.NextLead)),
        change.Deputy is not null && change.StandIn != change.Deputy
            ? Warning(change.StandIn is { } other
                ? Say(RolesTexts.DeputyAwayOther, change.Deputy, other)
                : Say(RolesTexts.DeputyAwayCovered, change.Deputy))
            : null,
        Hint(change.Deputy is null ? RolesTexts.CoveredHint : RolesTexts.DeputyHint),
        Buttons(
            ExecuteAction.Of(RolesTexts.IAmBack, RolePress.Back),
            ExecuteAction.Of(RolesTexts.ChangeAbsence, RolePress.Away),
            CommandButton.Staying(RolesTexts.AllRoles, $"/{RolesCommand.Name}")));

    /// <summary>They decide themselves again.</summary>
    public static Card Back() => RoleCards.Ended(RolesTexts.BackAgain);
}
