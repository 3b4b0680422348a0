using System.Collections.Immutable;
using FluentAssertions;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Feedback.Results;

/// <summary>
/// Whatever an organisation looks like, adding and subtracting what is told of it leads to nobody. <c>RELEASES=10000</c> tries as many;
/// the adversary is none of the code that it looks at.
/// </summary>
public sealed class RandomOrganisationsTests(ITestOutputHelper output)
{
    private const int Threshold = 6;
    private const int Few = 120;

    private static int Organisations { get; } = AskedSize.Of("RELEASES") ?? Few;

    [Fact]
    public void No_set_of_fewer_than_six_can_be_worked_out()
    {
        var (waves, withGroups, hidden) = (0, 0, 0);
        for (var seed = 0; seed < Organisations; seed++)
        {
            var organisation = new RandomOrganisation(seed);
            foreach (var wave in organisation.Waves)
            {
                var release = Released(wave, ReleasePolicy.Usual);
                SmallestSet(release.Rows, wave.Figures).Should().BeGreaterThanOrEqualTo(Threshold, $"organisation {seed}");
                waves++;
                withGroups += release.Items.Count(item => item.Groups is not []);
                hidden += release.Items.Sum(item => item.HiddenGroups.Length);
            }
            SmallestOfNeighbours(organisation).Should().BeGreaterThanOrEqualTo(Threshold, $"neighbours of organisation {seed}");
        }
        output.WriteLine($"{Organisations} organisations, {waves} waves; items with groups {withGroups}, groups hidden {hidden}");
        withGroups.Should().BeGreaterThan(Organisations / 10, "else nothing was tried");
        hidden.Should().BeGreaterThan(Organisations / 10);
    }

    [Fact]
    public void A_threshold_of_five_is_noticed() =>
        FirstFound(new ReleasePolicy(Threshold - 1, 9, null), GroupRule.Hide).Should().BeInRange(0, 200);

    [Fact]
    public void A_group_that_is_hidden_alone_is_noticed_by_the_adversary_and_by_the_audit()
    {
        FirstFound(ReleasePolicy.Usual, OnlySmallOnes).Should().BeInRange(0, 200);
        Enumerable.Range(0, 200).SelectMany(seed => new RandomOrganisation(seed).Waves).Should().Contain(wave => ReleaseAudit.Smallest(
            new ReleaseRows(wave.Figures, ReleasePolicy.Usual, OnlySmallOnes).Of(RandomOrganisation.Items), wave.Figures,
            RandomOrganisation.Items, Threshold) != null);
    }

    [Fact]
    public void A_neighbour_that_is_not_refused_is_noticed()
    {
        var nested = Enumerable.Range(0, 200).Select(seed => new RandomOrganisation(seed)).First(organisation =>
            organisation.Neighbour.Count < organisation.Waves[^1].Audience.Count
                && organisation.Neighbour.IsSubsetOf(organisation.Waves[^1].Audience)
                && organisation.Waves[^1].Audience.Count - organisation.Neighbour.Count < Threshold);
        SmallestOf([nested.Neighbour, nested.Waves[^1].Audience]).Should().BeLessThan(Threshold);
    }

    [Fact]
    public void A_release_is_the_same_when_it_is_read_again_from_its_lines_alone()
    {
        for (var seed = 0; seed < Few; seed++)
        {
            var wave = new RandomOrganisation(seed).Waves[0];
            var release = Released(wave, ReleasePolicy.Usual);
            var shuffled = release.Rows.ToArray();
            new Random(seed).Shuffle(shuffled);

            var again = SurveyRelease.Read(release.Wave, release.Policy, RandomOrganisation.Items, [.. shuffled]);

            Told(again).Should().Be(Told(release));
        }
    }

    [Fact]
    public void Nothing_of_a_difference_is_told_where_few_joined_or_left_and_nearly_all_answered()
    {
        var heldBack = 0;
        for (var seed = 0; seed < Organisations; seed++)
        {
            var waves = new RandomOrganisation(seed).Waves;
            var releases = waves.Select((wave, at) => Released(wave, ReleasePolicy.Usual, at + 1)).ToList();
            for (var at = 1; at < waves.Length; at++)
            {
                var change = AudienceChange.Between(waves[at - 1].Audience, waves[at].Audience);
                var few = change is { Joined: > 0 and < Threshold } or { Left: > 0 and < Threshold };
                var nearlyAll = new[] { waves[at - 1], waves[at] }.All(wave => wave.Figures.Responded > 0.75 * wave.Figures.Invited);

                var after = releases[at].After([new(releases[at - 1], change)]);

                var changes = after.Items.Select(item => item.Change).OfType<ItemChange>().ToList();
                if (few && nearlyAll) changes.Should().NotContain(each => each.Verdict != ChangeVerdict.HeldBack || each.Lower != null);
                else changes.Should().NotContain(each => each.Verdict == ChangeVerdict.HeldBack);
                heldBack += few && nearlyAll ? changes.Count : 0;
            }
        }
        heldBack.Should().BePositive();
    }

    private static SurveyRelease Released(PlayedWave wave, ReleasePolicy policy, int number = 1) =>
        SurveyRelease.Of(number, wave.Figures, policy, RandomOrganisation.Items);

    private int FirstFound(ReleasePolicy policy, HideRule hide)
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            foreach (var wave in new RandomOrganisation(seed).Waves)
            {
                var rows = new ReleaseRows(wave.Figures, policy, hide).Of(RandomOrganisation.Items);
                if (SmallestSet(rows, wave.Figures) >= Threshold) continue;
                output.WriteLine($"found in organisation {seed}");
                return seed;
            }
        }
        return int.MaxValue;
    }

    private static ImmutableHashSet<int> OnlySmallOnes(IReadOnlyDictionary<int, int> sizes, int threshold) =>
        [.. sizes.Where(group => group.Value < threshold).Select(group => group.Key)];

    private static int SmallestSet(ImmutableArray<ReleaseRow> rows, WaveFigures figures) => RandomOrganisation.Items
        .Where(item => !item.IsText)
        .Select(item => Smallest(
            [.. Segments(figures).Select(segment => AnsweredIn(figures, segment, item))],
            [.. rows.Where(row => row.Item == item.Code && row.Answer is "answered").Select(row => row.Segment is 0
                ? Segments(figures).Select(_ => 1).ToArray() : [.. Segments(figures).Select(segment => segment == row.Segment ? 1 : 0)])]))
        .Min();

    private static IEnumerable<int> Segments(WaveFigures figures) =>
        figures.Groups is [] ? [0] : figures.Groups.Select(group => group.Segment);

    private static int AnsweredIn(WaveFigures figures, int segment, SurveyItem item) => figures.Counts
        .Where(each => each.Key.Item == item.Code && each.Key.Segment == segment && each.Key.Answer is not "dk")
        .Where(each => item.Kind is not ItemKind.MultipleChoice || each.Key.Answer is "any").Sum(each => each.Value);

    /// <summary>Two audiences asked the same at one time, unless the second was refused.</summary>
    private static int SmallestOfNeighbours(RandomOrganisation organisation)
    {
        var (asked, other) = (organisation.Waves[^1].Audience, organisation.Neighbour);
        return AudienceChange.Between(asked, other).IsOfFew(ReleasePolicy.Usual) || asked.Count < Threshold || other.Count < Threshold
            ? int.MaxValue : SmallestOf([asked, other]);
    }

    private static int SmallestOf(ImmutableHashSet<Asked>[] audiences)
    {
        var people = audiences.SelectMany(each => each).Distinct().ToList();
        return Smallest(
            [.. people.Select(_ => 1)], [.. audiences.Select(each => people.Select(one => each.Contains(one) ? 1 : 0).ToArray())]);
    }

    /// <summary>
    /// People in the smallest set that is a sum or difference of those told of: each is taken once, taken away once, or left out.
    /// </summary>
    private static int Smallest(int[] sizes, int[][] told)
    {
        var smallest = int.MaxValue;
        for (var way = 1; way < (int)Math.Pow(3, told.Length); way++)
        {
            var sum = new int[sizes.Length];
            for (int at = 0, rest = way; at < told.Length; at++, rest /= 3)
            {
                for (var kind = 0; kind < sum.Length; kind++) sum[kind] += (rest % 3 is 2 ? -1 : rest % 3) * told[at][kind];
            }
            if (sum.Any(times => times is not (0 or 1))) continue;
            var people = sum.Zip(sizes, (times, size) => times * size).Sum();
            if (people > 0) smallest = Math.Min(smallest, people);
        }
        return smallest;
    }

    private static string Told(SurveyRelease release) => System.Text.Json.JsonSerializer.Serialize(release.Items.Select(item => new
    {
        item.Item.Code, item.Answered, item.Parts, item.Steps, item.DontKnow, item.Favourable, item.Promoters, item.Groups,
        item.HiddenGroups, item.Written,
    }));
}
