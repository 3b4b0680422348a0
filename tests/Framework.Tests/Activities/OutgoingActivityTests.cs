using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Xunit;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Framework.Tests.Activities;

public sealed class OutgoingActivityTests
{
    [Fact]
    public void A_text_is_a_message_without_attachments_in_which_nothing_is_markup()
    {
        var json = JsonElement.Parse(OutgoingActivity.Of("**bold** <at>Everyone</at>").ToJson());

        json.Text("type").Should().Be("message");
        json.Text("text").Should().Be(@"\*\*bold\*\* \<at>Everyone\</at>");
        json.Member("attachments").ValueKind.Should().Be(JsonValueKind.Undefined);
    }

    [Fact]
    public void A_card_is_one_attachment_with_a_summary_and_no_text_so_that_it_stays_one_message()
    {
        var json = JsonElement.Parse(OutgoingActivity.Of(Card("In short", Heading("Long"))).ToJson());

        json.Text("summary").Should().Be("In short");
        json.Member("text").ValueKind.Should().Be(JsonValueKind.Undefined);
        json.Items("attachments").Single().Text("contentType").Should().Be("application/vnd.microsoft.card.adaptive");
    }

    [Fact]
    public void Letters_of_all_scripts_travel_as_themselves_so_that_a_card_stays_small() =>
        System.Text.Encoding.UTF8.GetString(OutgoingActivity.Of(Card("", Text("数据库 и база é"))).ToJson()).Should().Contain("数据库 и база é");

    [Fact]
    public void A_message_that_Teams_would_refuse_is_not_made() =>
        ((Action)(() => OutgoingActivity.Of(Card("", Text(new string('x', Improvement.Bot.Framework.Cards.Card.LargestSize)))).ToJson()))
            .Should().Throw<InvalidOperationException>();
}
