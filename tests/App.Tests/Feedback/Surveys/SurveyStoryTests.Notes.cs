using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Surveys;

/// <summary>Comments are answered without anybody learning who wrote them: by a code, pulled and never pushed.</summary>
public abstract partial class SurveyStoryTests
{
    [StoreFact]
    public async Task Whoever_wrote_a_comment_reads_by_their_code_what_was_answered()
    {
        var (_, people) = await Team();
        var lead = people[0];
        await Launch(lead);
        var cards = await Invited(people);
        var codes = new List<string>();
        for (var i = 0; i < 10; i++) codes.Add(CodeOn(await Answer(people[i], cards[i], i, i < 7 ? $"Calmer mornings, number {i}" : null)));
        codes.Should().OnlyHaveUniqueItems("everybody gets one, whether they wrote or not");
        await CloseNow();

        var result = (await lead.Chat.See("10 of 12 answered")).Card;
        var comments = (await lead.Press(result, "Comments")).Card!;
        comments.Shows("1–5 of 7").Should().BeTrue();
        var rest = (await lead.Press(comments, "Next page")).Card!;
        rest.Shows("6–7 of 7").Should().BeTrue();
        (await lead.Press(rest, "Thank you#1")).Card!.Shows("6–7 of 7").Should().BeTrue("it stays on its page");
        await Everywhere(lead, comments, "We begin at nine from Monday on");

        var ended = (await people[3].Chat.See("It has closed. Those who lead have the result.")).Card;
        var early = (await people[3].Press(ended, "Show it", ("code", codes[3]))).Card!;
        early.Shows("number 3").Should().BeTrue();
        early.Shows("Nobody has answered it so far.").Should().BeTrue("replies of a day come out at one moment");
        await product.Bot.Change("UPDATE survey_note_replies SET shown_at = 1");

        var read = new List<SeenCard>();
        for (var i = 0; i < 7; i++)
        {
            // the chat of somebody else does as well: it is the code that counts
            var own = i is 2 ? ended : (await people[i + 1].Chat.See("It has closed. Those who lead have the result.")).Card;
            read.Add((await people[i + 1].Press(own, "Show it", ("code", codes[i].ToLowerInvariant().Replace("-", " ")))).Card!);
            read[i].Shows($"number {i}").Should().BeTrue();
        }

        read.Count(card => card.Shows(lead.Name)).Should().Be(6, "whoever answers does so with their name");
        read.Count(card => card.Shows("We begin at nine")).Should().Be(5, "those on the first page");
        read.Count(card => card.Shows("It was read.")).Should().Be(1);
        foreach (var (code, words) in new[] { (codes[9], "There is no comment"), ("nonsense", "has 16 letters"), ("", "has 16 letters") })
        {
            (await people[3].Press(ended, "Show it", ("code", code))).Card!.Shows(words).Should().BeTrue();
        }

        (await people[9].Ask("/survey", "Surveys")).Card.Buttons.Should().Contain("Read a reply to your comment");
        product.Bot.Number("SELECT COUNT(*) FROM outbox WHERE body LIKE '%We begin at nine%' AND body NOT LIKE '%can be read%'")
            .Should().Be(0, "it is pulled and never pushed");
    }

    [StoreFact]
    public async Task Thanks_are_kept_once_and_whoever_guesses_codes_is_stopped()
    {
        var (_, people) = await Team();
        await Launch(people[0]);
        var cards = await Invited(people);
        for (var i = 0; i < 9; i++) await Answer(people[i], cards[i], i, "More light");
        await CloseNow();
        var comments = (await people[0].Press((await people[0].Chat.See("9 of 12 answered")).Card, "Comments")).Card!;

        (await people[0].Press(comments, "Thank you#1")).Card!.Shows("It was read.").Should().BeTrue();
        await people[0].Press(comments, "Thank you#1");
        product.Bot.Number("SELECT COUNT(*) FROM survey_note_replies JOIN people ON people.id = author WHERE name = @name", people[0].Name)
            .Should().Be(1, "a second press of an old card thanks no more");

        var ended = (await people[5].Chat.See("It has closed. Those who lead have the result.")).Card;
        for (var i = 0; i < NoteGuesses.AtOnce; i++) await Guess("There is no comment");
        await Guess("Too many codes were tried here");

        async Task Guess(string answer) =>
            (await people[5].Press(ended, "Show it", ("code", ClaimCode.New()))).Card!.Shows(answer).Should().BeTrue();
    }

    private static async Task Everywhere(Person lead, SeenCard comments, string words)
    {
        for (var i = 0; i < 5; i++)
        {
            var form = (await lead.Chat.Ask(() => lead.Press(comments, $"Answer it#{i + 1}"), "With your name, for whoever wrote it")).Card;
            (await lead.Press(form, "Answer it", ("Words", words))).Card!.Shows("can read it from").Should().BeTrue();
        }
    }

    private static string CodeOn(SeenCard card)
    {
        var found = CodeForm().Match(string.Join(' ', card.Words));
        found.Length.Should().Be(ClaimCode.ShownLength);
        return found.Value;
    }

    [GeneratedRegex("[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")]
    private static partial Regex CodeForm();
}
