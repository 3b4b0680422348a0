using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.Operations;

/// <summary>The Dockerfile, as far as it can be tried without a container engine: what it builds on stays what it was.</summary>
public sealed partial class ImageTests
{
    private static readonly string Dockerfile = File.ReadAllText(Path.Combine(BuiltBot.SolutionFolder, "deploy", "Dockerfile"));

    [Fact]
    public void Every_image_it_builds_on_is_of_one_patch_version() =>
        BuiltOn(Dockerfile).Should().HaveCount(2).And.OnlyContain(image => IsPinned(image));

    [Theory]
    [InlineData("FROM host/sdk:10.0 AS build", false)]
    [InlineData("FROM host/sdk:latest", false)]
    [InlineData("from host:5000/sdk", false)]
    [InlineData("FROM --platform=linux/amd64 host/aspnet:10.0-noble-chiseled", false)]
    [InlineData("FROM host/aspnet:10.0.12-noble AS run", true)]
    [InlineData("FROM host/aspnet:10.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    public void A_moving_tag_is_seen(string line, bool pinned) =>
        IsPinned(BuiltOn(line).Should().ContainSingle().Subject).Should().Be(pinned);

    [Fact]
    public void It_has_the_time_zones_that_the_bot_draws_with()
    {
        var image = BuiltOn(Dockerfile)[^1];
        (image.EndsWith("-extra", StringComparison.Ordinal) || !image.Contains("chiseled", StringComparison.Ordinal))
            .Should()
            .BeTrue(image);
    }

    private static List<string> BuiltOn(string dockerfile) => [.. From().Matches(dockerfile).Select(match => match.Groups["image"].Value)];

    private static bool IsPinned(string image) => Pinned().IsMatch(image);

    [GeneratedRegex(@"^FROM\s+(?:--\S+\s+)*(?<image>\S+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex From();

    // Host and folders may hold colons and digits too, so the tag is what follows the last slash.
    [GeneratedRegex(@"(?::\d+\.\d+\.\d+(?:-[a-z0-9.-]+)?|@sha256:[0-9a-f]{64})$")]
    private static partial Regex Pinned();
}
