using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Texts;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>A whole conversation in a language that nobody speaks: a plain word in it is one that stands in the code.</summary>
public abstract partial class PseudoConversationTests(Product product)
{
    public sealed class OnSqlite(Product product) : PseudoConversationTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : PseudoConversationTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task A_whole_conversation_shows_no_word_that_is_not_from_a_resource_file()
    {
        PseudoLanguage.Install();
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        foreach (var person in new[] { ann, bob }) person.Locale = PseudoLanguage.Name;
        var team = product.Teams.AddTeam("0815", "Triage").AddOwners(bob).Add(ann);
        await product.Teams.Install(ann);
        await product.Teams.Install(bob, team.Triage());
        await product.Bot.Idle();
        await product.Bot.Change("UPDATE teams SET language = 'qps-ploc' WHERE teams_team_id = @id", team.Id);

        await ann.Ask("hi", Said("Hello."));
        await ann.Ask("help", Said("What I can do"));
        await ann.Ask("4711", Said("Is this something that went wrong?"));
        var form = (await ann.Ask("/report-error 4711 4712 4713 4714 4715", Said("Report an error"))).Card;
        await ann.Ask("/help", Said("I keep your report"));
        await ann.Ask("4716", Said("There is already text in the open form, so your message was not put there."));
        form = (await ann.Chat.See(m => m.Cards is [{ } card] && card.Value("Story") is not null)).Card;
        var complaint = (await ann.Press(form, Title("Report it"), ("Title", new string('1', 81)))).Card!;
        var filed = (
            await ann.Press(
                complaint, Title("Report it"), ("Title", "4711 4712 4713"), ("HitWords", "1"), ("ObjectName", "2"), ("Expected", "3"),
                ("Evidence", "4"))).Card!;
        var late = (await bob.Ask("/report-error 4711 4712 4713 4714 4715", Said("Report an error"))).Card;
        await bob.Press(
            late, late.Buttons.First(b => b.Contains("ERR-", StringComparison.Ordinal) || b.Contains("ÉŔŔ-", StringComparison.Ordinal)));
        var number = "ERR-" + product.Bot.Number("SELECT MAX(id) FROM errors");
        await ann.Press((await ann.Press(filed, Title("Add detail"))).Card!, Title("Add it"), ("Text", "5"));
        await ann.Press((await ann.Press(filed, Title("Edit"))).Card!, Title("Save changes"), ("Severity", "Critical"));
        foreach (var command in new[] { "/my", "/status", $"/status {number}", "/find", "/find 4711", "/find severity:9", "/cancel",
            "/back" })
        {
            await ann.Say(command);
        }
        await product.Bot.Idle();
        await ann.Press((await ann.Press(filed, Title("Withdraw"))).Card!, Title("Withdraw it"), ("Reason", "6"));
        await product.Bot.Idle();

        var seen = new[] { ann.Chat, bob.Chat, ann.Open(team.Triage()) }.SelectMany(chat => chat.Messages).Where(m => m.FromBot).ToList();
        seen.Should().HaveCountGreaterThan(15);
        seen.SelectMany(m => m.Cards.SelectMany(card => card.Words).Append(m.Text))
            .Concat(complaint.Words).Concat(form.Words).Concat(late.Words)
            .SelectMany(words => PseudoLanguage.PlainWords(Data(words, ann, bob)).Select(word => $"{word} in {words}"))
            .Distinct().Should().BeEmpty();
    }

    private static string Said(string words) => PseudoLanguage.Decorate(words).Trim('[', ']');

    private static string Title(string words) => PseudoLanguage.Decorate(words);

    /// <summary>Without what is nobody's language: names, numbers of reports, moments, and the search as it was typed.</summary>
    private static string Data(string words, params Person[] people) =>
        people.Aggregate(Computed().Replace(words, " "), (left, person) => left.Replace(person.Name, " ", StringComparison.Ordinal));

    [GeneratedRegex(@"ERR-\d+|severity:9|\{\{\w+\([^)]*\)\}\}")]
    private static partial Regex Computed();
}
