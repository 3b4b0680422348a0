using System.Collections.Immutable;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Roles;

/// <summary>Roles as people see them.</summary>
internal static class RoleCards
{
    /// <summary>Teams on a page.</summary>
    public const int TeamsPerPage = 4;

    /// <summary>People shown of one team, or of the whole organisation.</summary>
    private const int MostHolders = 12;

    /// <summary>Who leads what and why, who is away, and who decides for them.</summary>
    /// <param name="notUnderstood">Words after the command that mean nothing; empty for none.</param>
    public static Card Overview(RoleOverview roles, string notUnderstood = "") => Card(
        RolesTexts.Heading,
        [
            Heading(RolesTexts.Heading),
            notUnderstood is "" ? null : Warning(Say(RolesTexts.NotUnderstood, notUnderstood)),
            roles.Page.IsOnly ? null : Hint(roles.Page.Position) with { Spacing = Spacing.None },
            .. roles.Teams.SelectMany(team => Part(team.Name, team.Holders, RolesTexts.NobodyLeads)),
            .. roles.Organisation is [] ? [] : Part(RolesTexts.Organisation, roles.Organisation, ""),
            roles.Teams is [] && roles.Organisation is [] ? Text(RolesTexts.NothingToSee) : null,
            roles.MayGoAway ? Hint(RolesTexts.AwayExample) with { Separator = true, Spacing = Spacing.Medium } : null,
            .. ButtonsOf(roles),
        ]);

    /// <summary>A role was given, or the person had it already.</summary>
    public static Card Given(RoleChange change) => Ended(Say(
        change.IsNew ? RolesTexts.GivenHeading : RolesTexts.GivenAlready, change.Name, WordsOf(change.Role), PlaceOf(change.Team)));

    /// <summary>A role was taken away.</summary>
    public static Card Taken(RoleChange change) => Ended(Say(
        change.IsNew ? RolesTexts.TakenHeading : RolesTexts.TakenAlready, change.Name, WordsOf(change.Role), PlaceOf(change.Team)));

    /// <summary>Something that was said instead of a form.</summary>
    public static Card Ended(string words) =>
        Card(words, Text(words), Buttons(CommandButton.Staying(RolesTexts.AllRoles, $"/{RolesCommand.Name}")));

    /// <summary>The words for a role.</summary>
    public static string WordsOf(string role) => role switch
    {
        Role.Lead => RolesTexts.Role_Lead,
        Role.Verifier => RolesTexts.Role_Verifier,
        Role.ErrorLead => RolesTexts.Role_ErrorLead,
        Role.PatternLead => RolesTexts.Role_PatternLead,
        Role.FeedbackLead => RolesTexts.Role_FeedbackLead,
        Role.IntegrationLead => RolesTexts.Role_IntegrationLead,
        _ => RolesTexts.Role_Administrator,
    };

    /// <summary>The words for where a role holds.</summary>
    /// <param name="team">The name of a team; null for the whole organisation.</param>
    public static string PlaceOf(string? team) => team ?? RolesTexts.Organisation;

    private static IEnumerable<Element> Part(string heading, ImmutableArray<RoleHolder> holders, string empty)
    {
        yield return Subheading(heading);
        if (holders is []) yield return Hint(empty);
        foreach (var holder in holders.Take(MostHolders))
        {
            var (who, why) = (Say(RolesTexts.Holder, holder.Name ?? RolesTexts.NotMet, WordsOf(holder.Role)), WhyOf(holder));
            yield return Text(who) with { Spacing = Spacing.Small };
            yield return Hint(AwayOf(holder.Away) is { } away ? $"{why} · {away}" : why) with { Spacing = Spacing.None };
        }

        if (holders.Length > MostHolders) yield return Hint(Say(RolesTexts.MoreHolders, holders.Length - MostHolders));
    }

    private static string WhyOf(RoleHolder holder) => holder.Source switch
    {
        RoleSource.Settings => RolesTexts.BySettings,
        RoleSource.Owner => RolesTexts.ByOwning,
        RoleSource.Installer => RolesTexts.ByInstalling,
        _ when holder.By is null => Say(RolesTexts.GivenOn, Moment.Day(holder.At ?? default)),
        _ => Say(RolesTexts.GivenBy, holder.By, Moment.Day(holder.At ?? default)),
    };

    private static string? AwayOf(ShownAbsence? away) => away switch
    {
        null => null,
        { Until: { } until, StandIn: { } name } => Say(RolesTexts.AwayUntilFor, Moment.DayAhead(until), name),
        { Until: { } until } => Say(RolesTexts.AwayUntilCovered, Moment.DayAhead(until)),
        { StandIn: { } name } => Say(RolesTexts.AwayFor, name),
        _ => RolesTexts.AwayCovered,
    };

    private static IEnumerable<Element> ButtonsOf(RoleOverview roles)
    {
        CardAction?[] actions =
        [
            roles.MayGive ? ExecuteAction.Of(RolesTexts.Give, RolePress.Give) : null,
            roles.MayGive ? ExecuteAction.Of(RolesTexts.Take, RolePress.Take) : null,
            roles.IsAway ? ExecuteAction.Of(RolesTexts.IAmBack, RolePress.Back)
                : roles.MayGoAway ? ExecuteAction.Of(RolesTexts.IAmAway, RolePress.Away) : null,
            roles.Page.Previous(RolePress.List),
            roles.Page.Next(RolePress.List),
        ];
        if (actions.Any(action => action is not null)) yield return Buttons(actions);
    }
}
