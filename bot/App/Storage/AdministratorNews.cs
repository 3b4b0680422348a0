using System.Globalization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;

namespace Improvement.Bot.Storage;

/// <summary>What the administrators hear, in their own chats, of messages that do not arrive.</summary>
internal sealed class AdministratorNews(Administrators administrators)
{
    private static readonly TimeSpan BetweenNews = TimeSpan.FromDays(1);

    /// <summary>Nothing arrives in a conversation; told when that is new.</summary>
    public IEnumerable<OutboxRow> OutOfReach(Statements writer, Address address, string reason, DateTimeOffset now) =>
        ConversationRows.MarkUnreachable(writer, address, reason, now) ? Tell(writer, address, StorageTexts.OutOfReach, reason) : [];

    /// <summary>A message was set aside for good; told once a day, before it is noted.</summary>
    public IEnumerable<OutboxRow> SetAside(Statements writer, OutboxRow row, string reason, DateTimeOffset now) =>
        OutboxRows.HasParked(writer, now - BetweenNews) ? [] : Tell(writer, row.To, StorageTexts.SetAside, reason, row.Id);

    private List<OutboxRow> Tell(Statements writer, Address about, string text, params object[] details)
    {
        var words = string.Format(CultureInfo.InvariantCulture, text, [ConversationRows.NameOf(writer, about) ?? about.QueueKey, .. details]);
        return [.. administrators.PersonalChats(writer, about.ServiceUrl).Where(chat => chat.QueueKey != about.QueueKey).Select(chat => new OutboxRow(OutboxKind.Say, chat) { Body = OutgoingActivity.Of(words).ToJson() })];
    }
}
