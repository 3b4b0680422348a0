using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Roles;
using Improvement.Bot.Samples;
using Improvement.Bot.Search;
using Improvement.Bot.Tests.Search;
using Improvement.Bot.Tests.Texts;
using Xunit;

namespace Improvement.Bot.Tests.Cards;

/// <summary>
/// Every word on a card that no person wrote comes from a resource file. In these tests people write Chinese, so each plain letter is one
/// that somebody wrote into the code.
/// </summary>
public sealed partial class PseudoLanguageCardTests
{
    private static readonly IReadOnlyList<GallerySample> Samples =
        SampleCards.Spoken(text => Letters().Replace(text, "中"));
    private static readonly string[] Shown = ["text", "title", "label", "placeholder", "errorMessage", "altText"];

    [Theory]
    [ClassData(typeof(EverySample))]
    public void Its_words_come_from_resource_files(string name)
    {
        using var _ = PseudoLanguage.Spoken();
        var sample = Samples.Single(each => each.Name == name);

        var shown = ShownBy(sample.Json()).Append(sample.Draw().Summary).ToArray();

        shown.SelectMany(text =>
            PseudoLanguage.PlainWords(
                Known().Replace(
                    (IsOfDatabase(text) ? "" : text).Replace(FindNames.AllStates(SearchedKinds.All), "", StringComparison.Ordinal), " ")))
            .Should()
            .BeEmpty();
        shown.Should().Contain(text => text.Contains('['), "the bot says something itself");
    }

    /// <summary>The names of tables and columns stand on a card as they are in the database.</summary>
    private static bool IsOfDatabase(string text) => text.Replace("\\", "", StringComparison.Ordinal) is var read
        && StoredColumns.Open.Concat(StoredColumns.Closed).Any(each => read == each.Table || read == string.Join(", ", each.Columns));

    /// <summary>What a reader sees of a piece of a card.</summary>
    private static IEnumerable<string> ShownBy(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(ShownBy),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => property.Name switch
        {
            "data" => [], // what buttons carry home
            "entities" => [], // who is mentioned in a text that is looked at itself
            "facts" => property.Value.EnumerateArray().SelectMany(fact => new[] { fact.Text("title")!, fact.Text("value")! }),
            var name when Shown.Contains(name) && property.Value.ValueKind is JsonValueKind.String => [property.Value.GetString()!],
            _ => ShownBy(property.Value),
        }),
        _ => [],
    };

    private static string InChinese(string text) => Letters().Replace(text, "中");

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Letters();

    /// <summary>
    /// Names of commands, settings and permissions, numbers of errors, keys, time zones, dates that the client writes, and the search as
    /// people type it, which is the same in every language.
    /// </summary>
    [GeneratedRegex(@"(ERR|ACT|FIX|ALM|PAT|REV)-\d+|</?at>|\{\{(DATE|TIME)\([^)]*\)\}\}|"
        + @"-?\b(team|state|severity|category|since|until|last|from)\s?(:|[<>=]+)[^\s]*|error\.[a-z-]+|whsec[\\]?_0+|https?://\S*|"
        + @"example\.com|ibk[\\]?_[0-9a-f]+[\\]?_\S*|curl (-\S+ \S+: .*?\$KEY\S+ ?)+.*|\bUTC\b|\breport\\?-error\b|\b(find|status|"
        + @"restart)\b|Europe/[A-Za-z]+|(GroupMember|MailboxSettings)[\\]?\.Read([\\]?\.All)?|(Directory|Bot)[\\]?:[A-Za-z]+")]
    private static partial Regex Known();
}
