using System.CommandLine;
using System.Text.Json;
using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.Errors.Analyses;
using Improvement.Bot.Errors.Api;
using Improvement.Bot.Errors.Benchmark;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Fixes;
using Improvement.Bot.Errors.FromMessage;
using Improvement.Bot.Errors.Import;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Measures;
using Improvement.Bot.Errors.Ranking;
using Improvement.Bot.Errors.Recurrences;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Errors.Timers;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Errors.Verdicts;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Reporting errors, changing reports, and finding them again: what other slices and <c>Program</c> see of it.</summary>
internal static class ErrorsSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services.AddErrors(),
        Routes = (routes, _) => routes.MapErrors(),
        Api = ErrorsApi.Map,
        Kinds = [ErrorKind.Definition, AlarmKind.Definition],
        Settings = [SettingsSection.Of<AlarmSettings>(), SettingsSection.Of<RankSettings>()],
        Samples = say => [new("alarms", AlarmTexts.GroupSamples, [.. AlarmSamples.Of(say)])],
        CommandLines = host => [ImportCommand(host.Open), BenchmarkCommand()],
    };

    /// <summary>Adds what the slice needs.</summary>
    public static IServiceCollection AddErrors(this IServiceCollection services) => services
        .AddScoped<Reporter>()
        .AddScoped<ErrorReaders>()
        .AddScoped<ErrorFiling>()
        .AddScoped<WitnessReport>()
        .AddScoped<ErrorRecurrences>()
        .AddScoped<AlikeFixedSearch>()
        .AddScoped<AccountRetraction>()
        .AddScoped<ErrorChange>()
        .AddScoped<EditError>()
        .AddScoped<AddDetail>()
        .AddScoped<WithdrawError>()
        .AddScoped<ErrorPlaces>()
        .AddSettings<RankSettings>()
        .AddScoped<ErrorCandidates>()
        .AddScoped<ErrorGuard>()
        .AddScoped<ErrorSteps>()
        .AddScoped<SimilarErrors>()
        .AddTriage()
        .AddAnalyses()
        .AddVerdicts()
        .AddAlarms()
        .AddFixes()
        .AddScoped<ErrorTimers>()
        .AddSingleton(ErrorTimers.Source)
        .AddSingleton(ErrorTimers.Notice)
        .AddSingleton(ErrorTimers.Reminder)
        .AddSingleton(FixProposals.Source)
        .AddSingleton(ClusterMetrics.Of(() => ErrorKind.Definition))
        .AddSingleton(TeamMeasures.Source)
        .AddSingleton(TeamsMeeting.Inventory)
        .AddSingleton(RelatedReports.Source)
        .AddSingleton(new NotShown(ErrorViews.Triage, NotInChannel))
        .ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ErrorsApiJson.Default));

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapErrors(this BotRoutes routes) => routes
        .Command(ReportError.Name, ReportError.Dialog, ReportError.Given)
        .Dialog(EditError.Dialog)
        .Dialog(AddDetail.Dialog)
        .Dialog(WithdrawError.Dialog)
        .Dialog(WitnessReport.Dialog)
        .ChangePress(ErrorButtons.VerbOf(ErrorAction.Edit), ErrorKind.Definition, EditError.Dialog)
        .ChangePress(ErrorButtons.VerbOf(ErrorAction.AddDetail), ErrorKind.Definition, AddDetail.Dialog)
        .ChangePress(ErrorButtons.VerbOf(ErrorAction.Withdraw), ErrorKind.Definition, WithdrawError.Dialog)
        .ChangePress(ErrorButtons.VerbOf(ErrorAction.Witness), ErrorKind.Definition, WitnessReport.Dialog)
        .Press(ErrorButtons.VerbOf(ErrorAction.RetractAccount), AccountRetraction.Pressed)
        .Press(ErrorButtons.ReportInstead, AccountRetraction.ReportInstead)
        .Press(ErrorButtons.LetSee, LetWitnessSee.Pressed)
        .MapTriage()
        .MapAnalyses()
        .MapAlarms()
        .MapFixes()
        .MapVerdicts()
        .Extension(ReportAction.Command, ReportAction.Opened, ReportAction.Sent);

    /// <summary>The command line <c>import errors FILE.csv</c>.</summary>
    /// <param name="open">Opens the database; null where that is impossible, which has been said then.</param>
    private static Command ImportCommand(Func<IServiceProvider?> open) =>
        new ImportCommand(Console.Out, Console.Error, Console.IsOutputRedirected, TimeProvider.System).Define(team =>
            open() is { } services ? new ImportStore(services, team).Keep : null);

    /// <summary>
    /// The command line <c>benchmark likeness REPORTS.csv QUERIES.csv</c>, which needs no settings and touches no database but its own.
    /// </summary>
    private static Command BenchmarkCommand() => new LikenessCommand(Console.Out, Console.Error, TimeProvider.System).Define();

    /// <summary>A button that begins a report with the text that it carries, in its own place.</summary>
    public static ValueTask BeginReport(TurnContext turn, CancellationToken ct) => BeginReport(turn, turn.PressData.Text("text") ?? "", ct);

    /// <summary>The same below the card, which stays.</summary>
    public static ValueTask BeginReportBelow(TurnContext turn, CancellationToken ct) =>
        turn.Services.GetRequiredService<DialogTurns>().BeginBelow(
            turn, ReportError.Dialog, ReportError.Given(turn.PressData.Text("text") ?? ""), ct);

    /// <summary>Begins a report with a text.</summary>
    public static ValueTask BeginReport(TurnContext turn, string text, CancellationToken ct) =>
        turn.Services.GetRequiredService<DialogTurns>().Begin(turn, ReportError.Dialog, ReportError.Given(text), ct);

    private static void NotInChannel(IServiceProvider services, Place place) =>
        services.GetRequiredService<ErrorPlaces>().InNoChannel(ErrorKind.Definition.NumberIn(place.Subject)!.Value, place.To.ServiceUrl);
}
