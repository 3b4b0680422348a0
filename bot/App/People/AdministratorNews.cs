using System.Globalization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>What the administrators hear, in their own chats, of messages that do not arrive.</summary>
internal sealed class AdministratorNews(Administrators administrators)
{
    /// <summary>Said in the transaction that notes it.</summary>
    public NotDelivered NotDelivered => new(
        (writer, where, reason) => Messages(writer, where, AdministratorNewsTexts.OutOfReach, reason),
        (writer, row, reason) => Messages(writer, row.To, AdministratorNewsTexts.SetAside, reason, row.Id));

    private List<OutboxRow> Messages(Statements writer, Address about, string text, params object[] details)
    {
        var words =
            string.Format(CultureInfo.InvariantCulture, text, [ConversationRows.NameOf(writer, about) ?? about.QueueKey, .. details]);
        var chats = administrators.PersonalChats(writer, about.ServiceUrl).Where(chat => chat.QueueKey != about.QueueKey);
        return [.. chats.Select(chat => new OutboxRow(OutboxKind.Say, chat) { Body = OutgoingActivity.Of(words).ToJson() })];
    }
}
