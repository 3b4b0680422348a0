using FluentAssertions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>
/// Random walks through the life of an error by everybody who may act: what must hold after each step, whatever led there.
/// </summary>
public sealed class LifeWalkTests
{
    private const int Walks = 500, Steps = 40;

    private static readonly TeamId Team = new(1);
    private static readonly Principal Author = Principal.Stranger with { Person = new(10), IsGuest = false, Teams = [Team] };
    private static readonly Principal Owner = Principal.Stranger with { Person = new(11), IsGuest = false, Teams = [Team] };
    private static readonly Principal Lead = Principal.Stranger with { Person = new(12), IsGuest = false, Teams = [Team], Leads = [Team] };
    private static readonly Principal OtherLead = Lead with { Person = new(13) };
    private static readonly Principal Stranger = Principal.Stranger with { Person = new(14), IsGuest = false };
    private static readonly Principal[] Everybody = [Author, Owner, Lead, OtherLead, Stranger, Principal.Bot];

    [Fact]
    public void No_walk_breaks_a_rule()
    {
        for (var seed = 0; seed < Walks; seed++) Walk(new Random(seed), seed);
    }

    private static void Walk(Random random, int seed)
    {
        var facts = new ErrorFacts(
            new(Team, Author.Person, null, IsRestricted: false, IsNamed: false, IsWitness: false, TeamShares: false), ErrorState.Reported)
        {
            Severity = (Severity)random.Next(6), Priority = (ActionPriority)random.Next(3), Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        };
        var rulings = 0;
        for (var step = 0; step < Steps; step++)
        {
            var (who, action) = (Everybody[random.Next(Everybody.Length)], Actions[random.Next(Actions.Length)]);
            facts = facts with { Now = facts.Now.AddDays(random.Next(4)) };
            if (ErrorLife.Machine.Find(who, action, facts.State, facts) is not { } row) continue;

            Check(who, action, facts, row, $"walk {seed}, step {step}: {action} in {facts.State}");
            if (action is ErrorAction.RuleOut) rulings++;
            facts = After(facts, who, action, row.To);
        }

        rulings.Should().BeLessThanOrEqualTo(2, "a second ruling is final");
    }

    private static void Check(
        Principal who, ErrorAction action, ErrorFacts facts, Transition<ErrorState, ErrorAction, ErrorFacts> row, string because)
    {
        who.Should().NotBe(Stranger, because);
        if (who.IsBot) row.Action.Should().BeOneOf(
            [
                ErrorAction.Wake, ErrorAction.Close, ErrorAction.Expire, ErrorAction.StartWatch, ErrorAction.ProposeVerdict,
            ], because);
        if (action is ErrorAction.ConfirmVerdict or ErrorAction.CallFailed or ErrorAction.CallUnclear)
        {
            who.Person.Should().NotBe(facts.Access.Owner!.Value, because);
            facts.Verdict.Should().NotBeNull(because);
            var said = action is ErrorAction.ConfirmVerdict ? facts.Verdict
                : action is ErrorAction.CallFailed ? Verdict.DidNotWork : Verdict.CannotTell;
            row.To.Should().Be(ErrorLife.Resolves(said) ? ErrorState.Resolved : ErrorState.Analysing, because);
        }

        if (action is ErrorAction.TakeBack) facts.ApprovedBy.Should().Contain(who.Person, because);
        if (row.To is ErrorState.Implemented && row.From is not ErrorState.Implemented) facts.IsUnapproved.Should().BeFalse(because);
        if (action is ErrorAction.Accept or ErrorAction.RuleOut or ErrorAction.Assign or ErrorAction.Defer or ErrorAction.AcceptRisk)
        {
            who.Leads.Should().Contain(Team, because);
        }

        if (action is ErrorAction.Correct) ((int)facts.Severity).Should().BeLessThan((int)Severity.MinorHarm, because);
        if (action is ErrorAction.RuleOut && facts.IsObjectedTo) who.Person.Should().NotBe(facts.RuledOutBy, because);
        if (action is ErrorAction.ApproveFix)
        {
            who.Person.Should().NotBe(facts.Proposer, because);
            who.Person.Should().NotBe(facts.ChangedBy, because);
            facts.ApprovedBy.Should().NotContain(who.Person, because);
        }

        if (action is ErrorAction.Wake) row.To.Should().Be(facts.CameFrom, because);
    }

    private static ErrorFacts After(ErrorFacts facts, Principal who, ErrorAction action, ErrorState to) => action switch
    {
        ErrorAction.RuleOut => facts with { State = to, RuledOutBy = who.Person, Since = facts.Now },
        ErrorAction.Object => facts with { State = to, IsObjectedTo = true, Since = facts.Now },
        ErrorAction.Assign or ErrorAction.Accept => facts with
        {
            State = to, Access = facts.Access with { Owner = Owner.Person }, Since = to == facts.State ? facts.Since : facts.Now,
        },
        ErrorAction.ProposeFix or ErrorAction.EditFix => facts with
        {
            State = to, Proposer = facts.Proposer ?? who.Person, ChangedBy = action is ErrorAction.EditFix ? who.Person : facts.ChangedBy,
            ApprovedBy = [], ApprovalsNeeded = facts.Severity is Severity.Critical
                ? 2
                : 1,
        },
        ErrorAction.DoFirst => facts with { State = to, Proposer = who.Person, ChangedBy = null, ApprovedBy = [], IsUnapproved = true },
        ErrorAction.ApproveFix => facts with
        {
            State = to, ApprovedBy = facts.ApprovedBy.Add(who.Person),
            IsUnapproved = facts.IsUnapproved && facts.ApprovedBy.Length + 1 < facts.ApprovalsNeeded,
        },
        ErrorAction.RejectFix => facts with { State = to, Proposer = null, ChangedBy = null, ApprovedBy = [], IsUnapproved = false },
        ErrorAction.TakeBack => facts with { State = to, ApprovedBy = facts.ApprovedBy.Remove(who.Person) },
        ErrorAction.ReturnFix or ErrorAction.Expire => facts with { State = to, ApprovedBy = [], IsUnapproved = false },
        ErrorAction.Defer or ErrorAction.AcceptRisk => facts with { CameFrom = facts.State, State = to, Since = facts.Now },
        ErrorAction.Implement => facts with { State = to, Verdict = null },
        ErrorAction.ProposeVerdict => facts with { Verdict = Verdicts[(facts.Now.DayOfYear + facts.ApprovedBy.Length) % Verdicts.Length] },
        _ => facts with { State = to, Since = to == facts.State ? facts.Since : facts.Now },
    };

    private static readonly Verdict[] Verdicts = [.. Enum.GetValues<Verdict>().Except([Verdict.TooEarly])];

    private static readonly ErrorAction[] Actions = [.. Enum.GetValues<ErrorAction>()];
}
