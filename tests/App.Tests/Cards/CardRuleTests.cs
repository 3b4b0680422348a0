using System.Text;
using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Cards;

/// <summary>What Teams and readers expect of every card.</summary>
public sealed class CardRuleTests
{
    private const int MostActions = 6;

    /// <summary>What every client of Adaptive Cards 1.5 knows; anything else is an extension of Teams.</summary>
    private static readonly HashSet<string> KnownEverywhere =
    [
        "AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "Image", "ImageSet", "FactSet", "Container", "ColumnSet", "Column",
        "Table", "TableRow", "TableCell", "ActionSet",
        "Input.Text", "Input.ChoiceSet", "Input.Toggle", "Input.Date", "Input.Time", "Input.Number", "Action.OpenUrl", "Action.Submit",
        "Action.ShowCard", "Action.ToggleVisibility",
        "Data.Query", // part of an input, which others show with the choices that stand in it
    ];

    [Theory]
    [ClassData(typeof(EverySample))]
    public void It_is_small_enough(string name)
    {
        var sample = SampleCards.Named(name);
        var message = OutgoingActivity.Of(sample.Draw()).ToJson();

        message.Length.Should().BeLessThanOrEqualTo(Card.LargestSize);
        if (name is not "edit-long") Encoding.UTF8.GetByteCount(sample.Draw().ToJson()).Should().BeLessThanOrEqualTo(Card.GoodSize);
    }

    [Theory]
    [ClassData(typeof(EverySample))]
    public void It_says_in_one_line_what_it_is(string name)
    {
        var summary = SampleCards.Named(name).Draw().Summary;

        summary.Should().NotBeNullOrWhiteSpace();
        summary.Should().NotContainAny("\n", "{{", Moment.Day(default)[..1]);
    }

    [Theory]
    [ClassData(typeof(EverySample))]
    public void It_has_at_most_six_actions_in_a_row_and_never_none(string name)
    {
        foreach (var actions in SampleCards.Named(name).Json().Objects().Where(each => each.TryGetProperty("actions", out _)).Select(
            each => each.GetProperty("actions").GetArrayLength()))
        {
            actions.Should().BeInRange(1, MostActions);
        }
    }

    [Theory]
    [ClassData(typeof(EverySample))]
    public void No_button_carries_a_name_that_a_client_takes_for_itself(string name)
    {
        // The data of a chart are an array; those of a button are what is sent.
        foreach (var data in SampleCards.Named(name).Json().Objects().Where(each => each.TryGetProperty("data", out _))
            .Select(each => each.GetProperty("data")).Where(data => data.ValueKind is JsonValueKind.Object))
        {
            foreach (var taken in new[] { "key", "ref" })
            {
                data.TryGetProperty(taken, out _).Should().BeFalse($"React keeps “{taken}”, and the press would be lost");
            }
        }
    }

    [Theory]
    [ClassData(typeof(EverySample))]
    public void Each_input_has_an_id_a_label_and_words_for_when_it_is_missing(string name)
    {
        foreach (var input in SampleCards.Named(name).Json().Objects().Where(IsInput))
        {
            input.Text("id").Should().NotBeNullOrWhiteSpace();
            input.Text("label").Should().NotBeNullOrWhiteSpace(input.Text("id"));
            if (input.TryGetProperty("isRequired", out var required) && required.GetBoolean())
            {
                input.Text("errorMessage").Should().NotBeNullOrWhiteSpace(input.Text("id"));
            }
        }
    }

    [Theory]
    [ClassData(typeof(EverySample))]
    public void What_stands_in_a_drop_down_at_first_is_one_of_its_choices(string name)
    {
        foreach (var input in SampleCards.Named(name).Json().Objects().Where(each => each.Text("type") is "Input.ChoiceSet"))
        {
            var choices = input.GetProperty("choices").EnumerateArray().Select(choice => choice.Text("value")!).ToArray();
            if (!input.TryGetProperty("choices.data", out _)) choices.Should().NotBeEmpty();
            choices.Should().OnlyHaveUniqueItems().And.NotContain(value => value.Contains(','));
            if (input.Text("value") is not { } value) continue;
            var isSeveral = input.TryGetProperty("isMultiSelect", out var several) && several.GetBoolean();
            choices.Should().Contain(isSeveral ? value.Split(',') : [value], input.Text("id"));
        }
    }

    [Theory]
    [ClassData(typeof(EverySample))]
    public void What_only_Teams_knows_has_a_stand_in(string name)
    {
        // A mention is no part of the body: where nobody knows it, the name stands there as text.
        var json = SampleCards.Named(name).Json();
        var refresh = json.TryGetProperty("refresh", out var asked) ? asked.GetProperty("action").GetRawText() : null;
        foreach (var part in json.Objects().Where(
            each => each.Text("type") is { } type and not "mention" && !KnownEverywhere.Contains(type) && each.GetRawText() != refresh))
        {
            part.TryGetProperty("fallback", out _).Should().BeTrue(part.Text("type"));
        }
    }

    [Theory]
    [ClassData(typeof(EverySample))]
    public void No_two_elements_have_the_same_id_and_what_is_unfolded_is_there(string name)
    {
        var elements = SampleCards.Named(name).Json().GetProperty("body").Objects().ToList();
        var ids = elements.Where(each => each.Text("type") is not null).Select(each => each.Text("id")).OfType<string>().ToList();

        ids.Should().OnlyHaveUniqueItems();
        elements.Where(each => each.Text("type") is "Action.ToggleVisibility")
            .SelectMany(each => each.GetProperty("targetElements").EnumerateArray())
            .Select(target => target.GetString())
            .Should().BeSubsetOf(ids);
    }

    [Theory]
    [ClassData(typeof(EverySample))]
    public void No_container_and_no_list_of_facts_is_empty(string name)
    {
        foreach (var part in SampleCards.Named(name).Json().Objects().Where(
            each => each.Text("type") is "Container" or "FactSet" or "AdaptiveCard"))
        {
            part.GetProperty(part.Text("type") switch { "Container" => "items", "FactSet" => "facts", _ => "body" })
                .GetArrayLength()
                .Should()
                .BePositive();
        }
    }

    private static bool IsInput(JsonElement json) => json.Text("type")?.StartsWith("Input.", StringComparison.Ordinal) is true;
}
