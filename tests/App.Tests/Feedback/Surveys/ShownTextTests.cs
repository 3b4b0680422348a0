using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CsvHelper;
using FluentAssertions;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Tests.Errors;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Feedback.Surveys;

/// <summary>
/// How much of what must not be seen is left out of comments, and how much else with it; on comments by the same hand as the rules, and on
/// real ones.
/// </summary>
public sealed partial class ShownTextTests(ITestOutputHelper output)
{
    private const string RealComments = "patient-comments/comments.csv";
    private const double FewestFound = 0.95;

    private static readonly KnownNames Asked = new(
    [
        "Maria Jensen", "Tom Okafor", "Jürgen Müller-Lüdenscheidt", "Anna Kowalska", "Siobhan O'Brien", "Jean-Luc Fournier", "Björn Åberg",
        "Łukasz Nowak", "Li Wei", "Bo Chen", "Mark Rivers", "Grace Hope", "Rose Young", "Will Long", "May August", "Priya Raghunathan",
        "Carla von der Heide (Guest)", "So Do",
    ]);

    [Fact]
    public void What_identifies_is_left_out_and_the_rest_stays()
    {
        List<string> missed = [], lost = [];
        foreach (var kind in Comments().GroupBy(comment => comment.Kind))
        {
            var (all, found) = (0, 0);
            foreach (var comment in kind)
            {
                var shown = ShownText.Of(Markers().Replace(comment.Text, "$1"), Asked);
                var expected = Markers().Replace(comment.Text, ShownText.Mark);
                foreach (Match secret in Markers().Matches(comment.Text))
                {
                    all++;
                    if (IsHidden(secret.Groups[1].Value, shown, expected)) found++;
                    else missed.Add(shown);
                }

                if (Rest(shown) != Rest(expected) && !missed.Contains(shown)) lost.Add($"{shown} for {expected}");
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Key}: {found} of {all} left out"));
            if (all > 0) ((double)found / all).Should().BeGreaterThanOrEqualTo(FewestFound, kind.Key + ": " + string.Join('\n', missed));
        }

        output.WriteLine($"changed beyond that: {lost.Count} of {Comments().Count()}; missed: {string.Join(" / ", missed)}");
        lost.Should().BeEmpty();
    }

    [Fact]
    public void Ten_thousand_names_are_looked_up_and_not_tried_one_by_one()
    {
        var names = new KnownNames(Enumerable.Range(0, 10_000).Select(i => $"First{Letters(i)} Last{Letters(i)}"));

        ShownText.Of($"Ask first{Letters(77)} or First{Letters(9_999)} Last{Letters(9_999)}.", names).Should().Be("Ask […] or […].");
    }

    [Fact]
    public void Without_names_nothing_but_what_has_a_form_is_left_out() =>
        ShownText.Of("Ask Maria, or call 030 12345678", new KnownNames([])).Should().Be("Ask Maria, or call […]");

    [SharedDataFact(RealComments)]
    public void Real_comments_without_names_are_hardly_changed()
    {
        List<string> comments = [];
        using (var rows = CsvReader.FromFile(SharedData.File(RealComments)))
        {
            while (rows.Read()) comments.Add(rows.GetString("FFT answer") ?? "");
        }

        var changed = comments.Where(comment => ShownText.Of(comment, Asked) != comment).ToList();

        output.WriteLine($"{changed.Count} of {comments.Count} real comments changed");
        foreach (var comment in changed.Take(40)) output.WriteLine(ShownText.Of(comment, Asked));
        changed.Count.Should().BeLessThan(comments.Count / 50);
    }

    // Nothing of it that is longer than an initial can be read, but where it stands elsewhere too.
    private static bool IsHidden(string secret, string shown, string expected) => Pieces().Matches(secret).All(
        piece => Times(shown, piece.Value) <= Times(expected, piece.Value));

    private static int Times(string text, string piece) => Regex.Count(text, $@"\b{Regex.Escape(piece)}\b", RegexOptions.IgnoreCase);

    // An initial before a name, and how marks stand beside each other, are all one.
    private static string Rest(string text) => string.Join(' ', Pieces().Matches(text).Select(piece => piece.Value));

    private static string Letters(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));

    private static IEnumerable<(string Kind, string Text)> Comments() =>
        from line in File.ReadLines(Path.Combine(Path.GetDirectoryName(Here())!, "comments.txt"))
        where line is not "" && !line.StartsWith('#')
        let parts = line.Split('|', 2)
        select (parts[0], parts[1]);

    private static string Here([CallerFilePath] string here = "") => here;

    [GeneratedRegex(@"\{\{(.+?)\}\}")]
    private static partial Regex Markers();

    [GeneratedRegex(@"[\p{L}\d]{2,}")]
    private static partial Regex Pieces();
}
