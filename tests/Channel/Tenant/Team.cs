namespace Improvement.Bot.Tests.Channel;

/// <summary>A team with its channels, members and owners. Its id is the id of its General channel.</summary>
public sealed class Team
{
    private readonly FakeTeams _teams;
    private readonly List<Conversation> _channels = [];

    internal Team(FakeTeams teams, string name)
    {
        _teams = teams;
        Name = name;
        AadGroupId = MadeUp.Guid(teams.TenantId, "group", name);
        General = Make(null);
    }

    /// <summary>The name of the team.</summary>
    public string Name { get; set; }

    /// <summary>The id of the Microsoft 365 group behind the team: what identifies it for good.</summary>
    public string AadGroupId { get; }

    /// <summary>The thread id of the team, <c>19:…@thread.tacv2</c>.</summary>
    public string Id => General.Id;

    /// <summary>The channel that every team has; the channel list gives it no name.</summary>
    public Conversation General { get; }

    /// <summary>All channels, General first.</summary>
    public IReadOnlyList<Conversation> Channels => _channels;

    /// <summary>Members and owners.</summary>
    public IReadOnlyList<Person> Members => General.Members;

    /// <summary>Those members who own the team.</summary>
    public List<Person> Owners { get; } = [];

    /// <summary>Adds a channel; everybody in the team is in it.</summary>
    public Conversation AddChannel(string name) => Make(name);

    /// <summary>Adds people, without telling the bot: <see cref="ActivityBuilder.MembersAdded"/> makes the event.</summary>
    public Team Add(params Person[] people)
    {
        lock (_teams.Gate)
        {
            General.Members.AddRange(people.Except(General.Members).ToList());
        }

        return this;
    }

    /// <summary>Adds people who own the team.</summary>
    public Team AddOwners(params Person[] people)
    {
        Owners.AddRange(people);
        return Add(people);
    }

    /// <summary>Takes somebody out, without telling the bot.</summary>
    public void Remove(Person person)
    {
        lock (_teams.Gate)
        {
            General.Members.Remove(person);
            Owners.Remove(person);
        }
    }

    private Conversation Make(string? name)
    {
        var id = $"19:{MadeUp.Token(32, _teams.TenantId, "channel", AadGroupId, name ?? "")}@thread.tacv2";
        var channel = new Conversation(
            _teams, ConversationKind.Channel, id, name,
            _channels.Count == 0 ? null : General.Members) { Team = this, BotIsIn = _channels.Count > 0 && General.BotIsIn };
        _channels.Add(channel);
        return channel;
    }
}
