using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>Alarms as a kind of record: nobody begins one but the bot, and its team sees it.</summary>
internal static class AlarmKind
{
    /// <summary>The name of the kind in events, webhooks, places and buttons.</summary>
    public const string Name = "alarm";

    /// <summary>The view in the channel.</summary>
    public const string ChannelView = "alarm";

    /// <summary>The view in a lead's own chat.</summary>
    public const string LeadView = "alarm-lead";

    /// <summary>Who sees what of them.</summary>
    public static Access Access { get; } = new(
        new(Sql.Of($"alarms"), Sql.Of($"author"), Sql.Of($"alarm_readers"), Sql.Of($"alarm_readers"), Sql.Of($"alarm")), Role.ErrorLead);

    /// <summary>The kind.</summary>
    public static RecordKind<Alarm> Definition { get; } = new(Name, "ALM", Access)
    {
        Find = (services, number) => AlarmRows.Find(services.GetRequiredService<Session>(), number),
        NotFound = () => AlarmTexts.NotFound,
        States = [.. Enum.GetValues<AlarmState>().Select(StateOf)],
        Withdrawn = [],
        Texts = Sql.Of($"SELECT id, version, team, 0 AS author, category AS title, '' AS text FROM alarms"),
        Whole = AlarmCards.Whole,
        Outline = (look, back) => AlarmCards.Outline(look.Record, back),
        LineOf = AlarmCards.LineOf,
        Views = [ChannelView, LeadView],
        SharedView = ChannelView,
        LeadView = LeadView,
        View = (look, _) => AlarmCards.View(look),
        RefreshUsers = (services, alarm) => services.GetRequiredService<Leads>().PresentAndAway(alarm.Team, Access.LeadRole),
        Hidden = AlarmCards.Hidden,
        Events = AlarmWebhook.Events,
        ForWebhook = AlarmWebhook.Of,
        Digest = AlarmDigest.Of,
    };

    /// <summary>An alarm by its number.</summary>
    public static RecordId Id(long number) => new(Definition, number);

    private static RecordState StateOf(AlarmState state) => new(state.ToString(), () => AlarmCards.WordsOf(state))
    {
        IsOpen = state is AlarmState.Raised,
        IsInUse = true,
    };
}
