namespace Improvement.Bot.Tests.Channel;

/// <summary>Installing and removing the bot.</summary>
public sealed partial class FakeTeams
{
    /// <summary>Installs the bot in a chat or a channel's team and sends both events of it.</summary>
    /// <param name="by">Who installs it.</param>
    /// <param name="where">The personal chat, the group chat, or the channel that is picked.</param>
    /// <param name="installationFirst">Which of the two events comes first; Teams guarantees nothing.</param>
    public async Task<IReadOnlyList<Delivery>> Install(Person by, Conversation where, bool installationFirst = false)
    {
        Allow(where, true);
        var (added, installed) = (Activities.BotAdded(by, where), Activities.Installation("add", by, where));
        return installationFirst
            ? [await Deliver(installed), await Deliver(added)]
            : [await Deliver(added), await Deliver(installed)];
    }

    /// <summary>Installs the bot for a person.</summary>
    public Task<IReadOnlyList<Delivery>> Install(Person person) => Install(person, person.PersonalChat);

    /// <summary>Removes the bot and says so to it.</summary>
    public async Task Uninstall(Person by, Conversation where)
    {
        Allow(where, false);
        await Deliver(Activities.Installation("remove", by, where));
        await Deliver(Activities.BotRemoved(by, where));
    }

    /// <summary>Lets the bot speak in a conversation, or in all channels of its team, without an event.</summary>
    public void Allow(Conversation where, bool allowed = true)
    {
        lock (Gate)
        {
            foreach (var conversation in where.Team?.Channels ?? [where])
            {
                conversation.BotIsIn = allowed;
            }
        }
    }
}
