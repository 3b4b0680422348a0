using System.Globalization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.People;

/// <summary>
/// Who acts in a scope, when, where and in which language: the sender of the activity that the scope deals with; the agent or system whose
/// key a request showed, or the person for whom a link to a page was issued
/// (<see cref="ActAs"/>); in every other scope, such as that of a job, the bot itself, which is no person and has no roles.
/// </summary>
internal sealed class Actor(
    Session session, CurrentTurn current, KnownPeople people, PrincipalReader principals, TeamsSettings settings,
    IOptions<TurnOptions> languages, Clock clock)
{
    private ObservedPerson? _observed;
    private Person? _person;
    private DateTimeOffset? _now;
    private Principal? _principal;
    private bool _wasWriting;
    private IReadOnlyList<Team>? _teams;
    private bool _isKeyOwner;

    /// <summary>From here on an agent, a system, the source of an import or the person of a link acts in this scope.</summary>
    /// <param name="at">When, by the product's clock.</param>
    public void ActAs(Person owner, DateTimeOffset at) => (_person, _now, _isKeyOwner, _principal, _teams) = (owner, at, true, null, null);

    /// <summary>From here on the bot itself acts in this scope as of a moment, such as that at which a row was due.</summary>
    public void ActAsBot(DateTimeOffset at) => (_person, _now, _isKeyOwner, _principal, _teams) = (null, at, false, null, null);

    /// <summary>Whether it is the bot itself.</summary>
    public bool IsBot => !_isKeyOwner && current.Turn is null;

    /// <summary>
    /// Whether a person, an agent or a system other than the bot is acting; false also where the channel names no sender.
    /// </summary>
    public bool IsSomebody =>
        _isKeyOwner || current.Turn?.Activity is { From.Id.Length: > 0 } activity && activity.From.Id != activity.Recipient.Id;

    /// <summary>One of <see cref="ActorKind"/>.</summary>
    public string Kind => IsBot ? ActorKind.Bot : Find()?.Kind ?? ActorKind.Person;

    /// <summary>A moment that was told, or now where that is still to come.</summary>
    public DateTimeOffset NotLater(DateTimeOffset told) => told > Now ? Now : told;

    /// <summary>When it happens, by the product's clock; the same moment all through a scope.</summary>
    public DateTimeOffset Now => _now ??= current.Turn?.Now ?? clock.UtcNow;

    /// <summary>The conversation in which they act, as an address to answer to; null for agents, systems and the bot.</summary>
    public Address? Here => current.Turn?.Here;

    /// <summary>The connector of the conversation in which they act; null for agents, systems and the bot.</summary>
    public string? ServiceUrl => current.Turn?.Activity.ServiceUrl;

    /// <summary>Whether a team is that of the channel in which they act.</summary>
    public bool IsIn(Team team) => current.Turn?.Activity.ChannelData.Member("team").Text("id") == team.TeamsTeamId;

    /// <summary>The language in which they are spoken to; the default language of the settings for the bot.</summary>
    public CultureInfo Language => current.Turn?.Culture ?? languages.Value.LanguageFor(Find()?.Locale);

    /// <summary>Their time zone, as their client told; UTC where it did not.</summary>
    public TimeZoneInfo Zone => Team.ZoneOf(Find()?.TimeZone);

    /// <summary>The day it is for them.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);

    /// <summary>The id of the person, agent or system; null for the bot and for a person who has never been met.</summary>
    public PersonId? Id => Find()?.Id;

    /// <summary>What they are called; never empty.</summary>
    public string Name => Find()?.ShownName ?? PeopleTexts.SomebodyUnknown;

    /// <summary>The teams that they are in and the bot too, by name.</summary>
    public IReadOnlyList<Team> Teams => _teams ??= Id is { } me ? TeamRows.Of(session.Statements, me) : [];

    /// <summary>Their roles and memberships, read again inside the commit; <see cref="Principal.Bot"/> for the bot.</summary>
    public Principal Principal
    {
        get
        {
            if (_principal is not null && _wasWriting == session.IsWriting) return _principal;
            _wasWriting = session.IsWriting;
            return _principal = IsBot ? Principal.Bot : Known() is { } person ? principals.Of(person) : Principal.Stranger;
        }
    }

    /// <summary>Whether they look after the bot, asked without the rest of their roles.</summary>
    public bool IsAdministrator => Known() is { } person && principals.IsAdministrator(person);

    /// <summary>
    /// The person as known before this turn, and by what its activity tells: somebody of whom a roster gave the name alone is a guest no
    /// longer. Null for a stranger and the bot.
    /// </summary>
    public Person? Find() => IsSomebody ? _person ??= Stored is { } stored ? Observed.Apply(stored) : null : null;

    /// <summary>The person, kept if they were a stranger; only while a commit runs.</summary>
    /// <exception cref="InvalidOperationException">The bot itself is acting.</exception>
    public Person Keep() => _isKeyOwner ? _person! : _person = people.Keep(Observed);

    /// <summary>Their id, kept now if they are new; null for the bot. Only while a commit runs.</summary>
    public PersonId? FindOrKeep() => IsBot ? null : (Find() ?? Keep()).Id;

    /// <summary>
    /// Asks for their roles in the round trip of what is asked next, where they will be wanted in this commit; nothing for the bot. In a
    /// commit that changes roles or memberships it is asked after that.
    /// </summary>
    public void AskForPrincipal()
    {
        if (Find() is { } person) principals.AskAhead(person);
    }

    /// <summary>Asks what will be asked about the sender, where there is one, in the round trip of what else a turn begins with.</summary>
    internal void AskAhead()
    {
        if (!IsSomebody) return;
        people.AskAhead(Observed);
        principals.AskAhead(Observed);
    }

    /// <summary>Whether the activity tells something that is not known yet.</summary>
    internal bool HasNews()
    {
        if (Stored is not { } stored || !ReferenceEquals(Observed.Apply(stored), stored)) return true;
        _person ??= stored;
        return false;
    }

    /// <summary>Somebody who was never met may be an administrator by the settings all the same; such a person has no id.</summary>
    private Person? Known() => Find() ?? (IsSomebody
        ? new(
            default, Observed.Tenant ?? "", Observed.AadObjectId, Observed.ChannelUserId, Observed.Name, GivenName: null, Email: null,
            Observed.Locale, Observed.TimeZone, Observed.IsNewGuest)
        : null);

    private Person? Stored => people.Find(Observed);

    private ObservedPerson Observed => _observed ??= Observe(
        current.Turn ?? throw new InvalidOperationException("The bot itself acts in this scope, and it is no person."), settings);

    private static ObservedPerson Observe(TurnContext turn, TeamsSettings settings)
    {
        var from = turn.Activity.From;
        var tenant = from.TenantId ?? turn.Activity.Conversation.TenantId;
        // Events carry the language and time zone of nobody in particular.
        var isTheirs = turn.Activity.Type is ActivityTypes.Message or ActivityTypes.Invoke;
        var isFromOutside = settings.IsFromOutside(tenant) || settings.IsFromOutside(from.TenantId, turn.Activity.Conversation.TenantId);
        return new(tenant, from.AadObjectId, from.Id, from.Name)
        {
            Locale = isTheirs ? turn.Activity.Locale : null,
            TimeZone = isTheirs ? turn.Activity.TimeZone : null,
            IsGuest = isFromOutside ? true : null,
        };
    }
}
