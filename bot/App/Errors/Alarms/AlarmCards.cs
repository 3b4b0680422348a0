using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>An alarm as people see it: what was usual, what came, how often such an alarm is false.</summary>
internal static class AlarmCards
{
    /// <summary>The press that asks not to be told again.</summary>
    public const string Know = "alarm.know";

    /// <summary>The press that takes it back.</summary>
    public const string TellAgain = "alarm.tell-again";

    /// <summary>The press that says that it was good to know.</summary>
    public const string Appreciate = "alarm.appreciate";

    // a budget of about one a year is said in words
    private const double AlmostOne = 0.75, HardlyMoreThanOne = 1.5;

    /// <summary>Fewer than this are hardly any.</summary>
    private const double HardlyAny = 0.05;

    /// <summary>All of it, with the account of all alarms of its team.</summary>
    public static Card Whole(RecordLook<Alarm> look, CardAction? back) => Of(
        look.Record, MayDecide(look), FindText(look), NowOf(look),
        AlarmAccount.Of(look.Services.GetRequiredService<Session>(), look.Record.Team, NowOf(look)), back);

    /// <summary>The card in the channel, and in the own chats of leads.</summary>
    public static Card View(RecordLook<Alarm> look) => look.Viewer.Level is AccessLevel.Everything
        ? Of(look.Record, MayDecide(look), FindText(look), NowOf(look))
        : Outline(look.Record, back: null);

    /// <summary>The card.</summary>
    /// <param name="mayDecide">Whether the reader leads the team, or several people read.</param>
    /// <param name="find">The search for its reports.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="account">The account of all alarms of its team; null where it is left out.</param>
    public static Card Of(
        Alarm alarm, bool mayDecide, string find, DateTimeOffset now, AlarmAccount? account = null, CardAction? back = null)
    {
        var label = AlarmKind.Definition.Labels.Of(alarm.Number);
        var isKnown = alarm.IsKnownAt(now);
        return Card(
            Sentence(alarm),
            StatusCard.Head(label, alarm.Title),
            Text(Counts(alarm)),
            Hint(HowOftenFalse(alarm)),
            alarm.KnownUntil is { } until
                ? Text(Say(AlarmTexts.KnownUntil, Moment.Day(until), alarm.KnownBy ?? RecordTexts.Somebody))
                : null,
            alarm.OutcomeError is { } error ? Text(Say(AlarmTexts.Outcome, ErrorKind.Labels.Of(error))) : null,
            alarm.IsUseful ? Hint(AlarmTexts.IsUseful) : null,
            account?.Words is { } words ? Hint(words) : null,
            Buttons(
                CommandButton.Staying(AlarmTexts.Show, find),
                mayDecide && !isKnown ? Button(AlarmTexts.Know, Know, alarm) : null,
                mayDecide && isKnown ? Button(AlarmTexts.TellAgain, TellAgain, alarm) : null,
                mayDecide && !alarm.IsUseful ? Button(AlarmTexts.Useful, Appreciate, alarm) : null,
                back));
    }

    /// <summary>For somebody who sees no more of it than that it is there.</summary>
    public static Card Outline(Alarm alarm, CardAction? back)
    {
        var label = AlarmKind.Definition.Labels.Of(alarm.Number);
        return Card(StatusCard.Summary(label, alarm.Title), StatusCard.Head(label, alarm.Title), back is null ? null : Buttons(back));
    }

    /// <summary>What stands where it may not be seen any more.</summary>
    public static Card Hidden(Alarm alarm) => Card(AlarmTexts.Hidden, Text(AlarmTexts.Hidden));

    /// <summary>It in a list.</summary>
    public static RecordLine LineOf(RecordLook<Alarm> look) => new(
        AlarmKind.Id(look.Record.Number), look.Record.Title,
        $"{WordsOf(look.Record.State)} · {Moment.Day(look.Record.CreatedAt)} · {look.Record.TeamName}", "");

    /// <summary>It in one sentence, for a list of what happened.</summary>
    public static string Sentence(Alarm alarm) => Say(AlarmTexts.Sentence, alarm.Title, alarm.TeamName, Counts(alarm));

    /// <summary>The words for a state.</summary>
    public static string WordsOf(AlarmState state) => state is AlarmState.Known ? AlarmTexts.StateKnown : AlarmTexts.StateRaised;

    /// <summary>What was usual and what came, in a sentence.</summary>
    public static string Counts(Alarm alarm)
    {
        var usual = alarm.Expected < HardlyAny ? AlarmTexts.HardlyAny : alarm.Expected.ToString(
            alarm.Expected < 10 ? "0.#" : "0", CultureInfo.CurrentUICulture);
        return alarm.Rule is AlarmRule.ByWeek
            ? Say(AlarmTexts.CountsByWeek, usual, alarm.Seen)
            : Say(AlarmTexts.CountsInThirtyDays, usual, alarm.Seen);
    }

    private static string HowOftenFalse(Alarm alarm) => alarm.FalseAYear switch
    {
        < AlmostOne => AlarmTexts.FalseFewer,
        < HardlyMoreThanOne => AlarmTexts.FalseOne,
        var many => Say(AlarmTexts.FalseMany, Math.Round(many)),
    };

    private static DateTimeOffset NowOf(RecordLook<Alarm> look) => look.Services.GetRequiredService<Actor>().Now;

    // of a card in somebody's own chat, who reads it and not who acts: that is the bot where it is sent
    private static bool MayDecide(RecordLook<Alarm> look) => look.Viewer.Person == default
        || (look.Services.GetRequiredService<KnownPeople>().Find(look.Viewer.Person) is { } reader
            && AlarmDecisions.MayDecide(look.Services.GetRequiredService<PrincipalReader>().Of(reader), look.Record.Team));

    /// <summary>
    /// The reports of the category, the newest first, and from no day on: what came may all be accounts on a report that is older than the
    /// rise.
    /// </summary>
    private static string FindText(RecordLook<Alarm> look) => "/find " + new FindQuery
    {
        Teams = [look.Record.TeamName],
        Filters = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("category", [look.Record.Category]),
    }.ToText(look.Services.GetRequiredService<RecordKinds>());

    private static ExecuteAction Button(string title, string verb, Alarm alarm) =>
        ExecuteAction.Of(title, verb, (AlarmKind.Name, alarm.Number));
}
