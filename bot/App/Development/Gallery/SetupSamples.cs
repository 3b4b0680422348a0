using System.Globalization;
using Improvement.Bot.Attention;
using Improvement.Bot.Errors;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Graph;
using Improvement.Bot.Greeting;
using Improvement.Bot.Pages;
using Improvement.Bot.People;
using Improvement.Bot.Samples;
using Improvement.Bot.Setup;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Development.Gallery;

/// <summary>The settings of a team, the setup of the administrators, and the link to a page, which needs it.</summary>
internal static class SetupSamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        new(
            "team-settings", "Settings of a team, as they are after the installation",
            () => Shown(data, Team(data) with { TimeZone = null, SharesSimilar = false }, ["en"])),
        new(
            "team-settings-languages", "Settings of a team that has chosen, with several languages",
            () => Shown(data, Team(data), ["en", "de"])),
        new(
            "team-settings-complaints", "Settings of a team that complain",
            () =>
                Shown(
                    data, Team(data), ["en"], (nameof(TeamSetup.TriageChannel), "19:triage@thread.tacv2"),
                    (nameof(TeamSetup.TimeZone), data.Slip))),
        new(
            "setup-off", "Setup for administrators: the directory is switched off",
            () => SetupCards.Overview(new(false, PermissionAnswer.None, false, PermissionAnswer.None, Consent, null))),
        new(
            "setup-granted", "Setup for administrators: one permission is granted, the other is refused",
            () => SetupCards.Overview(new(
                true, new(true, GalleryData.Now, null, null), true, new(false, GalleryData.Now, "403", null), Consent, Pages))),
        new(
            "setup-silent", "Setup for administrators of a managed identity: the directory does not answer, or was not asked yet",
            () => SetupCards.Overview(new(
                true, new(true, GalleryData.Now.AddDays(-1), null, GalleryData.Now), true, PermissionAnswer.None, null, Pages))),
        new(
            "page-link", "A link to a page of a record, as the answer to a press",
            () => PageCards.Link(AnyPage, 7, $"{Pages}pages/{Token}")),
    ];

    /// <summary>The working hours of a team that has chosen none.</summary>
    public static readonly WorkingHours Usual = new(TimeSpan.FromHours(9), TimeSpan.FromHours(17));

    private static Uri Consent => new(
        "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000001/adminconsent?client_id=improvement-bot");

    private static readonly RecordPage AnyPage = new("any", ErrorKind.Definition, (_, _) => null);

    private static readonly string Token = new('0', 43);

    private static Uri Pages => new("https://bot.example.com");

    /// <summary>A team that has chosen.</summary>
    public static Team Team(GalleryData data) =>
        new(
            new(1), null, "19:general@thread.tacv2", null, data.Team, null, "19:triage@thread.tacv2", "19:digest@thread.tacv2",
            "Europe/Berlin", "en", true, null, GalleryData.Now, null);

    /// <summary>Its channels.</summary>
    public static IReadOnlyList<Choice> Channels(GalleryData data) =>
        [
            new(data.OtherTeam, "19:general@thread.tacv2"), new(data.Team, "19:triage@thread.tacv2"),
            new(data.ThirdTeam, "19:digest@thread.tacv2")];

    private static Card Shown(GalleryData data, Team team, string[] languages, params (string Input, string Value)[] typed)
    {
        var form = TeamSettingsForm.For(team, Channels(data), [.. languages.Select(CultureInfo.GetCultureInfo)], Usual, "Europe/Berlin");
        if (typed is []) return form.Card.WithSubmit(form.Submit!, []);

        var values = typed.Aggregate(Values.None, (all, each) => all.With(each.Input, each.Value));
        return form.Filled(values, form.Read(values, SetupJson.Default.TeamSetup).Problems).WithSubmit(form.Submit!, []);
    }
}
