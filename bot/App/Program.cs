using System.Collections.Immutable;
using Improvement.Bot;
using Improvement.Bot.Actions;
using Improvement.Bot.Api;
using Improvement.Bot.Attention;
using Improvement.Bot.Audit;
using Improvement.Bot.Development;
using Improvement.Bot.Development.Gallery;
using Improvement.Bot.Digests;
using Improvement.Bot.Effects;
using Improvement.Bot.Errors;
using Improvement.Bot.Feedback;
using Improvement.Bot.Framework.Hosting;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Graph;
using Improvement.Bot.Greeting;
using Improvement.Bot.Improvements;
using Improvement.Bot.Jobs;
using Improvement.Bot.Operations;
using Improvement.Bot.Operations.Backups;
using Improvement.Bot.Operations.CommandLine;
using Improvement.Bot.Operations.Delivery;
using Improvement.Bot.Operations.Packaging;
using Improvement.Bot.Operations.Simulations;
using Improvement.Bot.Operations.Trust;
using Improvement.Bot.Pages;
using Improvement.Bot.Patterns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews;
using Improvement.Bot.Roles;
using Improvement.Bot.Search;
using Improvement.Bot.Setup;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

var line = CommandArguments.Of(args, Sections.All);
var host = new CommandHost(Build, Open);
return await BotCommandLine.Run(line, Sections.All, Start,
[
    .. Slices.All.SelectMany(slice => slice.CommandLines(host)),
    HealthCommand.Of(Build),
    ManifestCommand.Of(() => Build().Configuration["Bot:AppId"]),
    .. SimulationCommands.All,
]);

async Task<int> Start()
{
    var app = Build();
    if (!app.CanStart(Sections.All)) return ExitCode.NotAll;

    app.MapBotFramework();
    app.MapApi(app.Services.GetServices<Slice>().Select(slice => slice.Api));
    app.MapPages();
    app.MapHealth();
    app.MapGallery();
    app.MapHomePage();

    return await app.RunUntilStopped();
}

IServiceProvider? Open() => Build() is var app && app.CanStart(Sections.All) ? app.Services : null;

WebApplication Build()
{
    var builder = WebApplication.CreateSlimBuilder(
        new WebApplicationOptions { Args = line.Settings, ContentRootPath = AppContext.BaseDirectory });
    var settings = builder.Configuration;
    FormerDataFolder.Find(settings);

    builder.Services
        .AddOperations(settings)
        .AddTelemetry(settings)
        .AddStorage(settings)
        .AddPeople(settings)
        .AddRecords()
        .AddJobs()
        .AddPages()
        .AddDirectory(settings, DirectoryAccessFactory.FromSettings)
        .AddSimilarity()
        .AddSearch()
        .AddChannelAuthentication(TrustOptionsFactory.FromSettings)
        .AddOutbox(OutboxOptionsFactory.FromSettings)
        .AddPlayground(settings, builder.Environment)
        .AddGallery()
        .AddBotFramework(Routes);
    foreach (var slice in Slices.All) builder.Services.AddSlice(slice);

    return builder.Build();
}

void Routes(BotRoutes routes, IServiceProvider services)
{
    var kinds = services.GetRequiredService<RecordKinds>();
    routes.BeforeEachTurn(SenderRegistration.Record).MapRecords(kinds).MapSearch(kinds).MapPagePress();
    foreach (var slice in services.GetServices<Slice>()) slice.Routes(routes, kinds);
}

namespace Improvement.Bot
{
    /// <summary>The slices of the bot, a line each. A bare number in the chat means a record of the first kind.</summary>
    internal static class Slices
    {
        /// <summary>All of them.</summary>
        public static ImmutableArray<Slice> All { get; } =
        [
            ErrorsSlice.Slice,
            ActionsSlice.Slice,
            PatternsSlice.Slice,
            ReviewsSlice.Slice,
            ImprovementsSlice.Slice,
            AttentionSlice.Slice,
            DigestsSlice.Slice,
            FeedbackSlice.Slice,
            EffectsSlice.Slice,
            ApiSlice.Slice,
            BackupSlice.Slice,
            OutboxSlice.Slice,
            SetupSlice.Slice,
            RolesSlice.Slice,
            AuditSlice.Slice,
            GreetingSlice.Slice,
        ];
    }
}
