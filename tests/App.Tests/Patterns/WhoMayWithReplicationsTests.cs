using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using FluentAssertions;
using Improvement.Bot.Patterns;
using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.People;
using Improvement.Bot.Tests.Records;
using Xunit;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>Who may take which step of a replication, in every state and by every fact; drawn in <c>who-may-replicate.txt</c>.</summary>
public sealed class WhoMayWithReplicationsTests
{
    private static readonly TeamId Team = new(1), TeamOfPattern = new(2);
    private static readonly PersonId Owner = new(12);

    private static readonly ImmutableArray<(string, Principal, Func<ReplicationFacts, ReplicationFacts>)> Everybody =
    [
        ("member", Known(new(11)) with { Teams = [Team] }, Same),
        ("owner in the team", Known(Owner) with { Teams = [Team] }, Same),
        ("lead of the team", Known(new(13)) with { Leads = [Team] }, Same),
        ("lead of the pattern's team", Known(new(14)) with { Teams = [TeamOfPattern], Leads = [TeamOfPattern] }, Same),
        ("pattern lead", Known(new(15)) with { Roles = [Role.PatternLead] }, Same),
        ("error lead", Known(new(18)) with { Roles = [Role.ErrorLead] }, Same),
        ("administrator", Known(new(17)) with { Roles = [Role.Administrator] }, Same),
        ("guest", Known(new(23)) with { IsGuest = true, Teams = [Team] }, Same),
        ("stranger", Principal.Stranger, Same),
        ("bot", Principal.Bot, Same),
    ];

    private static readonly ImmutableArray<(string, Func<ReplicationFacts, ReplicationFacts>)> Variants =
    [
        ("of a pattern that is challenged", one => one with { IsReliedOn = false }),
        ("without an owner", one => one with { Owner = null }),
        ("asked for the first time", one => one with { IsCheckDue = true }),
        ("asked for the second time", one => one with { IsCheckDue = true, Checks = 1 }),
    ];

    [Fact]
    public void Each_step_is_for_those_whom_the_page_names() => CheckedPage.Compare(
        new WhoMay<ReplicationState, ReplicationStep, ReplicationFacts>(ReplicationLife.Machine, Everybody, Variants)
            .Draw(_ => new(Team, Owner, IsReliedOn: true, Checks: 0, IsCheckDue: false)),
        Page());

    [Fact]
    public void It_ends_with_a_reason() => ReplicationLife.Machine.Transitions
        .Where(row => row.To is ReplicationState.Rejected or ReplicationState.Abandoned && row.To != row.From)
        .Should().OnlyContain(row => row.NeedsReason).And.HaveCount(5);

    [Fact]
    public void The_second_question_comes_after_ninety_days_and_never_soon_after_the_first_answer()
    {
        var begin = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var one = new Replication(1, 1, 1, 1, Team, ReplicationState.InUse) { InUseSince = begin };

        one.CheckAt.Should().Be(begin.AddDays(28));
        (one with { Checks = [begin.AddDays(30)] }).CheckAt.Should().Be(begin.AddDays(90));
        (one with { Checks = [begin.AddDays(80)] }).CheckAt.Should().Be(begin.AddDays(108));
        (one with { State = ReplicationState.Sustained }).CheckAt.Should().BeNull();
    }

    private static ReplicationFacts Same(ReplicationFacts one) => one;

    private static Principal Known(PersonId person) => Principal.Stranger with { Person = person, IsGuest = false };

    private static string Page([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "who-may-replicate.txt");
}
