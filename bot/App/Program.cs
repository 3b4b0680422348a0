using Improvement.Bot;
using Improvement.Bot.Api;
using Improvement.Bot.Development;
using Improvement.Bot.Development.Gallery;
using Improvement.Bot.Errors;
using Improvement.Bot.Framework.Hosting;
using Improvement.Bot.Greeting;
using Improvement.Bot.Jobs;
using Improvement.Bot.Operations;
using Improvement.Bot.Operations.Backups;
using Improvement.Bot.Operations.CommandLine;
using Improvement.Bot.Operations.Packaging;
using Improvement.Bot.Operations.Trust;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Setup;
using Improvement.Bot.Storage;

var line = CommandArguments.Of(args, Sections.All);
return await BotCommandLine.Run(line, Sections.All, Start,
[
    ErrorsSlice.ImportCommand(Open),
    ErrorsSlice.BenchmarkCommand(),
    BackupCommands.Backup(Build),
    BackupCommands.Restore(Build),
    HealthCommand.Of(Build),
    ManifestCommand.Of(() => Build().Configuration["Bot:AppId"]),
]);

async Task<int> Start()
{
    var app = Build();
    if (!app.CanStart(Sections.All)) return ExitCode.NotAll;

    app.MapBotFramework();
    app.MapApi(ErrorsSlice.MapApi);
    app.MapHealth();
    app.MapGallery();
    app.MapHomePage();

    return await app.RunUntilStopped();
}

IServiceProvider? Open() => Build() is var app && app.CanStart(Sections.All) ? app.Services : null;

WebApplication Build()
{
    var builder =
        WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = line.Settings, ContentRootPath = AppContext.BaseDirectory });
    var settings = builder.Configuration;
    FormerDataFolder.Find(settings);

    builder.Services
        .AddOperations(settings)
        .AddTelemetry(settings)
        .AddStorage(settings)
        .AddPeople(settings)
        .AddRecords()
        .AddJobs()
        .AddApi(settings)
        .AddErrors()
        .AddBackups(settings)
        .AddGreeting()
        .AddChannelAuthentication(TrustOptionsFactory.FromSettings)
        .AddOutbox(OutboxOptionsFactory.FromSettings)
        .AddPlayground(settings, builder.Environment)
        .AddGallery()
        .AddBotFramework(routes => routes
            .BeforeEachTurn(SenderRegistration.Record)
            .MapErrors()
            .MapApi()
            .MapBackups()
            .MapSetup()
            .MapGreeting());

    return builder.Build();
}
