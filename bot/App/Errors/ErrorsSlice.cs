using System.CommandLine;
using System.Text.Json;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Webhooks;
using Improvement.Bot.Errors.Api;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.FromMessage;
using Improvement.Bot.Errors.Import;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Errors.Similarity;
using Improvement.Bot.Errors.Similarity.Benchmark;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Reporting errors, changing reports, and finding them again: what other slices and <c>Program</c> see of it.</summary>
internal static class ErrorsSlice
{
    /// <summary>Adds what the slice needs.</summary>
    public static IServiceCollection AddErrors(this IServiceCollection services) => services
        .AddScoped<Reporter>()
        .AddScoped<ErrorAccessReader>()
        .AddScoped<ErrorReaders>()
        .AddScoped<ErrorReports>()
        .AddScoped<ErrorPlaces>()
        .AddScoped<ErrorEvents>()
        .AddScoped<ErrorRefusals>()
        .AddSingleton<RecentReports>()
        .AddSingleton<Indexing>()
        .AddPeriodicJob<Indexing>(provider => provider.GetRequiredService<Indexing>().Schedule, (indexing, ct) => indexing.CatchUp(ct))
        .AddScoped<SimilarityIndex>()
        .AddScoped<SimilarErrors>()
        .AddScoped<FindErrors>()
        .AddSingleton(new NotShown(ErrorViews.Triage, NotInChannel))
        .AddSingleton<SearchGate>()
        .AddSingleton(new WebhookSource(ErrorKind.Name, ErrorsApi.ForWebhook))
        .ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ErrorsApiJson.Default));

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapErrors(this BotRoutes routes)
    {
        foreach (var view in ErrorViews.All) routes.View(view);
        return routes
            .Command(ReportError.Name, ReportError.Dialog, ReportError.Given)
            .Dialog(ChangeDialogs.Edit)
            .Dialog(ChangeDialogs.AddDetail)
            .Dialog(ChangeDialogs.Withdraw)
            .Dialog(ChangeDialogs.Witness)
            .Press(ErrorButtons.Edit, (turn, ct) => Begin(turn, ChangeDialogs.Edit, ct))
            .Press(ErrorButtons.AddDetail, (turn, ct) => Begin(turn, ChangeDialogs.AddDetail, ct))
            .Press(ErrorButtons.Withdraw, (turn, ct) => Begin(turn, ChangeDialogs.Withdraw, ct))
            .Press(ErrorButtons.Witness, (turn, ct) => Begin(turn, ChangeDialogs.Witness, ct))
            .Press(ErrorButtons.LetSee, ShowError.LetSee)
            .Command("status", ShowError.Status, takesWords: true)
            .ShortFor(text => ErrorNumber.ReadLabel(text) is { } number ? $"status {ErrorNumber.Label(number)}" : null)
            .Command("my", MyErrors.Command)
            .Command("find", FindCommand.Command, takesWords: true)
            .Press(FindCommand.Search, FindCommand.Searched, reads: true)
            .Press(FindCommand.Page, FindCommand.Turned, reads: true)
            .Press(FindCommand.Form, FindCommand.Reformed, reads: true)
            .Press(MyErrors.Page, MyErrors.Turned, reads: true)
            .Extension(ReportAction.Command, ReportAction.Opened, ReportAction.Sent)
            .Search(ErrorSuggestions.Dataset, ErrorSuggestions.Find)
            .Press(ShowError.Open, ShowError.Tapped, reads: true);
    }

    /// <summary>What agents and systems can do with errors.</summary>
    public static void MapApi(ApiRoutes api) => ErrorsApi.Map(api);

    /// <summary>The command line <c>import errors FILE.csv</c>.</summary>
    /// <param name="open">Opens the database; null where that is impossible, which has been said then.</param>
    public static Command ImportCommand(Func<IServiceProvider?> open) =>
        new ImportCommand(Console.Out, Console.Error, Console.IsOutputRedirected, TimeProvider.System).Define(team =>
            open() is { } services ? new ImportStore(services, team).Keep : null);

    /// <summary>
    /// The command line <c>benchmark likeness REPORTS.csv QUERIES.csv</c>, which needs no settings and touches no database but its own.
    /// </summary>
    public static Command BenchmarkCommand() => new LikenessCommand(Console.Out, Console.Error, TimeProvider.System).Define();

    /// <summary>A button that begins a report with the text that it carries, in its own place.</summary>
    public static ValueTask BeginReport(TurnContext turn, CancellationToken ct) => BeginReport(turn, turn.PressData.Text("text") ?? "", ct);

    /// <summary>The same below the card, which stays.</summary>
    public static ValueTask BeginReportBelow(TurnContext turn, CancellationToken ct) =>
        turn.Services.GetRequiredService<DialogTurns>().BeginBelow(
            turn, ReportError.Dialog, ReportError.Given(turn.PressData.Text("text") ?? ""), ct);

    /// <summary>
    /// The labels of the reports that a text names, such as <c>ERR-12</c>; a bare number counts where it is all that the text says.
    /// </summary>
    public static IReadOnlyList<string> LabelsIn(string text) =>
        [.. (ErrorNumber.Read(text) is { } number ? [number] : ErrorNumber.In(text)).Select(ErrorNumber.Label)];

    /// <summary>Begins a report with a text.</summary>
    public static ValueTask BeginReport(TurnContext turn, string text, CancellationToken ct) =>
        turn.Services.GetRequiredService<DialogTurns>().Begin(turn, ReportError.Dialog, ReportError.Given(text), ct);

    private static void NotInChannel(IServiceProvider services, Place place) =>
        services.GetRequiredService<ErrorPlaces>().InNoChannel(ErrorSubject.NumberIn(place.Subject), place.To.ServiceUrl);

    private static ValueTask Begin(TurnContext turn, DialogDefinition dialog, CancellationToken ct)
    {
        if (turn.PressData.Whole("error") is { } number)
        {
            var turns = turn.Services.GetRequiredService<DialogTurns>();
            var given = JsonSerializer.SerializeToElement(new ErrorNumber(number), ErrorsJson.Default.ErrorNumber);
            return turn.PressData.Flag(ErrorButtons.Below)
                ? turns.BeginBelow(turn, dialog, given, ct)
                : turns.Begin(turn, dialog, given, ct);
        }

        turn.Tell(ErrorTexts.NotFound);
        return default;
    }
}
