using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage;

/// <summary>What is known about the conversations that the bot is in.</summary>
internal static class Conversations
{
    private const string AddPersonalChat = """
        INSERT INTO conversations (id, kind, person, service_url, tenant)
        VALUES (@id, 'personal', (SELECT id FROM people WHERE channel_user_id = @person OR (aad_object_id = @person AND tenant = @tenant) LIMIT 1), @service_url, @tenant)
        ON CONFLICT (id) DO UPDATE SET service_url = excluded.service_url
        """;

    // Only what was reachable becomes unreachable, so that the administrators are told once.
    private const string MarkByConversation = """
        UPDATE conversations SET unreachable_since = @now, unreachable_reason = @reason
        WHERE unreachable_since IS NULL AND id = @conversation
        """;

    /// <summary>Remembers a personal chat that was created to say something.</summary>
    public static void AddPersonal(Statements writer, string id, Address to) => writer[AddPersonalChat].Execute(id, to.Person, to.Tenant, to.ServiceUrl);

    /// <summary>Notes that nothing can be said in a conversation; true when that is new.</summary>
    public static bool MarkUnreachable(Statements writer, Address address, string reason, DateTimeOffset now) =>
        writer[MarkByConversation].Execute(now.Kept(), reason, Address.ChannelOf(address.Conversation ?? "")) > 0;
}
