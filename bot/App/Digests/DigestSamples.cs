using System.Collections.Immutable;
using Improvement.Bot.Actions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Digests;

/// <summary>The cards of digests for the gallery, with records that are made up.</summary>
internal static class DigestSamples
{
    private static readonly TeamId Team = new(1);

    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) =>
    [
        new("digest", "The digest of a week, as it is posted", () => DigestCards.Posted(new(Week(say), Team, 3))),
        new(
            "digest-full", "A week with much more than fits",
            () => DigestCards.Posted(new(Full(say), Team, 3))),
        new(
            "digest-folded", "With sections that nobody used, and a part of everything",
            () => DigestCards.Posted(new(Week(say) with
            {
                Folded = [DigestSection.Stuck, DigestSection.Alarms], SwitchedOff = [DigestSection.LedTo], SeverityFloor = 2,
                Actors = DigestActors.Agents, IsAboutSomeObjects = true, Variation = Variation.More,
            }, Team, 3))),
        new("digest-quiet", "A week in which nothing happened", () => DigestCards.Posted(new(Quiet(say), Team, 3))),
        new(
            "digest-now", "/digest for a lead",
            () => DigestCards.Of(
                new(Week(say) with { Reported = null }, Team),
                DigestCommand.AccountOf(new(3, Team, new(2026, 3, 2), default, Week(say)), new(2, 1, 3, 0)),
                [ExecuteAction.Of(DigestTexts.Choose, DigestPress.Choose, (DigestPress.TeamName, 1))])),
        new(
            "digest-section", "All of a section",
            () => DigestCards.Section(
                new(Full(say), Team, 3), DigestSection.Changed,
                ExecuteAction.Of(DigestTexts.Back, DigestPress.Show, (DigestPress.DigestName, 3)))),
        new(
            "personal-digest", "The week of one person",
            () => PersonalDigestCards.Of(
                [new(ActionKind.Id(3), say("ACT-3 Seal the crate · due tomorrow"))],
                [new(DigestSection.NeedsYou, ActionKind.Id(4), say("Label the crates"), say("waits for you for 3 days"))],
                [])),
        new(
            "personal-digest-administrator", "An administrator's week in which nothing was for themselves and all is well",
            () => PersonalDigestCards.Of([], [],
            [
                new(say("Last backup 1 March, restored on trial 1 March"), true), new(say("No message set aside"), true),
                new(say("Nobody out of reach"), true), new(say("No API key ends by 16 March"), true),
            ])),
        new(
            "personal-digest-to-do", "An administrator's week with something to do",
            () => PersonalDigestCards.Of([], [],
            [
                new(say("Last backup 1 March, restored on trial 1 March"), true),
                new(say("Messages set aside: 3. /outbox lists them and says what to do."), false) { Button = new(say("Outbox"), "outbox") },
                new(say("Out of reach: 2 people. /outbox names them."), false) { Button = new(say("Outbox"), "outbox") },
                new(say("API keys that end by 16 March: Scheduler. /keys makes new ones."), false)
                {
                    Button = new(say("API keys"), "keys"),
                },
            ])),
        new("digest-settings", "Form of the settings", () => Drawn(ChooseDigest.Form(Present(say)))),
        new(
            "digest-settings-team", "Which team, for somebody who leads several",
            () => Drawn(ChooseDigest.TeamForm([new("1", say("Night shift")), new("2", say("Day shift"))]))),
        new(
            "digest-settings-kept", "The settings are kept",
            () => ChooseDigest.Kept(Present(say) with { Next = new(2026, 3, 9, 9, 0, 0, TimeSpan.Zero) })),
        new("digest-settings-off", "The digest is switched off", () => ChooseDigest.Kept(Present(say))),
    ];

    /// <summary>What the form of the settings begins with.</summary>
    internal static DigestPresent Present(SampleVoice say) => new(
        1, say("Night shift"), DigestDialog.ChoicesOf(DigestSettings.Usual with { Objects = ["agent"] }),
        [new("agent", say("AI agent")), new("tool", say("tool"))]);

    private static DigestContent Week(SampleVoice say) => new(say("Night shift"), new(2026, 3, 2))
    {
        Reported = 14,
        Variation = Variation.AsUsual,
        UsuallyFrom = 8,
        UsuallyTo = 19,
        Sections =
        [
            Part(DigestSection.NeedsYou, 1, Line(say, 12, "The wrong folder was copied", "waits for a decision for 3 days")),
            Part(DigestSection.Changed, 2, Line(say, 14, "Label printer skips", "reported"), Line(say, 9, "Seal drips", "fixed")),
            Part(DigestSection.Proven, 1, Line(say, 7, "Crates in the way", "the fix worked: 5 a week before, 1 since")),
            Part(DigestSection.Stuck, 1, Line(say, 3, "Scanner is cold", "waits for its owner for 12 days")),
            Part(DigestSection.Alarms, 1, new DigestLineContent(say("2 alarms, 1 led to something"))),
        ],
    };

    private static DigestContent Full(SampleVoice say) => Week(say) with
    {
        Sections = [.. DigestSettings.AllSections.Select(section => Part(section, 25, [.. Enumerable.Range(1, 20)
            .Select(i => Line(say, i, "A title that goes on and on until nobody wants to read the rest of it any more", "accepted"))]))],
    };

    private static DigestContent Quiet(SampleVoice say) => new(say("Night shift"), new(2026, 3, 2)) { Reported = 0 };

    private static DigestSectionContent Part(DigestSection section, int total, params ImmutableArray<DigestLineContent> lines) =>
        new(section, lines, total);

    private static DigestLineContent Line(SampleVoice say, long number, string title, string words) =>
        new(say(words), "error", number, $"ERR-{number}", say(title));

    private static Card Drawn<T>(Form<T> form)
        where T : notnull => form.Card.WithSubmit(form.Submit!, []);
}
