using System.Collections.Immutable;
using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Cards;

public sealed class SurveyCardTests
{
    private static readonly DateTimeOffset Closes = new(2026, 3, 16, 16, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_every_input_offers_is_taken_when_it_comes_back()
    {
        foreach (var template in SurveyTemplates.All)
        {
            var items = template.ItemsOf(1);
            var card = SurveyCard.Of(Look(template, SurveyMode.Anonymous));
            card.Inputs.Select(input => input.Id).Should().Equal(items.Select(item => item.Code));
            foreach (var choice in card.Inputs.OfType<ChoiceInput>())
            {
                choice.IsRequired.Should().NotBe(true);
                foreach (var offered in choice.Choices)
                {
                    SurveyAnswers.Read(items, Values.None.With(choice.Id!, offered.Value)).IsGood.Should().BeTrue($"{choice.Id} {offered}");
                }
            }
        }
    }

    [Fact]
    public void Nothing_is_sent_but_the_wave_and_what_was_filled_in()
    {
        var json = JsonDocument.Parse(SurveyCard.Of(Look(SurveyTemplates.All[0], SurveyMode.Anonymous)).ToJson()).RootElement;
        var data = Bot.Tests.Cards.SampleCards.Objects(json).Where(each => each.TryGetProperty("data", out _))
            .Select(each => each.GetProperty("data")).ToList();

        data.Should().NotBeEmpty();
        data.SelectMany(each => each.EnumerateObject().Select(member => member.Name)).Distinct().Should().BeEquivalentTo("verb", "wave");
    }

    [Fact]
    public void A_refused_ballot_comes_back_as_it_was_filled_in_with_what_is_wrong_below()
    {
        var look = Look(SurveyTemplates.All[0], SurveyMode.Anonymous);
        var typed = Values.None.With("speak-same-day", "2").With("pulse-better", new('x', 1001));

        var card = SurveyCard.Of(look, typed, SurveyAnswers.Read(look.Items, typed).Problems);

        card.Inputs.Single(input => input.Id is "speak-same-day").Value.Should().Be("2");
        card.Inputs.Single(input => input.Id is "pulse-better").Value.Should().HaveLength(1001);
        Words(card).Should().Contain("Please shorten it: a comment has at most 1000 characters, and this one has 1001.");
    }

    [Theory]
    [InlineData(nameof(SurveyMode.Anonymous), "can tell what you answered")]
    [InlineData(nameof(SurveyMode.Confidential), "keeps what you answer with your name")]
    [InlineData(nameof(SurveyMode.Attributed), "read what you answer, with your name")]
    public void Who_can_tell_stands_in_words_before_the_first_question(string mode, string words)
    {
        var card = SurveyCard.Of(Look(SurveyTemplates.All[1], Enum.Parse<SurveyMode>(mode)));

        Words(card with { Body = [.. card.Body.TakeWhile(part => part is not Input)] }).Should().Contain(words);
        card.Body[1].Should().BeOfType<Badge>().Which.Text.Should().Be(SurveyCard.NameOf(Enum.Parse<SurveyMode>(mode)));
    }

    [Fact]
    public void Twelve_answers_cannot_tell_what_matters_most() => Words(Result(new(12, 12)
    {
        Counts = Speak(("4", 8), ("2", 4)),
    })).Should().Contain("12 answers cannot tell which matters most; ask the team").And.Contain("Favourable: 8 of 12, 67 %");

    [Fact]
    public void Eleven_of_twelve_who_agree_are_told_as_a_band_everywhere()
    {
        var figures = new WaveFigures(14, 12)
        {
            Counts = Speak(("5", 11), ("1", 1)),
        };
        foreach (var words in new[] { Words(Result(figures)), Words(ResultCards.Post(LookAt(figures))) })
        {
            words.Should().Contain("Favourable: 10 to 12 of 12").And.NotContain("11 of").And.NotContain(": 1 ");
        }
    }

    private static ImmutableDictionary<(string, int, string), int> Speak(params (string Answer, int Count)[] counts) =>
        counts.ToImmutableDictionary(each => ("speak-same-day", 0, each.Answer), each => each.Count);

    private static Card Result(WaveFigures figures) => ResultCards.Of(LookAt(figures));

    private static ResultLook LookAt(WaveFigures figures)
    {
        var template = SurveyTemplates.All[0];
        var release = SurveyRelease.Of(1, figures, ReleasePolicy.Usual, template.ItemsOf(1)).WithDrivers(template.Outcome.Code);
        return new("Pulse", "Night shift", release, template.Outcome);
    }

    private static SurveyLook Look(SurveyTemplate template, SurveyMode mode) =>
        new(7, template.Name(), "Night shift", mode, ReleasePolicy.Usual, template.ItemsOf(1), Closes);

    private static string Words(Card card) =>
        string.Join('\n', card.Body.OfType<TextBlock>().Select(part => part.Text.Replace("\\", "", StringComparison.Ordinal)));
}
