using Improvement.Bot.Tests.Errors;
using FluentAssertions;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Recurrences;
using Improvement.Bot.Similarity;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Similarity;

/// <summary>How well the same error is found again, on real reports played in the order in which they came.</summary>
public sealed class FindingAgainTests(ITestOutputHelper output)
{
    private static readonly Lazy<HadoopReports> Hadoop = new(HadoopReports.Load);

    [SharedDataFact(HadoopReports.File)]
    public void Whole_reports_find_their_partners()
    {
        var found = Play("title and text", report => Fingerprint.Of(report.Title, report.Text));
        found.Within(1).Should().BeGreaterThanOrEqualTo(0.65);
        found.Within(5).Should().BeGreaterThanOrEqualTo(0.80);
        found.Within(10).Should().BeGreaterThanOrEqualTo(0.84);
        found.MeanReciprocalRank.Should().BeGreaterThan(0.72);
        found.InnocentsShownSomething.Should().BeLessThanOrEqualTo(0.25);
        found.PartnersShown.Should().BeGreaterThanOrEqualTo(0.45);
    }

    [SharedDataFact(HadoopReports.File)]
    public void One_sentence_finds_them_too()
    {
        var found = Play("title as the story", report => Fingerprint.Of(ProposedTitle.From(report.Title), report.Title));
        found.Within(5).Should().BeGreaterThanOrEqualTo(0.74);
        found.InnocentsShownSomething.Should().BeLessThanOrEqualTo(0.25);
        found.PartnersShown.Should().BeGreaterThanOrEqualTo(0.40);
    }

    [SharedDataFact(HadoopReports.File)]
    public void Five_words_are_a_beginning()
    {
        var found = Play("five words of the title", report => Fingerprint.Of(string.Join(' ', report.Title.Split(' ').Take(5)), ""));
        found.Within(5).Should().BeGreaterThanOrEqualTo(0.68);
        found.InnocentsShownSomething.Should().BeLessThanOrEqualTo(0.25);
    }

    [SharedDataFact(HadoopReports.File)]
    public void Reading_few_postings_finds_hardly_fewer() =>
        Play("at most 200 postings", report => Fingerprint.Of(report.Title, report.Text), mostPostings: 200)
            .Within(5)
            .Should()
            .BeGreaterThanOrEqualTo(0.78);

    [SharedDataFact(HadoopReports.File)]
    public void Among_the_first_thirty_reports_innocents_are_left_alone_as_well()
    {
        var shown = 0;
        var asked = 0;
        foreach (var first in Hadoop.Value.InOrder.Chunk(30))
        {
            var kept = new InMemoryReports();
            foreach (var report in first)
            {
                var fingerprint = Fingerprint.Of(report.Title, report.Text);
                if (!Hadoop.Value.Partnered.ContainsKey(report.Id))
                {
                    asked++;
                    shown += kept.Like(fingerprint, 1) is [{ IsShown: true }] ? 1 : 0;
                }
                kept.Keep(report.Id, fingerprint);
            }
        }
        output.WriteLine($"of {asked} innocents {shown} were shown something");
        ((double)shown / asked).Should().BeLessThan(0.2);
    }

    [SharedDataFact(HadoopReports.File)]
    public void Hardly_a_text_is_taken_for_the_same_without_anybodys_word()
    {
        var kept = new InMemoryReports();
        var (innocents, taken, right) = (0, 0, 0);
        foreach (var report in Hadoop.Value.InOrder)
        {
            var fingerprint = Fingerprint.Of(report.Title, report.Text);
            var isTaken = kept.Like(fingerprint, 1) is [var best] && AlikeFixedSearch.IsTheSameText(best) ? 1 : 0;
            if (Hadoop.Value.Partnered.ContainsKey(report.Id)) right += isTaken;
            else (innocents, taken) = (innocents + 1, taken + isTaken);
            kept.Keep(report.Id, fingerprint);
        }
        output.WriteLine($"of {innocents} innocents {taken} have the text of another, of the others {right}");
        ((double)taken / innocents).Should().BeLessThan(0.02, "and most of those are of another object, or of nothing that was fixed");
    }

    [Theory]
    [InlineData("It crashed again", false)]
    [InlineData("The printer is jammed", false)]
    [InlineData("The gripper drops green bottles onto the conveyor whenever the compressor restarts", true)]
    public void A_text_of_a_few_words_is_never_enough_to_be_taken_for_the_same(string story, bool isEnough)
    {
        var kept = new InMemoryReports();
        var fingerprint = Fingerprint.Of(ProposedTitle.From(story), story);
        for (var i = 0; i < 3; i++) kept.Keep(i, fingerprint);
        AlikeFixedSearch.IsTheSameText(kept.Like(fingerprint, 1)[0]).Should().Be(isEnough);
    }

    private Tally Play(string what, Func<HadoopReport, Fingerprint> asked, int mostPostings = LookUp.MostPostings)
    {
        var kept = new InMemoryReports();
        var tally = new Tally();
        foreach (var report in Hadoop.Value.InOrder)
        {
            var fingerprint = asked(report);
            var started = TimeProvider.System.GetTimestamp();
            var best = kept.Like(fingerprint, 100, mostPostings);
            tally.Add(
                best, Hadoop.Value.Partnered.GetValueOrDefault(report.Id), TimeProvider.System.GetElapsedTime(started), kept.LastRead);
            kept.Keep(report.Id, Fingerprint.Of(report.Title, report.Text), Fingerprint.Of("", report.Title));
        }
        output.WriteLine($"{what}: {tally}");
        return tally;
    }

    private sealed class Tally
    {
        private readonly List<int> _ranks = [];
        private readonly List<double> _milliseconds = [];
        private readonly List<int> _read = [];
        private int _innocents, _innocentsShown, _partnersShown;

        public double MeanReciprocalRank => _ranks.Average(rank => rank == 0 ? 0 : 1.0 / rank);
        public double InnocentsShownSomething => (double)_innocentsShown / _innocents;
        public double PartnersShown => (double)_partnersShown / _ranks.Count;

        public double Within(int places) => (double)_ranks.Count(rank => rank > 0 && rank <= places) / _ranks.Count;

        public void Add(IReadOnlyList<Similar> best, HashSet<long>? partners, TimeSpan took, int read)
        {
            _milliseconds.Add(took.TotalMilliseconds);
            _read.Add(read);
            var shown = best.Take(3).Where(similar => similar.IsShown).ToList();
            if (partners is null)
            {
                _innocents++;
                _innocentsShown += shown.Count > 0 ? 1 : 0;
                return;
            }
            _ranks.Add(1 + best.ToList().FindIndex(similar => partners.Contains(similar.Record)));
            _partnersShown += shown.Exists(similar => partners.Contains(similar.Record)) ? 1 : 0;
        }

        public override string ToString() =>
            $"recall@1 {Within(1):.000} @3 {Within(3):.000} @5 {Within(5):.000} @10 {Within(10):.000} "
            + $"@20 {Within(20):.000}, MRR {MeanReciprocalRank:.000}, innocents shown something {InnocentsShownSomething:.000}, "
            + $"partners shown {PartnersShown:.000}, median look-up {_milliseconds.Order().ElementAt(_milliseconds.Count / 2):0.000} ms, "
                + $"95 % {_milliseconds.Order().ElementAt(_milliseconds.Count * 95 / 100):0.000} ms, postings read {_read.Average():0}";
    }
}
