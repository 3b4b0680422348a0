using System.Runtime.CompilerServices;
using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using PublicApiGenerator;
using Xunit;

namespace Improvement.Bot.Tests.Architecture;

/// <summary>
/// Everything that a bot may use of the framework, in one text, so that nothing becomes public, or goes, without somebody seeing it.
/// </summary>
public sealed class PublicFaceTests
{
    /// <summary>
    /// After a wanted change: <c>UPDATE_GOLDEN=1 dotnet test tests/App.Tests --filter PublicFaceTests</c>, and look at the difference.
    /// </summary>
    [Fact]
    public void The_public_face_of_the_framework_is_as_it_was_agreed()
    {
        var file = Path.Combine(Path.GetDirectoryName(Here())!, "framework.txt");
        var face = typeof(Activity).Assembly.GeneratePublicApi(new() { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1") File.WriteAllText(file, face);

        var (found, agreed) = (face.Split('\n'), File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n'));
        found.Except(agreed).Should().BeEmpty("a new public member is a promise; UPDATE_GOLDEN=1 takes it in");
        agreed.Except(found).Should().BeEmpty("a member that goes, or changes, is missed by somebody; UPDATE_GOLDEN=1 takes it out");
        found.Should().Equal(agreed, "UPDATE_GOLDEN=1 writes it anew");
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
