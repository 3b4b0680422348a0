using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Xunit;
using static Improvement.Bot.Tests.Architecture.Rules;

namespace Improvement.Bot.Tests.Architecture;

/// <summary>Who may know whom.</summary>
public sealed class DependencyTests
{
    /// <summary>What each folder of the framework may know, itself apart.</summary>
    private static readonly Dictionary<string, string[]> Layers = new()
    {
        ["Cards"] = [],
        ["Activities"] = ["Cards"],
        ["Authentication"] = ["Activities"],
        ["Dialogs"] = ["Cards", "Activities"],
        ["Connector"] = ["Activities", "Cards"],
        ["Outbox"] = ["Activities", "Cards", "Connector"],
        ["Turns"] = ["Activities", "Cards", "Dialogs", "Outbox"],
        ["Hosting"] = ["Activities", "Authentication", "Cards", "Connector", "Dialogs", "Outbox", "Turns"],
        ["Testing"] = ["Activities", "Cards", "Connector", "Dialogs", "Hosting", "Outbox", "Turns"],
    };

    /// <summary>What each folder below the slices may know, itself and the framework apart.</summary>
    internal static readonly Dictionary<string, string[]> Ground = new()
    {
        ["Storage"] = [],
        ["People"] = ["Storage"],
        ["Records"] = ["Statistics", "TextAnalysis", "People", "Storage"],
        ["TextAnalysis"] = [],
        ["Jobs"] = ["People", "Storage"],
        ["Pages"] = ["Jobs", "Records", "People", "Storage"],
        ["Graph"] = ["Jobs", "People", "Storage"],
        ["Similarity"] = ["Jobs", "Records", "TextAnalysis", "Storage"],
        ["Search"] = ["Similarity", "Records", "TextAnalysis", "People", "Storage"],
        ["Samples"] = [],
        ["Messages"] = ["Records", "Storage"],
        ["Statistics"] = [],
        ["Attention"] = ["Samples", "Jobs", "Records", "People", "Storage"],
        ["Actions"] = ["Api", "Attention", "Samples", "Jobs", "Records", "TextAnalysis", "People", "Storage"],
        ["Api"] = ["Jobs", "Records", "People", "Storage"],
    };

    /// <summary>
    /// What each folder of the errors may know, itself apart. Their root holds what all of them share, so it lies in the middle:
    /// <c>Root</c>. The face of the slice and its kind of record put everything together and stand outside the table.
    /// </summary>
    private static readonly Dictionary<string, string[]> LayersOfErrors = new()
    {
        ["Taxonomies"] = [],
        ["Impact"] = ["Taxonomies"],
        ["Proposals"] = ["Impact", "Taxonomies"],
        ["Life"] = ["Impact"],
        ["Clusters"] = [],
        [RootOfErrors] = ["Verification", "Clusters", "Life", "Proposals", "Impact", "Taxonomies"],
        ["Verification"] = ["Clusters"],
        ["Cards"] = ["Verification", RootOfErrors, "Clusters", "Life", "Proposals", "Impact", "Taxonomies"],
        ["Recurrences"] = [RootOfErrors, "Clusters", "Life", "Proposals", "Impact"],
        ["Ranking"] = [RootOfErrors, "Clusters", "Impact"],
        ["Alarms"] = ["Verification", RootOfErrors, "Life", "Taxonomies"],
        ["Measures"] = ["Recurrences", "Verification", RootOfErrors, "Life", "Impact"],
        ["Report"] = ["Recurrences", "Cards", RootOfErrors, "Clusters", "Life", "Proposals", "Impact", "Taxonomies"],
        ["Edits"] = ["Report", "Cards", RootOfErrors, "Clusters", "Life", "Proposals", "Impact", "Taxonomies"],
        ["Triage"] = ["Alarms", "Recurrences", "Report", "Cards", RootOfErrors, "Clusters", "Life", "Impact"],
        ["Verdicts"] = ["Verification", "Triage", "Cards", RootOfErrors, "Life"],
        ["Fixes"] = ["Verdicts", "Verification", "Triage", "Report", "Cards", RootOfErrors, "Clusters", "Life", "Impact"],
        ["Analyses"] = ["Fixes", "Triage", "Cards", RootOfErrors, "Life", "Impact", "Taxonomies"],
        ["Timers"] = ["Verdicts", "Fixes", "Triage", RootOfErrors, "Life"],
        ["Weekly"] = ["Fixes", "Triage", "Verification", RootOfErrors, "Life", "Impact"],
        ["FromMessage"] = ["Recurrences", "Report", "Cards", RootOfErrors, "Life", "Proposals", "Impact", "Taxonomies"],
        ["Search"] = ["Report", RootOfErrors, "Impact", "Taxonomies"],
        ["Import"] = ["Search", RootOfErrors, "Proposals", "Impact", "Taxonomies"],
        ["Api"] =
        [
            "Search", "Fixes", "Verification", "Triage", "Recurrences", "Edits", "Report", "Cards", RootOfErrors, "Life", "Proposals",
            "Impact", "Taxonomies",
        ],
        ["Benchmark"] = ["Import", "Report", RootOfErrors, "Proposals"],
    };

    private const string RootOfErrors = "Root";

    private static readonly string[] FaceOfErrors =
        [$"{Root}.Errors.ErrorsSlice", $"{Root}.Errors.ErrorKind", $"{Root}.Errors.ErrorTexts"];

    /// <summary>The folders of storage that are none of a slice's business.</summary>
    private static readonly string[] InsideStorage = [$"{Root}.Storage.Engine.", $"{Root}.Storage.Turns."];

    private static readonly string[] FrameworkMayReference =
        ["System.", "Microsoft.Extensions.", "Microsoft.AspNetCore.", "Microsoft.IdentityModel."];

    [Fact]
    public void Each_folder_of_the_framework_knows_only_those_below_it() =>
        NoUse(
            TheFramework,
            (from, to) =>
                FolderOf(from, FrameworkRoot) is { } folder
                    && FolderOf(to, FrameworkRoot) is { } other
                    && other != folder
                    && !Layers[folder].Contains(other));

    [Fact]
    public void Every_folder_of_the_framework_has_its_place() =>
        TheFramework.Uses.Select(use => FolderOf(use.From, FrameworkRoot)).OfType<string>().Distinct().Should().BeSubsetOf(Layers.Keys);

    [Fact]
    public void The_framework_stands_on_dotnet_and_the_library_that_checks_tokens() =>
        TheFramework.References.Where(name => !FrameworkMayReference.Any(allowed => name.StartsWith(allowed, StringComparison.Ordinal)))
            .Should()
            .BeEmpty();

    [Fact]
    public void Only_the_authentication_folder_knows_the_library_that_checks_tokens() =>
        NoUse(
            TheFramework,
            (from, to) =>
                FolderOf(from, FrameworkRoot) is not "Authentication"
                    && to.StartsWith("Microsoft.IdentityModel.", StringComparison.Ordinal));

    [Fact]
    public void Only_the_hosting_folder_knows_the_web_host() =>
        NoUse(
            TheFramework,
            (from, to) =>
                FolderOf(from, FrameworkRoot) is not "Hosting" && to.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal));

    [Fact]
    public void The_framework_knows_no_product() => TheFramework.References.Should().NotContain(typeof(Program).Assembly.GetName().Name);

    [Fact]
    public void A_slice_uses_of_another_only_its_face() =>
        NoUse(
            TheApp,
            (from, to) =>
                FolderOf(from, Root) is { } slice
                    && FolderOf(to, Root) is { } other
                    && other != slice
                    && !IsForAll(other)
                    && !IsFace(to, other)
                    && !IsGallery(from));

    [Fact]
    public void What_lies_below_the_slices_knows_only_what_is_below_itself() =>
        NoUse(TheApp, (from, to) => FolderOf(from, Root) is { } folder && Ground.TryGetValue(folder, out var below)
            && FolderOf(to, Root) is { } other && other != folder && other is not "Framework" && !below.Contains(other));

    [Fact]
    public void Each_folder_of_the_errors_knows_only_those_below_it() =>
        NoUse(
            TheApp,
            (from, to) =>
                FolderOfErrors(from) is { } folder
                    && FolderOfErrors(to) is { } other
                    && other != folder
                    && !LayersOfErrors[folder].Contains(other));

    [Fact]
    public void Every_folder_of_the_errors_has_its_place() =>
        TheApp.Uses.Select(use => FolderOfErrors(use.From)).OfType<string>().Distinct().Should().BeEquivalentTo(LayersOfErrors.Keys);

    [Fact]
    public void A_slice_knows_neither_the_engine_nor_the_stores_of_the_framework() =>
        NoUse(TheApp, (from, to) => FolderOf(from, Root) is { } folder && folder is not ("Storage" or "Operations" or "Development")
            && InsideStorage.Any(inside => to.StartsWith(inside, StringComparison.Ordinal)));

    [Fact]
    public void Only_one_type_knows_the_library_of_graph() =>
        NoUse(
            TheApp,
            (from, to) =>
                !from.StartsWith($"{Root}.Graph.GraphDirectory", StringComparison.Ordinal)
                    && (to.StartsWith("Microsoft.Graph.", StringComparison.Ordinal)
                        || to.StartsWith("Microsoft.Kiota.", StringComparison.Ordinal)));

    [Fact]
    public void The_reader_sees_what_there_is()
    {
        TheFramework.Uses.Should().Contain(("Improvement.Bot.Framework.Dialogs.DialogPlayer", "Improvement.Bot.Framework.Cards.Card"));
        TheApp.Uses.Should().Contain(use => FolderOf(use.From, Root) == "Errors" && FolderOf(use.To, Root) == "People");
        TheApp.Uses.Should().Contain(use => use.To == "Microsoft.Graph.GraphServiceClient");
    }

    /// <summary>The folder of the errors in which a type lies; null outside, and for the face.</summary>
    private static string? FolderOfErrors(string type) =>
        FolderOf(type, Root) is not "Errors"
            || FaceOfErrors.Any(face => type == face || type.StartsWith(face + "/", StringComparison.Ordinal))
            ? null
            : FolderOf(type, $"{Root}.Errors") ?? RootOfErrors;

    /// <summary>The framework and what lies below the slices are there for every slice.</summary>
    private static bool IsForAll(string folder) => folder is "Framework" || Ground.ContainsKey(folder);

    /// <summary>The developers' page of every card draws the cards of every slice.</summary>
    private static bool IsGallery(string type) => type.StartsWith($"{Root}.Development.Gallery.", StringComparison.Ordinal);

    /// <summary>The small public face of a slice, such as <c>ErrorsSlice</c>.</summary>
    private static bool IsFace(string type, string folder) => type == $"{Root}.{folder}.{folder}Slice";
}
