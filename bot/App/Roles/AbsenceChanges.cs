using System.Globalization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Roles;

/// <summary>What came of going away.</summary>
/// <param name="Refusal">Why it was refused; null where it was not.</param>
/// <param name="Until">The first moment at which they are back; null until they say so.</param>
/// <param name="Deputy">Whom they named; null for nobody.</param>
/// <param name="StandIn">Who decides at this moment: the deputy, or the deputy of the deputy; null where the next lead does.</param>
internal sealed record AbsenceChange(string? Refusal = null, DateTimeOffset? Until = null, string? Deputy = null, string? StandIn = null);

/// <summary>
/// Lets people who lead something go away and come back, for themselves; each change and each refusal is audited, and the deputy is told.
/// </summary>
internal sealed class AbsenceChanges(
    Session session, Actor actor, KnownPeople people, KnownConversations conversations, PrincipalReader principals,
    PeopleDirectory directory, Languages languages, RecordEvents events, Refusals refusals)
{
    /// <summary>What the audit trail calls the absences of a person; the number of the record is that of the person.</summary>
    public const string RecordKind = "absence";

    /// <summary>Whether the one who speaks is away.</summary>
    public bool IsAway => Present is not null;

    private Absence? Present => actor.Id is { } me ? principals.Absences.Of(me) : null;

    /// <summary>Why the one who speaks cannot name a deputy, which is noted; null when they can.</summary>
    public string? Refusal()
    {
        if (actor.Principal is { IsGuest: false, LeadsSomething: true }) return null;
        refusals.Note(new(RecordKind, actor.Id?.Value ?? 0, null));
        return RolesTexts.OnlyLeads;
    }

    /// <summary>What the form begins with: what was understood, otherwise what holds at present.</summary>
    public ValueTask<AwayBeginning> Begin(AwayWish? wish)
    {
        var choices = directory.Choices(actor.Id);
        var present = wish is null ? Present : null;
        var until = wish?.Until ?? (present?.Until is { } end ? Team.LocalDate(end, actor.Zone.Id) : null);
        var deputy = wish?.Deputy ?? (present?.Deputy is { } id ? $"#{id}" : null);
        return new(new AwayBeginning(actor.Today, choices, until, choices is null ? NameOf(deputy) : ChoiceOf(deputy)));
    }

    /// <summary>Goes away from this moment on, inside the turn's transaction.</summary>
    /// <param name="day">The day at whose start they are back, in their time zone; null for until they say so.</param>
    public ValueTask<AbsenceChange> Go(DateOnly? day, long? deputyId, RequestOrigin origin)
    {
        if (Refusal() is { } why) return new(new AbsenceChange(why));
        var until = day is { } back ? DaysAhead.StartOf(back, actor.Zone) : (DateTimeOffset?)null;
        if (until <= actor.Now) return new(new AbsenceChange(RolesTexts.UntilOver));
        var (me, deputy) = (actor.Keep(), deputyId is { } id ? people.Find(new PersonId(id)) : null);
        if (deputyId is not null && (deputy is not { IsGuest: false } || deputy.Id == me.Id))
        {
            return new(new AbsenceChange(RolesTexts.NoSuchPerson));
        }

        AbsenceRows.Set(session.Statements, new(me.Id, deputy?.Id, actor.Now, until), me.Id, actor.Now);
        events.Append(
            new(RecordKind, me.Id.Value, null), "away", origin,
            EventData.Of(("until", until?.ToStoredMilliseconds()), ("deputy", deputy?.Id.Value)));
        if (deputy is not null) Tell(deputy, () => WordsFor(deputy, me.ShownName, until));
        var standIn = principals.Absences.StandInFor(me.Id, [])?.Person;
        return new(new AbsenceChange(
            null, until, deputy?.ShownName, standIn is { } other ? people.Find(other)?.ShownName : null));
    }

    /// <summary>Comes back, inside the turn's transaction; nothing where they were not away.</summary>
    public void Back()
    {
        if (actor.Find() is not { } me || Present is not { } absence || !AbsenceRows.End(session.Statements, me.Id, actor.Now)) return;
        events.Append(new(RecordKind, me.Id.Value, null), "back");
        if (absence.Deputy is { } id && people.Find(id) is { } deputy) Tell(deputy, () => Say(RolesTexts.YouDecideNoLonger, me.ShownName));
    }

    private void Tell(Person deputy, Func<string> words)
    {
        if (conversations.PersonalChat(deputy, actor.ServiceUrl) is not { } chat) return;
        session.Writer.Enqueue(new(OutboxKind.Say, chat) { Body = OutgoingActivity.Of(languages.At(chat, words)).ToJson() });
    }

    private static string WordsFor(Person deputy, string lead, DateTimeOffset? until) => until is { } end
        ? Say(RolesTexts.YouDecideUntil, lead, Team.LocalDate(end, deputy.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        : Say(RolesTexts.YouDecide, lead);

    /// <summary>The choice in the drop-down that a name means; null where it means none, or several.</summary>
    private string? ChoiceOf(string? typed) =>
        typed is not null && directory.Find(typed, actor.Id).People is [var only] ? only.Value : null;

    private string? NameOf(string? typed) =>
        typed is ['#', ..] && directory.Find(typed, actor.Id).People is [var only] ? only.Title : typed;
}
