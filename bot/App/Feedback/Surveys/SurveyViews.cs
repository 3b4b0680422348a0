using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>The messages of a wave that stay current: what people are asked, what those who lead read, what the channel reads.</summary>
internal static class SurveyViews
{
    /// <summary>In the own chats of those who are asked.</summary>
    public const string Asked = "survey.asked";

    /// <summary>In the own chats of those who lead.</summary>
    public const string Result = "survey.result";

    /// <summary>In the channel.</summary>
    public const string Post = "survey.post";

    private const string Prefix = "survey:";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ShowView> All { get; } =
    [
        View(Asked, (services, wave) => services.GetRequiredService<SurveyDesk>().Asked(wave)),
        View(Result, (services, wave) => services.GetRequiredService<SurveyDesk>().Result(wave)),
        View(Post, (services, wave) => services.GetRequiredService<SurveyDesk>().Post(wave)),
    ];

    /// <summary>What the places of a wave are about.</summary>
    public static string SubjectOf(WaveId wave) => Prefix + wave;

    private static ShowView View(string name, Func<IServiceProvider, Wave, Card> draw) => new(name, (services, place, _) =>
    {
        var wave = long.TryParse(place.Subject.AsSpan(Prefix.Length), out var number)
            ? services.GetRequiredService<SurveyWaves>().Find(new(number))
            : null;
        return new(wave is null ? null : services.GetRequiredService<Languages>().At(place.To, () => draw(services, wave)));
    });
}

/// <summary>Draws the cards of a wave as they stand, the same for everybody who reads them there.</summary>
internal sealed class SurveyDesk(Session session, SurveyLooks looks, SurveyRows surveys, SurveyReplies replies, ReleaseReader releases)
{
    /// <summary>What people are asked, or how it ended and what those who lead say to it.</summary>
    public Card Asked(Wave wave) => wave.State is WaveState.Open
        ? SurveyCard.Of(looks.Of(wave))
        : SurveyCards.Ended(looks.Of(wave), wave, replies.Of(wave.Id), releases.HasNotes(wave.Id));

    /// <summary>What those who lead read.</summary>
    public Card Result(Wave wave)
    {
        if (wave.State is not (WaveState.Released or WaveState.Discarded))
        {
            return SurveyCards.Ended(looks.Of(wave), wave, reply: null, hasNotes: false);
        }

        var look = looks.ResultOf(wave);
        return ResultCards.Of(look, [.. SurveyCards.Actions(wave, StandingOf(wave, look.Release))]);
    }

    /// <summary>What the channel reads.</summary>
    public Card Post(Wave wave) => SurveyCards.WithReply(ResultCards.Post(looks.ResultOf(wave)), replies.Of(wave.Id));

    private ResultStanding StandingOf(Wave wave, SurveyRelease release) => new(
        session.IsPosted(wave.Id), replies.Of(wave.Id) is not null, release.ShowsTexts,
        release is { Drivers.Answer: DriverAnswer.TooFew, ShowsTexts: true } && !surveys.AsksAbout(wave.Id, SurveyTemplates.MattersMost));
}

/// <summary>What was done with a result by now.</summary>
/// <param name="IsPosted">It stands in a channel.</param>
/// <param name="IsAnswered">Those who lead said what follows.</param>
/// <param name="ShowsComments">Enough answered for comments to be told.</param>
/// <param name="MayAskWhatMatters">Too few answered to tell what matters most, enough to read comments, and nobody has asked yet.</param>
internal sealed record ResultStanding(bool IsPosted, bool IsAnswered, bool ShowsComments, bool MayAskWhatMatters);

/// <summary>Asks where the result of a wave stands.</summary>
internal static class PostedResults
{
    /// <summary>Whether it was posted in a channel.</summary>
    public static bool IsPosted(this Session session, WaveId wave) => session.Statements.Any(
        $"SELECT 1 FROM places WHERE subject = {SurveyViews.SubjectOf(wave)} AND view_name = {SurveyViews.Post}");
}
