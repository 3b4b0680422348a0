using Improvement.Bot.Api;
using Improvement.Bot.Development;
using Improvement.Bot.Development.Gallery;
using Improvement.Bot.Errors;
using Improvement.Bot.Framework.Hosting;
using Improvement.Bot.Greeting;
using Improvement.Bot.Operations;
using Improvement.Bot.Operations.Backups;
using Improvement.Bot.Operations.Packaging;
using Improvement.Bot.Operations.Trust;
using Improvement.Bot.People;
using Improvement.Bot.Setup;
using Improvement.Bot.Storage;

if (ErrorsSlice.IsBenchmark(args)) return await ErrorsSlice.Benchmark(args);

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var settings = builder.Configuration;
if (ManifestCommand.IsMeant(args)) return ManifestCommand.Run(args, settings["Bot:AppId"], Console.Out, Console.Error);

builder.Services
    .AddOperations(settings)
    .AddTelemetry(settings)
    .AddStorage(settings)
    .AddPeople(settings)
    .AddApi(settings)
    .AddErrors()
    .AddBackups(settings)
    .AddGreeting()
    .AddChannelAuthentication(Believing.FromSettings)
    .AddOutbox(Speaking.FromSettings)
    .AddPlayground(settings, builder.Environment)
    .AddGallery()
    .AddBotFramework(routes => routes
        .BeforeEachTurn(Meeting.Meet)
        .MapErrors()
        .MapApi()
        .MapBackups()
        .MapSetup()
        .MapGreeting());

var app = builder.Build();
if (await app.TryOperate(args) is { } code) return code;
if (!app.CanStart()) return 1;
if (ErrorsSlice.IsImport(args)) return await ErrorsSlice.Import(app.Services, args);

app.MapBotFramework();
app.MapApi(ErrorsSlice.MapApi);
app.MapHealth();
app.MapGallery();

return await app.RunUntilStopped();
