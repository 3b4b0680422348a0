using System.Text.Json;
using System.Text.Json.Serialization;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Testing;
using Xunit;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Framework.Tests.Cards;

public sealed class FormTests
{
    private static readonly Form<Answers> Form = new(
        Card(
            "Form",
            Line(nameof(Answers.Title), "Title") with { IsRequired = true, ErrorMessage = "Please give it a title." },
            Pick(nameof(Answers.Size), "Size", [("Small", "Small"), ("Large", "Large")]) with { Value = "Small" },
            Line(nameof(Answers.Hours), "Hours"),
            Tick(nameof(Answers.Urgent), "", "Urgent"),
            new DateInput(nameof(Answers.Day), "Day"),
            new TimeInput(nameof(Answers.Time), "Time"),
            Folded("more", Group(Line(nameof(Answers.Note), "Note")))),
        answers => Problems.None.When(answers.Note is "bad", nameof(Answers.Note), "Not this note."));

    [Fact]
    public void Everything_arrives_as_text_and_is_read_for_what_it_is() =>
        Read(("Title", "Printer"), ("Size", "Large"), ("Hours", "12"), ("Urgent", "true"), ("Day", "2026-11-21"), ("Time", "14:30"),
            ("Note", "n")).Answer.Should()
            .Be(new Answers("Printer") { Size = Size.Large, Hours = 12, Urgent = true, Day = new(2026, 11, 21), Time = new(14, 30),
                Note = "n" });

    [Fact]
    public void Numbers_and_ticks_that_do_not_arrive_as_text_are_read_as_well() =>
        Form.Read(Values.From(JsonElement.Parse("""{"Title":"Printer","Hours":12,"Urgent":true,"Other":{"a":1},"None":null}""")),
            FormTestJson.Default.Answers).Answer.Should()
            .Be(new Answers("Printer") { Hours = 12, Urgent = true });

    [Fact]
    public void What_is_left_empty_counts_as_not_given() =>
        Read(("Title", "Printer"), ("Hours", ""), ("Day", ""), ("Size", "")).Answer.Should().Be(new Answers("Printer"));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public void What_is_required_and_missing_is_complained_about_in_the_inputs_own_words(string? title)
    {
        var reading = title is null ? Read() : Read(("Title", title));

        reading.IsGood.Should().BeFalse();
        reading.Problems.About("Title").Should().Equal("Please give it a title.");
    }

    [Theory]
    [InlineData("Size", "Catastrophic")]
    [InlineData("Size", "1")]
    [InlineData("Hours", "many")]
    [InlineData("Day", "yesterday")]
    [InlineData("Time", "25:99")]
    [InlineData("Urgent", "perhaps")]
    public void A_value_that_nobody_offered_is_a_complaint_about_its_own_input(string input, string value) =>
        Read(("Title", "Printer"), (input, value)).Problems.All.Should().ContainSingle().Which.Input.Should().Be(input);

    [Fact]
    public void A_value_of_a_button_inside_the_form_is_read_as_well() =>
        Read(("Title", "Printer"), ("Same", "7")).Answer!.Same.Should().Be(7);

    [Fact]
    public void The_forms_own_check_speaks_last() =>
        Read(("Title", "Printer"), ("Note", "bad")).Problems.About("Note").Should().Equal("Not this note.");

    [Fact]
    public void A_record_that_needs_more_than_the_form_asks_is_a_complaint_and_no_crash()
    {
        var reading = new Form<Answers>(Card("", Line("Hours", ""))).Read(Values.None, FormTestJson.Default.Answers);

        reading.Problems.All.Should().ContainSingle();
    }

    [Fact]
    public void Filled_in_it_shows_what_was_typed_and_each_complaint_under_its_input()
    {
        var card = RenderedCard.Of(
            Form.Filled(Typed(("Title", "Printer"), ("Hours", "many")), Problems.None.Add("Hours", "A number, please.")));

        card.Value("Title").Should().Be("Printer");
        card.Value("Hours").Should().Be("many");
        card.Value("Size").Should().Be("Small", "nothing was said about it");
        card.Words.SkipWhile(word => word != "Hours").Skip(1).First().Should().Be("A number, please.");
    }

    [Fact]
    public void An_input_that_was_emptied_stays_empty() =>
        RenderedCard.Of(Form.Filled(Typed(("Size", "")), Problems.None)).Value("Size").Should().BeEmpty();

    [Fact]
    public void A_folded_part_is_unfolded_when_there_is_a_complaint_anywhere_in_it()
    {
        RenderedCard.Of(Form.Filled(Values.None, Problems.None)).Shows("Note").Should().BeFalse();

        RenderedCard.Of(Form.Filled(Values.None, Problems.None.Add("Note", "Not this."))).Shows("Not this.").Should().BeTrue();
    }

    [Fact]
    public void A_complaint_about_no_input_stands_at_the_end() =>
        RenderedCard.Of(Form.Filled(Values.None, Problems.None.Add("", "Something is odd."))).Words[^1].Should().Be("Something is odd.");

    [Fact]
    public void Half_a_letter_from_a_broken_client_is_no_value() =>
        Values.From(JsonElement.Parse("""{"Title":"\ud800","\udc00":"x","Note":"fine"}""")).ByInput.Keys.Should().Equal("Note");

    private static Reading<Answers> Read(params (string, string)[] values) => Form.Read(Typed(values), FormTestJson.Default.Answers);

    private static Values Typed(params (string Input, string Value)[] values) =>
        values.Aggregate(Values.None, (all, each) => all.With(each.Input, each.Value));
}

internal enum Size
{
    Small,
    Large,
}

internal sealed record Answers(string Title)
{
    public Size Size { get; init; }
    public int? Hours { get; init; }
    public bool Urgent { get; init; }
    public DateOnly? Day { get; init; }
    public TimeOnly? Time { get; init; }
    public string? Note { get; init; }
    public long? Same { get; init; }
}

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString, UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Answers))]
internal sealed partial class FormTestJson : JsonSerializerContext;
