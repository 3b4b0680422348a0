using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// The <c>/</c> menu of channels and group chats: what is asked so only the bot sees, and only its person sees the answer.
/// </summary>
public sealed class PrivatelyAskedTests(Product product) : IClassFixture<Product>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_command_of_the_menu_is_answered_to_its_person_alone(bool inChannel)
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);
        var filed = await ann.Report("The menu board fell down");
        var group = product.Teams.AddGroupChat($"Lunch of {ann.Name}", ann, bob);
        product.Teams.Allow(group);
        var shared = inChannel ? team.Talk() : group;
        var (hers, his) = (ann.Open(shared), bob.Open(shared));

        (string Typed, string Answer)[] menu = [
            ("help", "What I can do"), ("my", "My reports"), ("find menu board", "Reports found"), ($"status {filed.Label}", filed.Label),
            ("report–error The menu board creaks", "Report an error")];
        foreach (var (typed, answer) in menu) (await hers.Ask(() => hers.SayPrivately(typed), answer)).IsPrivate.Should().BeTrue(typed);

        var form = hers.Messages.Last(m => m.Shows("Report an error")).Card;
        (await hers.Press(form, "Report it")).Card!.Shows("It is filed as").Should().BeTrue();
        await product.Bot.Idle();
        his.Messages.Should().BeEmpty();
        product.Teams.Problems.Should().BeEmpty();
        product.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task A_form_whose_private_message_is_over_after_a_day_comes_anew_with_what_was_typed()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);
        var hers = ann.Open(team.Talk());
        await hers.Ask(() => hers.SayPrivately("report-error The heater hums"), "Report an error");
        product.Teams.PassTime(TimeSpan.FromHours(25));
        hers.Messages.Should().NotContain(m => m.Shows("Report an error"));

        var form = await hers.Ask(() => hers.SayPrivately("report-error"), "Report an error");

        form.Card.Value("Story").Should().Be("The heater hums");
        (await hers.Press(form.Card, "Report it")).Card!.Shows("It is filed as").Should().BeTrue();
        product.Failures.Should().BeEmpty();
    }

    [Theory]
    [InlineData(ConversationKind.Channel)]
    [InlineData(ConversationKind.GroupChat)]
    public async Task Where_private_messages_are_refused_the_answer_comes_in_the_personal_chat_and_never_in_the_open(ConversationKind kind)
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);
        var group = product.Teams.AddGroupChat($"Supper of {ann.Name}", ann, bob);
        product.Teams.Allow(group);
        var shared = kind is ConversationKind.Channel ? team.Talk() : group;
        foreach (var refusal in new[] { Fault.NotInRoster, Fault.NotEnoughPermissions })
        {
            product.Teams.Faults.Add(refusal).On(ConnectorRoute.Send).In(shared).Times(1);

            await ann.Chat.Ask(() => ann.Open(shared).SayPrivately("help"), "What I can do");

            bob.Open(shared).Messages.Should().NotContain(m => m.Shows("What I can do"));
        }
    }
}
