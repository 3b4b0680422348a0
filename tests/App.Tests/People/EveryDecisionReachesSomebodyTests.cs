using FluentAssertions;
using Improvement.Bot.People;
using Xunit;

namespace Improvement.Bot.Tests.People;

/// <summary>
/// A hundred made-up organisations, in which leads are away at random and name deputies at random, also in circles; a thousand proposals in
/// each.
/// </summary>
public sealed class EveryDecisionReachesSomebodyTests
{
    private const int Proposals = 1_000;

    /// <summary>The seeds of the organisations.</summary>
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_proposal_reaches_somebody_who_may_decide_and_is_there_and_never_its_proposer(int seed)
    {
        for (var i = 0; i < 10; i++)
        {
            var organisation = new Organisation(new Random((seed * 10) + i));
            Enumerable.Range(0, Proposals).SelectMany(_ => organisation.Propose()).Should().BeEmpty();
        }
    }

    private sealed class Organisation
    {
        private static readonly string[] Components = [Role.ErrorLead, Role.PatternLead, Role.FeedbackLead];
        private static readonly string[] Roles = [.. Components, Role.IntegrationLead];

        private readonly Random _random;
        private readonly TeamId[] _teams;
        private readonly Principal[] _people;
        private readonly Absences _absences;
        private readonly Dictionary<PersonId, Principal> _effective;

        public Organisation(Random random)
        {
            _random = random;
            _teams = [.. Enumerable.Range(1, random.Next(1, 6)).Select(id => new TeamId(id))];
            _people = [.. Enumerable.Range(1, random.Next(3, 25)).Select(Somebody)];
            _absences = new(_people.Where(_ => random.Next(3) is 0).Select(Away));
            _effective = _people.ToDictionary(person => person.Person, person => person.StandingInFor(
                [.. _absences.ThatEndAt(person.Person).Select(chain => new Delegation(Of(chain.Through[0]), chain.Through))]));
        }

        /// <summary>What is wrong with how a proposal is decided; nothing where all is well.</summary>
        public IEnumerable<string> Propose()
        {
            var decision = new Decision(
                _teams[_random.Next(_teams.Length)], Components[_random.Next(Components.Length)],
                [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Any().Person)]);

            var asked = decision.InOrder(Permitted(decision), _absences);

            var may = _people.Select(person => person.Person).Where(person => _effective[person].MayDecide(decision)).ToHashSet();
            var isSomebodyThere = may.Any(person => !_absences.IsAway(person));
            if (asked.IsEmpty != (may.Count is 0)) yield return $"nobody is asked though {may.Count} may decide: {decision}";
            if (asked.DistinctBy(each => each.Person).Count() != asked.Length) yield return $"somebody is asked twice: {decision}";
            foreach (var each in asked)
            {
                if (!may.Contains(each.Person)) yield return $"{each} may not decide: {decision}";
                if (decision.Excluded.Contains(each.Person)) yield return $"{each} must not decide: {decision}";
                if (isSomebodyThere && _absences.IsAway(each.Person)) yield return $"{each} is away, and somebody is there: {decision}";
                if (each.For is { } lead && !_absences.IsAway(lead)) yield return $"{each} stands in for somebody who is there: {decision}";
            }
        }

        private IEnumerable<(PersonId, DeciderRule)> Permitted(Decision decision)
        {
            foreach (var person in _people)
            {
                if (decision.RuleOf(person) is { } rule) yield return (person.Person, rule);
            }
        }

        private Principal Somebody(int id) => new(
            new(id), false,
            id is 1 ? [Role.Administrator] : _random.Next(6) is 0 ? [Roles[_random.Next(Roles.Length)]] : [],
            [], [.. _teams.Where(_ => _random.Next(5) is 0)]);

        private Absence Away(Principal person) => new(
            person.Person, _random.Next(4) is 0 ? null : Any().Person, PeopleScope.Now, null);

        private Principal Any() => _people[_random.Next(_people.Length)];

        private Principal Of(PersonId id) => _people[id.Value - 1];
    }
}
