using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Graph;
using Improvement.Bot.Pages;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Setup;

/// <summary>What the administrators see of the permissions of the bot, and of its pages.</summary>
/// <param name="ReadsGroups">Whether owners and members of teams are read.</param>
/// <param name="Groups">What the directory said last about that.</param>
/// <param name="ReadsMailboxes">Whether automatic replies are looked up.</param>
/// <param name="Mailboxes">What the directory said last about that.</param>
/// <param name="Consent">Where somebody consents; null where there is no such page.</param>
/// <param name="Pages">Where a browser reaches the bot; null where pages cannot be opened.</param>
internal sealed record SetupOverview(
    bool ReadsGroups, PermissionAnswer Groups, bool ReadsMailboxes, PermissionAnswer Mailboxes, Uri? Consent, Uri? Pages);

/// <summary>What <c>/setup</c> shows.</summary>
internal static class SetupCards
{
    /// <summary>Each permission: what it would give, its switch, whether it is granted, and where to consent.</summary>
    public static Card Overview(SetupOverview setup) => Card(
        SetupTexts.SetupHeading,
        [
            Heading(SetupTexts.SetupHeading),
            Text(SetupTexts.SetupIntro),
            .. Permission(
                DirectoryPermission.Groups, SetupTexts.GroupsTitle, SetupTexts.GroupsGive, setup.ReadsGroups, "Directory:Enabled",
                setup.Groups),
            .. Permission(
                DirectoryPermission.Mailboxes, SetupTexts.MailboxesTitle, SetupTexts.MailboxesGive, setup.ReadsMailboxes,
                "Directory:AutomaticReplies", setup.Mailboxes),
            Hint(setup.Consent is null ? SetupTexts.NoConsentPage : SetupTexts.ConsentHint) with
            {
                Separator = true, Spacing = Spacing.Medium,
            },
            Subheading(SetupTexts.PagesTitle),
            setup.Pages is { } root ? Text(Say(SetupTexts.PagesOpen, root)) : Text(Say(SetupTexts.PagesClosed, PageAddress.Setting)),
            .. ButtonsOf(setup),
        ]);

    private static IEnumerable<Element> Permission(
        string name, string title, string gives, bool isOn, string key, PermissionAnswer answer)
    {
        yield return Subheading(title);
        var state = StateOf(isOn, key, answer);
        yield return isOn && answer is ({ IsGranted: false } or { SilentSince: not null }) ? Warning(state) : Text(state);
        yield return Hint(Say(SetupTexts.Gives, name, gives));
    }

    private static string StateOf(bool isOn, string key, PermissionAnswer answer) => (isOn, answer) switch
    {
        (false, _) => Say(SetupTexts.PermissionOff, key),
        (_, { SilentSince: { } since }) => Say(SetupTexts.PermissionSilent, Moment.DayAndTime(since)),
        (_, { IsGranted: false, AnsweredAt: { } at }) => Say(SetupTexts.PermissionRefused, Moment.DayAndTime(at)),
        (_, { IsGranted: true, AnsweredAt: { } at }) => Say(SetupTexts.PermissionGranted, Moment.DayAndTime(at)),
        _ => SetupTexts.PermissionNotAsked,
    };

    private static IEnumerable<Element> ButtonsOf(SetupOverview setup)
    {
        var consent = setup.Consent is { } page ? new OpenUrlAction(page.ToString()) { Title = SetupTexts.GiveConsent } : null;
        var again = setup.ReadsGroups || setup.ReadsMailboxes
            ? ExecuteAction.Of(SetupTexts.AskAgain, SetupCommand.AskAgainPress)
            : null;
        if (consent is not null || again is not null) yield return Buttons(consent, again);
    }
}
