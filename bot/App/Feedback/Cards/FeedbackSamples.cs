using System.Collections.Immutable;
using Improvement.Bot.Feedback.Agents;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Feedback.Cards;

/// <summary>The cards of surveys for the gallery, with answers that are made up.</summary>
internal static class FeedbackSamples
{
    private static readonly DateTimeOffset Closes = new(2026, 3, 16, 16, 0, 0, TimeSpan.Zero);

    private static SurveyTemplate Pulse => SurveyTemplates.Find("team-pulse", 1)!;

    private static SurveyTemplate Incident => SurveyTemplates.Find("after-incident", 1)!;

    private static SurveyTemplate Rollout => SurveyTemplates.Find("after-rollout", 1)!;

    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) =>
    [
        new("survey", "A survey, anonymous", () => SurveyCard.Of(Survey(say, Pulse, SurveyMode.Anonymous))),
        new("survey-with-everything", "All kinds of item, by group, with complaints", () => SurveyCard.Of(
            Survey(say, Incident, SurveyMode.Anonymous) with
            {
                Items = Everything(say), Policy = ReleasePolicy.Usual with { Breakdown = say("shift") },
            },
            Values.None.With("speak-same-day", "4").With("incident-hindered", "time,roles").With("pulse-better", say("A calm morning")),
            Problems.None.Add("pulse-better", Records.Wording.Say(ItemTexts.TooLong, 1000, 1203)).Add("", ItemTexts.Nothing))),
        new("survey-confidential", "A survey, confidential", () => SurveyCard.Of(Survey(say, Rollout, SurveyMode.Confidential))),
        new("survey-attributed", "A survey with names", () => SurveyCard.Of(Survey(say, Rollout, SurveyMode.Attributed))),
        new("survey-counted", "The answer is counted", () => SurveyCard.Counted(
            Survey(say, Pulse, SurveyMode.Anonymous), new Dictionary<string, string> { ["pulse-better"] = "7031-9824-2614-0928" })),
        new("survey-already", "Somebody answers twice", () => SurveyCard.AlreadyCounted(Survey(say, Pulse, SurveyMode.Anonymous))),
        new("survey-objected", "Somebody objects", () => SurveyCard.Objected(Survey(say, Pulse, SurveyMode.Anonymous))),
        new("survey-result", "The result of a team", () => ResultCards.Of(Result(say, Team()))),
        new("survey-result-groups", "By group, with groups that are held back", () => ResultCards.Of(Result(say, ByGroup(say)))),
        new("survey-result-large", "Of many people, with what matters most", () => ResultCards.Of(Result(say, Large()))),
        new("survey-result-few", "Too few answered", () => ResultCards.Of(Result(say, Few()))),
        new("survey-result-agents", "AI agents answered as well", () => ResultCards.Of(
            Result(say, Team()) with { Agents = AgentSamples.Of(say) })),
        new("survey-guide", "How to talk about it", () => ResultCards.Guide(Result(say, Team()))),
        new("survey-guide-few", "How to talk about it if too few answered", () => ResultCards.Guide(Result(say, Few()))),
        new("survey-post", "The post for the channel", () => ResultCards.Post(Result(say, Team()))),
        new("survey-post-few", "The post if too few answered", () => ResultCards.Post(Result(say, Few()))),
    ];

    private static SurveyLook Survey(SampleVoice say, SurveyTemplate template, SurveyMode mode) => new(
        7, template.Name(), say("Night shift"), mode, ReleasePolicy.Usual, template.ItemsOf(1), Closes);

    private static ImmutableArray<SurveyItem> Everything(SampleVoice say) =>
    [
        ItemBank.Named("speak-same-day"), TemplateItems.Recommend, TemplateItems.Coped, TemplateItems.Back, TemplateItems.ToolHours,
        TemplateItems.Hindered, TemplateItems.Better,
        new OwnItem(ItemKind.SingleChoice, say("Where to meet?"), [say("Hall"), say("Yard")]).Item(),
    ];

    private static ResultLook Result(SampleVoice say, SurveyRelease release) =>
        new(Pulse.Name(), say("Night shift"), release, Pulse.Outcome);

    /// <summary>Two waves of a team; the second has a text, a change, and an item that few answered.</summary>
    private static SurveyRelease Team()
    {
        var before = Read(1, 20, 14, Row("pulse-recommend", 14, 5, 4, 5), Row("speak-same-day", 13, 4, 5, 4));
        var now = Read(
            2, 20, 15,
            [.. Row("pulse-recommend", 15, 7, 5, 3), .. Row("speak-same-day", 10, 7, null, null), .. Row("react-how", 15, 8, 4, 3)],
            [new("react-how", 0, "dk", null, "0-2"), new("pulse-better", 0, ReleaseRow.Written, 4, null)]);
        return now.After([new(before, new(1, 0))]).WithDrivers(Pulse.Outcome.Code);
    }

    private static SurveyRelease ByGroup(SampleVoice say)
    {
        SurveyRelease all = Read(
            1, 30, 25, [.. Row("speak-same-day", 25, 16, 5, 4)],
            [
                new("speak-same-day", 1, ReleaseRow.Answered, 14, null), new("speak-same-day", 1, ItemPart.Favourable, null, "8-10"),
                new("pulse-better", 0, ReleaseRow.Written, 1, null),
            ]);
        ImmutableArray<SurveyGroup> groups = [new(1, say("Early"), 16), new(2, say("Late"), 8), new(3, say("Night"), 6)];
        return SurveyRelease.Read(
            all.Wave with { Groups = groups }, all.Policy with { Breakdown = say("shift") },
            [.. all.Items.Select(item => item.Item)], all.Rows);
    }

    private static SurveyRelease Large() => Read(
        1, 260, 150,
        [
            .. Row("pulse-recommend", 150, 60, 50, 40), .. Row("speak-same-day", 140, 90, 30, 20), .. Row("react-how", 145, 100, 25, 20),
        ],
        [
            new("speak-same-day", 0, "4", 50, null), new("speak-same-day", 0, "5", 40, null),
            new("speak-same-day", 0, ReleaseRow.Driver, 41, null), new("react-how", 0, ReleaseRow.Driver, 35, null),
            new("pulse-better", 0, ReleaseRow.Written, 0, null),
        ]).WithDrivers(Pulse.Outcome.Code);

    private static SurveyRelease Few() => SurveyRelease.Read(new(1, 9, null, []), ReleasePolicy.Usual, Pulse.ItemsOf(1), []);

    private static SurveyRelease Read(int number, int invited, int responded, params IEnumerable<ReleaseRow>[] rows) => SurveyRelease.Read(
        new(number, invited, responded, []), ReleasePolicy.Usual, Pulse.ItemsOf(number), [.. rows.SelectMany(row => row)]);

    private static ReleaseRow[] Row(string item, int answered, int? favourable, int? neutral, int? unfavourable) =>
    [
        new(item, 0, ReleaseRow.Answered, answered, null),
        .. new[] { (ItemPart.Favourable, favourable), (ItemPart.Neutral, neutral), (ItemPart.Unfavourable, unfavourable) }
            .Where(part => part.Item2 is not null).Select(part => new ReleaseRow(item, 0, part.Item1, part.Item2, null)),
    ];
}
