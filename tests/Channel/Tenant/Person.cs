namespace Improvement.Bot.Tests.Channel;

/// <summary>Somebody in the tenant: as the roster knows them, and as a hand on a Teams client.</summary>
public sealed class Person
{
    private Chat? _chat;

    internal Person(FakeTeams teams, string name, string role)
    {
        Teams = teams;
        Name = name;
        Role = role;
        var words = name.Split(' ', 2);
        (GivenName, Surname) = (words[0], words.Length > 1 ? words[1] : "");
        ObjectId = MadeUp.Guid(teams.TenantId, name);
        Mri = "29:1" + MadeUp.Token(40, teams.TenantId, "mri", name);
        Upn = string.Concat(name.Where(char.IsAsciiLetterOrDigit))
            .ToLowerInvariant() + MadeUp.Token(3, name)
            .ToLowerInvariant() + "@example.com";
        PersonalChat = new Conversation(
            teams, ConversationKind.Personal, "a:1" + MadeUp.Token(60, teams.TenantId, "chat", name), null) { Person = this };
        PersonalChat.Members.Add(this);
    }

    /// <summary>The tenant in which the person lives.</summary>
    public FakeTeams Teams { get; }

    /// <summary>The channel's id of the person, <c>29:…</c>, the same in every conversation with this bot.</summary>
    public string Mri { get; }

    /// <summary>The Entra object id.</summary>
    public string ObjectId { get; }

    /// <summary>The name that is shown.</summary>
    public string Name { get; }

    /// <summary>The first word of the name.</summary>
    public string GivenName { get; }

    /// <summary>The rest of the name; may be empty.</summary>
    public string Surname { get; }

    /// <summary>The user principal name, which is the address as well.</summary>
    public string Upn { get; }

    /// <summary>What the roster says: <c>user</c>, <c>guest</c> or <c>anonymous</c>; owners of a team are <c>owner</c> there.</summary>
    public string Role { get; }

    /// <summary>The tenant the person comes from; guests may come from another one.</summary>
    public string TenantId { get => field ?? Teams.TenantId; init; }

    /// <summary>The client's language, such as <c>en-US</c>.</summary>
    public string Locale { get; set; } = "en-US";

    /// <summary>The client's IANA time zone.</summary>
    public string TimeZone { get; set; } = "Europe/Berlin";

    /// <summary>The client's platform: Windows, Mac, Web, iOS or Android.</summary>
    public string Platform { get; set; } = "Windows";

    /// <summary>The chat of this person and the bot alone.</summary>
    public Conversation PersonalChat { get; }

    /// <summary>The personal chat on the person's own desktop, opened at first use.</summary>
    public Chat Chat => _chat ??= Open(PersonalChat);

    /// <summary>Opens a conversation on a client and looks at it.</summary>
    /// <param name="conversation">Which one; the person should be a member.</param>
    /// <param name="client">A name for the device; each has its own view of the cards.</param>
    /// <param name="old">A client that does not know <c>Action.Execute</c> and uses its fallback.</param>
    public Chat Open(Conversation conversation, string client = "desktop", bool old = false) => Chat.Open(this, conversation, client, old);

    /// <summary>Writes into the personal chat.</summary>
    public Task<Delivery> Say(string text) => Chat.Say(text);

    /// <summary>Presses a button of a card, in the chat in which the card was seen.</summary>
    /// <param name="card">The card as it was seen; it may be out of date by now.</param>
    /// <param name="button">The button's title.</param>
    /// <param name="inputs">What was typed or chosen, by input id; inputs that are not named keep the value of the card.</param>
    /// <exception cref="PressRefusedException">There is no such button, or the client itself would hold the press back.</exception>
    public Task<Pressed> Press(SeenCard card, string button, params (string Id, string Value)[] inputs) =>
        card.In(this).Press(card, button, inputs);

    /// <inheritdoc />
    public override string ToString() => Name;
}
