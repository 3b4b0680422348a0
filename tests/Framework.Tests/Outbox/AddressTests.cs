using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Outbox;

public sealed class AddressTests
{
    [Theory]
    [InlineData("19:c@thread.tacv2;messageid=1", "19:c@thread.tacv2", true)]
    [InlineData("19:g@thread.v2", "19:g@thread.v2", true)]
    [InlineData("a:1x", "a:1x", false)]
    [InlineData("19:a_b@unq.gbl.spaces", "19:a_b@unq.gbl.spaces", false)]
    [InlineData(null, "person:29:ann", false)]
    public void Queue_keys_are_conversations_and_chats_of_one_person_are_not_shared(string? conversation, string queueKey, bool shared)
    {
        var address = new Address("https://x", conversation, "t", "29:ann");

        address.QueueKey.Should().Be(queueKey);
        address.IsShared.Should().Be(shared);
    }
}
