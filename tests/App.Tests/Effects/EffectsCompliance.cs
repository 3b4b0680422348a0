using FluentAssertions;
using Improvement.Bot.Actions;
using Improvement.Bot.Effects;
using Improvement.Bot.Effects.Figures;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Effects;

public sealed class EffectsOnSqlite() : EffectsCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class EffectsOnPostgreSql() : EffectsCompliance(StorageEngine.PostgreSql);

/// <summary>What every engine must do: figures are kept once, what was fixed stays, and each effect is judged once.</summary>
public abstract class EffectsCompliance : EffectScene
{
    private static readonly double[] Usual = [4, 3, 6, 4, 2, 5, 4, 3, 5, 4, 6, 4];
    private static readonly double[] Fallen = [1, 0, 2, 1, 1, 0, 2, 1];

    private protected EffectsCompliance(StorageEngine engine) : base(engine)
    {
    }

    [StoreFact]
    public async Task Figures_are_kept_once_and_another_value_takes_the_place_of_the_first()
    {
        Figure[] figures = [new("North", new(2026, 3, 2), 4), new("South", new(2026, 3, 2), -1.5)];
        (await Send(Team, "Open", figures)).Should().Be(new FiguresKept(2, 0, 0));
        (await Send(Team, "open", figures)).Should().Be(new FiguresKept(0, 0, 2));
        (await Send(Team, "Open", figures[0] with { Value = 5 }, new("North", new(2026, 3, 3), 4))).Should().Be(new FiguresKept(1, 1, 0));

        (await As(Ann, s =>
        {
            var desk = s.GetRequiredService<FigureDesk>();
            return desk.Between(desk.Of(Team).Single(), unit: null, DateOnly.MinValue, new(2026, 12, 31), 100);
        })).Should().Equal(figures[0] with { Value = 5 }, figures[1], new Figure("North", new(2026, 3, 3), 4));
        (await As(Eve, s => s.GetRequiredService<FigureDesk>().Of(OtherTeam))).Should().BeEmpty("it is another team");
        Bot.Number("SELECT COUNT(*) FROM record_events WHERE record_kind = 'figures'").Should().Be(2, "the same again is no news");
        Bot.Number("SELECT COUNT(*) FROM figures WHERE sent_by = @id", Ann.Value).Should().Be(3);
    }

    [StoreFact]
    public async Task What_was_fixed_is_judged_once_when_its_window_is_over_and_told()
    {
        await Both(Usual);
        var done = await Register(Ann, await Choices());
        done.Refusal.Should().BeNull();
        done.Words.Should().HaveCount(4);
        var fixedPlan = Find(done.Number).Plan;
        fixedPlan.Should().BeEquivalentTo(
            new { Start, WeeksBefore = 26, WeeksAfter = 8, Design = EffectDesign.BeforeAfter, Change = new { Smallest = 1.0 } });

        await SweepAt(Start.AddDays(7 * 8), 12);
        Find(done.Number).JudgedAt.Should().BeNull("late figures still come in");
        await Weekly("Open", Start.AddDays(7 * 8), Fallen);
        await Weekly("Late", Start.AddDays(7 * 8), Usual[..8]);
        await Send(Team, "Open", new Figure("Operations", Start.AddDays(-7), 5));
        foreach (var hour in new[] { 8, 9, 12 }) await SweepAt(Start.AddDays((7 * 8) + 2), hour);

        var judged = Find(done.Number);
        judged.Plan.Should().BeEquivalentTo(fixedPlan);
        judged.Found.Should().BeEquivalentTo(new { Verdict = EffectVerdict.Improved, After = 1.0 });
        judged.BalanceFound!.Verdict.Should().NotBe(EffectVerdict.Worse);
        judged.LateFigures.Should().Be(1, "one of before the start was changed after it");
        Said().Should().ContainSingle(said => said.Contains("Improved: Open", StringComparison.Ordinal));
        Bot.Number("SELECT COUNT(*) FROM record_events WHERE record_kind = 'effect' AND what = 'judged'").Should().Be(1);
        (await As(Bob, s => s.GetRequiredService<EffectDesk>().Of(Subject))).Should().ContainSingle();
        Heard.Should().NotContain(each => each.Judged.Verdict == EffectVerdict.Worse, "nothing became worse");
    }

    [StoreFact]
    public async Task What_became_worse_is_heard_by_the_slice_of_the_record()
    {
        await Both(Usual);
        await Register(Ann, await Choices());
        await Weekly("Open", Start.AddDays(7 * 8), [.. Usual[..8].Select(each => each + 9)]);
        await Weekly("Late", Start.AddDays(7 * 8), Usual[..8]);
        await SweepAt(Start.AddDays((7 * 8) + 2), 12);

        Heard.Should().ContainSingle().Which.Judged.Words.Should().StartWith("Open · Operations rose from");
        (Heard[0].Number, Heard[0].Judged.Verdict, Heard[0].Judged.Team).Should().Be((Action, EffectVerdict.Worse, Team));
    }

    [StoreFact]
    public async Task Too_few_data_is_said_before_the_start_with_the_day_on_which_there_are_enough()
    {
        await Both(Usual[..5]);
        var refused = await Register(Ann, await Choices());
        refused.Refusal.Should().StartWith("Too few data").And.Contain("will have 5 of the 8 values").And.Contain("2026-03-30");
        Bot.Number("SELECT COUNT(*) FROM measured_effects").Should().Be(0);
        (await Register(Ann, (await Choices()) with { Start = new(2026, 3, 30) })).Refusal.Should().BeNull();
    }

    [StoreFact]
    public async Task What_has_a_value_as_rarely_as_a_survey_needs_a_longer_look_which_is_said_before_the_start()
    {
        await Weekly("Late", Start, [.. Usual, .. Usual, .. Usual, .. Usual]);
        await Monthly("Open", 9);
        var choices = await Choices();
        (await Register(Ann, choices)).Refusal.Should().Contain("had a value in 9 of 33 weeks").And.Contain("8 weeks will bring about 2")
            .And.Contain("Look at it for 52 weeks");
        var done = await Register(Ann, choices with { Weeks = 52 });
        done.Refusal.Should().BeNull();
        Find(done.Number).Plan.WeeksBefore.Should().Be(104, "half a year before the start has too few of them");

        await Monthly("Rare", 2, every: 40);
        (await Register(Ann, choices with { Metric = await Series("Rare"), Weeks = 104 })).Refusal
            .Should().Contain("will have 1 of the 8 values");
        await SweepAt(Start.AddDays((7 * 52) + 2), 12);
        Find(done.Number).Found!.Verdict.Should().Be(EffectVerdict.TooFewData, "nothing came after all");
    }

    [StoreFact]
    public async Task Before_its_start_it_is_taken_back_and_afterwards_nothing_of_it_changes()
    {
        await Both(Usual);
        var choices = await Choices();
        var (taken, kept) = (await Register(Ann, choices), await Register(Ann, choices));
        (await Withdraw(Bob, kept.Number)).Should().Contain("Only who registered it");
        (await Withdraw(Ann, taken.Number)).Should().BeNull();
        (await As(Ann, s => s.GetRequiredService<EffectDesk>().Find(taken.Number))).Should().BeNull();

        Time.SetUtcNow(new(2026, 3, 9, 0, 30, 0, TimeSpan.Zero));
        (await Withdraw(Ann, kept.Number)).Should().Contain("It began on 2026-03-09").And.Contain("stays as it is");
        (await Register(Ann, choices)).Refusal.Should().Contain("choose a later day");
        (await As(Ann, s => s.GetRequiredService<EffectDesk>().Of(Subject)))!.Select(each => each.Id).Should().Equal(kept.Number);
        Bot.Number("SELECT COUNT(*) FROM record_events WHERE record_kind = 'effect' AND what = 'refused'").Should().Be(2);
    }

    [StoreFact]
    public async Task Whoever_does_not_see_the_record_learns_and_fixes_nothing()
    {
        await Both(Usual);
        var choices = await Choices();
        var number = (await Register(Ann, choices)).Number;
        (await Register(Eve, choices)).Refusal.Should().NotBeNull().And.NotContain("Check the date");
        (await As(Eve, s => s.GetRequiredService<EffectDesk>().Find(number))).Should().BeNull();
        (await As(Eve, s => s.GetRequiredService<EffectDesk>().Of(Subject))).Should().BeNull();
        (await Present(Eve)).Metrics.Should().BeNull();
        (await Register(Ann, choices with { Metric = "figures:4711" })).Refusal.Should().StartWith("Too few data");
    }

    [StoreFact]
    public async Task Units_that_begin_are_compared_with_those_that_have_not()
    {
        await Weekly("Late", Start, Usual);
        await Units(-24, 0, (_, _) => 0);
        var choices = await Choices(EffectDesign.Compared);
        (await Register(Ann, choices, new("Unit 1; 2026-03-09"))).Refusal.Should().StartWith("Too few data: with 8 units");
        (await Register(Ann, choices, new("Nowhere; 2026-03-09"))).Refusal.Should().Contain("Nowhere");
        var done = await Register(Ann, choices, new("Unit 1; 2026-03-09\nUnit 2; 2026-03-09\nUnit 3; 2026-04-06"));
        done.Refusal.Should().BeNull();
        done.Words.Should().Contain("Unit 3 begins on 2026-04-06.");

        await Units(0, 12, (unit, week) => unit <= 2 || (unit is 3 && week >= 4) ? -3 : 0);
        await Weekly("Late", Start.AddDays(7 * 8), Usual[..8]);
        await SweepAt(Start.AddDays((7 * 12) + 2), 9);
        var found = Find(done.Number).Found!;
        found.Placebo!.Arrangements.Should().Be(168);
        found.Verdict.Should().Be(EffectVerdict.Improved);
        found.Change!.Change.Should().BeInRange(-3.6, -2);
    }

    private RecordId Subject => new(ActionKind.Definition, Action);

    private async Task Both(double[] values)
    {
        await Weekly("Open", Start, values);
        await Weekly("Late", Start, values);
    }

    /// <summary>A value every few weeks, the last of them in the week before the one of the start.</summary>
    private Task Monthly(string series, int values, int every = 4) => Send(
        Team, series,
        [
            .. Enumerable.Range(0, values).Select(each => new Figure(
                "Operations", Start.AddDays(-7 * (2 + (every * each))), 5 + (each % 3))),
        ]);

    private Task<string> Series(string name) =>
        As(Ann, s => $"figures:{s.GetRequiredService<FigureDesk>().Of(Team).Single(each => each.Name == name).Id}");

    private Task<string?> Withdraw(PersonId person, long number) =>
        As(person, s => s.GetRequiredService<EffectDesk>().Withdraw(Find(number)));

    private Task Units(int first, int end, Func<int, int, double> effect)
    {
        var random = new Random(first + 100);
        return Send(Team, "Open",
        [
            .. from unit in Enumerable.Range(1, 8)
               from week in Enumerable.Range(first, end - first)
               select new Figure($"Unit {unit}", Start.AddDays(7 * week), 5 + unit + random.NextDouble() + effect(unit, week)),
        ]);
    }
}
