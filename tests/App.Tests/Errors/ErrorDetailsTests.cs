using System.Reflection;
using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Report;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>A detail that is added to <see cref="ErrorDetails"/> is copied, kept and listed like the others.</summary>
public sealed class ErrorDetailsTests
{
    private static readonly string[] Codes = [nameof(ErrorDetails.Category), nameof(ErrorDetails.AgentMode)];

    private static readonly PropertyInfo[] Details =
        [.. typeof(ErrorDetails).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)];

    private static readonly ErrorEdit Told = new("Story", "Title", Severity.MinorHarm)
    {
        Hit = HitWhom.Customer, HitWords = "a", Object = ReportedObject.Tool, ObjectName = "b", ObjectVersion = "c", AgentStep = "d",
        AgentReason = "e", AgentMode = "f", Category = "g", Expected = "h", Actual = "i", ImmediateAction = "j", Evidence = "k",
    };

    [Fact]
    public void The_example_tells_each_detail() => Details.Select(detail => detail.GetValue(Told)).Should()
        .OnlyHaveUniqueItems().And.NotContainNulls().And.NotContain(default(HitWhom));

    [Fact]
    public void Each_detail_is_copied()
    {
        var copy = Told.CopyTo(new ErrorReport("Another story"));

        copy.Story.Should().Be("Another story");
        Details.Select(detail => detail.GetValue(copy)).Should().Equal(Details.Select(detail => detail.GetValue(Told)));
    }

    [Fact]
    public void Each_detail_has_a_column() => ErrorRows.DetailsOf(Told).Select(column => column.Column).Should()
        .OnlyHaveUniqueItems().And.HaveCount(Details.Length);

    [Fact]
    public void Each_free_text_is_listed_under_its_own_name_and_read_from_where_it_is_set()
    {
        DetailText.All.Select(text => text.Input).Should().BeEquivalentTo(
            Details.Where(detail => detail.PropertyType == typeof(string)).Select(detail => detail.Name).Except(Codes));
        foreach (var text in DetailText.All)
        {
            text.Of(text.Set(Told, "another")).Should().Be("another");
            text.Of(Told).Should().Be((string?)typeof(ErrorDetails).GetProperty(text.Input)!.GetValue(Told));
        }
    }

    [Fact]
    public void An_edit_takes_over_what_was_changed_since_it_was_shown_and_nothing_else()
    {
        var shown = Told with { Expected = "shown", Severity = Severity.NearMiss };
        var present = Told with { Actual = "changed by another", Expected = "shown", Severity = Severity.NearMiss };

        var merged = (shown with { Expected = "mine", Severity = Severity.Critical }).Since(shown, present);

        merged.Should().Be(present with { Expected = "mine", Severity = Severity.Critical });
        EditedField.Changes(present, merged).Select(change => change.Field).Should().Equal("severity", "expected");
    }
}
