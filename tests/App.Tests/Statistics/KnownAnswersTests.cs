using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Statistics;
using Improvement.Bot.Tests.Errors;

namespace Improvement.Bot.Tests.Statistics;

/// <summary>Every calculation gives what other programs give.</summary>
public sealed class KnownAnswersTests
{
    [SharedDataFact(KnownAnswers.File)]
    public void Rate_ratio()
    {
        foreach (var known in KnownAnswers.Of("rate_ratio_midp"))
        {
            var freedom = known.Inputs.GetProperty("df");
            var found = RateRatio.Of(
                new(known.Int("events_before"), known.Int("weeks_before")), new(known.Int("events_after"), known.Int("weeks_after")),
                known.Double("dispersion"), freedom.ValueKind is JsonValueKind.Null ? null : freedom.GetInt32(), known.Double("level"));
            known.Check("ratio", found?.Ratio);
            known.Check("lower", found?.Lower);
            known.Check("upper", found?.Upper);
            known.Check("p", found?.P);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Dispersion_of_weeks_and_of_blocks()
    {
        foreach (var known in KnownAnswers.Of("dispersion_pooled"))
        {
            var weeks = Dispersion.OfWeeks(known.Ints("before"), known.Ints("after"));
            var blocks = Dispersion.OfBlocks(known.Ints("before"), known.Ints("after"));
            known.Check("week_raw", weeks.Raw);
            known.Check("week", weeks.Phi);
            known.Check("week_df", weeks.DegreesOfFreedom);
            known.Check("block4_raw", blocks.Raw);
            known.Check("block4", blocks.Phi);
            known.Check("block4_df", blocks.DegreesOfFreedom);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Change_of_a_rate()
    {
        foreach (var known in KnownAnswers.Of("verdict_interval"))
        {
            var found = RateChange.Between(known.Ints("before"), known.Ints("after"));
            known.Check("ratio", found?.Ratio);
            known.Check("lower", found?.Lower);
            known.Check("upper", found?.Upper);
            known.Check("phi_week", found?.PhiOfWeeks);
            known.Check("phi_block", found?.PhiOfBlocks);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Verdict_on_a_fix()
    {
        foreach (var known in KnownAnswers.Of("verdict"))
        {
            var found = VerdictRule.On(
                new(known.Ints("weeks"), known.Int("trigger_index"), known.Int("effective_index"), known.Int("window"),
                    known.Double("smallest_effect_ratio")));
            InWords(found.Verdict).Should().Be(known.Expected.GetProperty("verdict").GetString(), known.Id);
            known.Check("lower", found.Change?.Lower);
            known.Check("upper", found.Change?.Upper);
            if (known.Expected.TryGetProperty("ratio", out _)) known.Check("ratio", found.Change?.Ratio);
            if (found.Reason is { } reason) known.Expected.GetProperty("reason").GetString().Should().Be(InWords(reason), known.Id);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Window_to_watch()
    {
        foreach (var known in KnownAnswers.Of("watch_window"))
        {
            var found = WatchWindow.For(
                new(known.Int("baseline_events"), known.Int("baseline_weeks")), known.Double("dispersion"), known.Double("promised_ratio"));
            known.Check("weeks", found.Weeks);
            found.IsReachable.Should().Be(known.Expected.GetProperty("reachable").GetBoolean(), known.Id);
            known.Check("largest_provable_ratio", found.LargestProvableRatio);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Rise_of_one_category()
    {
        foreach (var known in KnownAnswers.Of("ewma_root"))
        {
            var weeks = known.Ints("series");
            var chart = new RiseChart(weeks);
            var alarms = new List<int>();
            for (var week = RiseBaseline.FirstJudged; week < weeks.Length; week++)
            {
                var team = new TeamScatter(known.Double("prior_variance"), known.Double("lag1"));
                if (chart.Judge(week, chart.Baseline(week), team, known.Double("L"))) alarms.Add(week);
            }
            alarms.Should().Equal(known.Expected.GetProperty("alarms").EnumerateArray().Select(each => each.GetInt32()), known.Id);
            known.Check("z_last", chart.Average);
            known.Check("limit_last", chart.Limit);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Number_in_thirty_days()
    {
        foreach (var known in KnownAnswers.Of("nth_in_30_days"))
        {
            var found = RareRule.For(known.Double("rate_per_week"), known.Double("dispersion"), known.Double("budget_per_year"));
            known.Check("n", found.Number);
            known.Check("bound", found.FalseAlarmsAYear);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Recurrence_within_ninety_days()
    {
        foreach (var known in KnownAnswers.Of("recurrence_90"))
        {
            known.Double("horizon_days").Should().Be(Recurrence.HorizonDays);
            var found = Recurrence.Of(
                new(known.Int("events_after_first"), known.Double("days_since_first")),
                new(known.Double("prior_a"), known.Double("prior_b_days")),
                known.Double("dispersion"));
            known.Check("p", found.Chance);
            known.Check("p_lower", found.ChanceLower);
            known.Check("p_upper", found.ChanceUpper);
            known.Check("expected", found.Expected);
            known.Check("expected_lower", found.ExpectedLower);
            known.Check("expected_upper", found.ExpectedUpper);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Chance_that_an_action_works()
    {
        foreach (var known in KnownAnswers.Of("chance_it_works"))
        {
            var found = ChanceItWorks.Of(known.Int("worked"), known.Int("did_not"), new(known.Double("prior_a"), known.Double("prior_b")));
            known.Check("mean", found.Mean);
            known.Check("lower", found.Lower);
            known.Check("upper", found.Upper);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Value_of_a_rank()
    {
        foreach (var known in KnownAnswers.Of("rank_value"))
        {
            var found = RankOf(known.Inputs);
            known.Check("value", found.Value);
            known.Check("lower", found.Lower);
            known.Check("upper", found.Upper);
            known.Check("log_sd", found.LogDeviation);
            known.Check("p_above_other", found.ChanceAbove(RankOf(known.Inputs.GetProperty("other"))));
        }
    }

    private static RankValue RankOf(JsonElement inputs) =>
        RankValue.Of(Factor(inputs, "expected_count"), Factor(inputs, "loss"), Factor(inputs, "works"), Factor(inputs, "effort"));

    private static RankFactor Factor(JsonElement inputs, string name)
    {
        var factor = inputs.GetProperty(name);
        return new(factor[0].GetDouble(), factor[1].GetDouble(), factor[2].GetDouble());
    }

    private static string InWords(Verdict verdict) => verdict switch
    {
        Verdict.TooEarly => "too early",
        Verdict.Worked => "worked",
        Verdict.BackToNormal => "back to normal",
        Verdict.Worse => "worse",
        Verdict.DidNotWork => "did not work",
        _ => "cannot tell",
    };

    private static string InWords(CannotTellReason reason) => reason switch
    {
        CannotTellReason.NoBaseline => "baseline",
        CannotTellReason.NothingCounted => "no occurrences",
        _ => reason.ToString(),
    };
}
