using FluentAssertions;
using Improvement.Bot.Attention;
using Xunit;

namespace Improvement.Bot.Tests.Attention;

/// <summary>When somebody gets a message that they did not ask for: as a table, and for whatever hours and moments there are.</summary>
public sealed class AttentionRuleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly WorkingHours Work = new(TimeSpan.FromHours(9), TimeSpan.FromHours(17));
    private static readonly QuietHours Quiet = new(new(20, 0), new(7, 0));
    private static readonly PersonalTime Time = new(Berlin, Work, Quiet);
    private static readonly AttentionFacts Nothing = new(Time, [], 0, []);

    private static readonly AttentionKind[] Kinds =
        [AttentionKind.Answer, AttentionKind.Reminder, AttentionKind.Other, AttentionKind.Decision, AttentionKind.Severe];

    // Monday the 2nd of March 2026, an hour ahead of UTC; all moments in local time
    [Theory]
    [InlineData("severe", "Sun 03:00", "Now", null)]
    [InlineData("decision", "Mon 10:00", "Now", null)]
    [InlineData("decision", "Mon 18:30", "Now", null)]
    [InlineData("decision", "Mon 20:00", "Wait", "Tue 09:00")]
    [InlineData("decision", "Mon 06:59", "Wait", "Mon 09:00")]
    [InlineData("decision", "Mon 07:00", "Now", null)]
    [InlineData("decision", "Fri 21:00", "Wait", "Mon2 09:00")]
    [InlineData("decision", "Sat 12:00", "Wait", "Mon2 09:00")]
    [InlineData("answer", "Mon 18:30", "Now", null)]
    [InlineData("answer", "Sat 12:00", "Wait", "Mon2 09:00")]
    [InlineData("reminder", "Mon 00:00", "Collect", "Mon 09:00")]
    [InlineData("reminder", "Mon 09:00", "Collect", "Mon 09:00")]
    [InlineData("reminder", "Mon 09:01", "Collect", "Tue 09:00")]
    [InlineData("reminder", "Fri 12:00", "Collect", "Mon2 09:00")]
    [InlineData("other", "Mon 10:00", "Now", null)]
    [InlineData("other", "Mon 17:00", "Wait", "Tue 09:00")]
    public void A_message_that_comes_up(string kind, string moment, string delivery, string? at) =>
        AttentionRule.Of(Named(kind), Nothing, Local(moment)).Should().Be(
            new Verdict(Enum.Parse<Delivery>(delivery), at is null ? null : Local(at)));

    [Theory]
    [InlineData("Mon 09:00", "Now", null)]
    [InlineData("Mon 09:01", "Now", null)]
    [InlineData("Mon 16:59", "Now", null)]
    [InlineData("Mon 17:00", "Collect", "Tue 09:00")]
    [InlineData("Tue 03:00", "Collect", "Tue 09:00")]
    [InlineData("Sat 10:00", "Collect", "Mon2 09:00")]
    public void Reminders_whose_moment_has_come(string moment, string delivery, string? at) =>
        AttentionRule.OfDue(AttentionKind.Reminder, Nothing, Local(moment)).Should().Be(
            new Verdict(Enum.Parse<Delivery>(delivery), at is null ? null : Local(at)));

    [Fact]
    public void A_day_has_one_message_of_reminders()
    {
        var had = Nothing with { Days = [new(2026, 3, 2)] };

        AttentionRule.OfDue(AttentionKind.Reminder, had, Local("Mon 10:00"))
            .Should().Be(new Verdict(Delivery.Collect, Local("Tue 09:00")));
        AttentionRule.Of(AttentionKind.Reminder, had, Local("Mon 08:00"))
            .Should().Be(new Verdict(Delivery.Collect, Local("Tue 09:00")), "the clock may have gone back");
    }

    [Fact]
    public void Everything_else_comes_twice_a_week_and_then_waits_for_the_digest()
    {
        foreach (var (sent, delivery) in new[] { (0, Delivery.Now), (1, Delivery.Now), (2, Delivery.Digest), (7, Delivery.Digest) })
        {
            var facts = Nothing with { ThisWeek = sent };
            AttentionRule.Of(AttentionKind.Other, facts, Local("Mon 10:00")).Delivery.Should().Be(delivery);
            AttentionRule.OfDue(AttentionKind.Other, facts, Local("Mon 10:00")).Delivery.Should().Be(delivery);
            Kinds.Where(kind => !kind.Counts).Should().OnlyContain(
                kind => AttentionRule.Of(kind, facts, Local("Mon 10:00")) == AttentionRule.Of(kind, Nothing, Local("Mon 10:00")));
        }
    }

    [Fact]
    public void What_can_be_muted_is_and_the_rest_says_why_it_cannot()
    {
        var all = Nothing with { Muted = [.. Kinds.Select(kind => kind.Name)] };

        Kinds.Where(kind => AttentionRule.Of(kind, all, Local("Mon 10:00")).Delivery is Delivery.Muted)
            .Should().Equal(AttentionKind.Answer, AttentionKind.Reminder, AttentionKind.Other);
        Kinds.Where(kind => !kind.CanBeMuted).Should().OnlyContain(kind => kind.WhyNotMuted!().Length > 0);
    }

    [Fact]
    public void Quiet_hours_at_the_begin_of_work_put_it_off_and_such_as_cover_all_of_it_leave_their_end()
    {
        var late = Nothing with { Time = Time with { Quiet = new(new(22, 0), new(10, 30)) } };
        var never = Nothing with { Time = Time with { Quiet = new(new(8, 0), new(18, 0)) } };
        var noon = Nothing with { Time = Time with { Quiet = new(new(12, 0), new(13, 0)) } };

        AttentionRule.Of(AttentionKind.Reminder, late, Local("Mon 08:00")).At.Should().Be(Local("Mon 10:30"));
        AttentionRule.Of(AttentionKind.Reminder, never, Local("Mon 08:00")).At.Should().Be(Local("Mon 18:00"));
        AttentionRule.OfDue(AttentionKind.Reminder, never, Local("Mon 18:01")).Delivery.Should().Be(Delivery.Now);
        AttentionRule.Of(AttentionKind.Decision, noon, Local("Mon 12:20")).At.Should().Be(Local("Mon 13:00"));
    }

    [Fact]
    public void The_clocks_that_go_forward_in_the_night_move_nothing()
    {
        var sundays = Nothing with
        {
            Time = new(
                Berlin, new(TimeSpan.FromHours(2.5), TimeSpan.FromHours(6)) { First = DayOfWeek.Sunday, Last = DayOfWeek.Sunday }, null),
        };

        AttentionRule.Of(AttentionKind.Reminder, sundays, new(2026, 3, 28, 12, 0, 0, TimeSpan.Zero)).At
            .Should().Be(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), "there is no half past two on that day");
    }

    [Fact]
    public void Whatever_the_hours_and_the_moment_are()
    {
        var random = new Random(4711);
        for (var i = 0; i < 3_000; i++)
        {
            var (facts, kind, now) = (SomeFacts(random), Kinds[random.Next(Kinds.Length)], SomeMoment(random));
            var verdict = AttentionRule.Of(kind, facts, now);
            var why = $"case {i}: {kind.Name} at {now:u} for {facts.Time.Work}, {facts.Time.Quiet}, {facts.Time.Zone.Id}";

            (verdict.Delivery is Delivery.Muted).Should().Be(kind.CanBeMuted && facts.Muted.Contains(kind.Name), why);
            (verdict.At is not null).Should().Be(verdict.Delivery is Delivery.Wait or Delivery.Collect, why);
            if (kind == AttentionKind.Severe) verdict.Delivery.Should().Be(Delivery.Now, why);
            else if (verdict.Delivery is Delivery.Now) facts.Time.IsQuiet(now).Should().BeFalse(why);
            if (verdict.Delivery is Delivery.Now && kind.Counts) facts.ThisWeek.Should().BeLessThan(AttentionRule.MostAWeek, why);
            if (verdict.At is not { } at) continue;

            at.Should().BeOnOrAfter(now, why);
            facts.Time.IsAtWork(at).Should().BeTrue(why);
            AttentionRule.OfDue(kind, facts with { ThisWeek = 0 }, at).Delivery
                .Should().Be(Delivery.Now, why + ": so nothing waits for ever");
            if (verdict.Delivery is Delivery.Collect) facts.Days.Should().NotContain(facts.Time.DayOf(at), why);
            AttentionRule.Of(kind, facts, now.AddMinutes(-random.Next(1, 3_000))).At.GetValueOrDefault().Should().BeOnOrBefore(at, why);
        }
    }

    private static AttentionFacts SomeFacts(Random random)
    {
        string[] zones = ["UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland"];
        var from = random.Next(0, 47);
        var work = new WorkingHours(TimeSpan.FromMinutes(30 * from), TimeSpan.FromMinutes(30 * random.Next(from + 1, 49)))
        {
            First = (DayOfWeek)random.Next(7), Last = (DayOfWeek)random.Next(7),
        };
        var (quietFrom, quietFor) = (random.Next(0, 48), random.Next(1, 48));
        var quiet = random.Next(3) is 0
            ? null
            : new QuietHours(TimeOnly.MinValue.AddMinutes(30 * quietFrom), TimeOnly.MinValue.AddMinutes(30 * (quietFrom + quietFor)));
        var day = DateOnly.FromDateTime(SomeMoment(random).UtcDateTime);
        return new(
            new(TimeZoneInfo.FindSystemTimeZoneById(zones[random.Next(zones.Length)]), work, quiet),
            [.. Kinds.Where(_ => random.Next(4) is 0).Select(kind => kind.Name)], random.Next(4), [day, day.AddDays(1)]);
    }

    private static DateTimeOffset SomeMoment(Random random) =>
        new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(0, 14 * 24 * 60));

    private static AttentionKind Named(string name) => Kinds.Single(kind => kind.Name == name);

    private static DateTimeOffset Local(string text)
    {
        var (day, time) = (text.Split(' ')[0], TimeOnly.Parse(text.Split(' ')[1]));
        var ahead = Array.IndexOf(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon2"], day);
        return new DateTimeOffset(new DateTime(2026, 3, 2).AddDays(ahead) + time.ToTimeSpan(), TimeSpan.FromHours(1));
    }
}
