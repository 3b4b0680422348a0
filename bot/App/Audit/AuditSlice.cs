using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;

namespace Improvement.Bot.Audit;

/// <summary>What happened and who did it, for administrators: in the chat, as a file, over the API.</summary>
internal static class AuditSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services
            .AddScoped<AuditReader>()
            .AddSingleton<AuditExport>()
            .AddSingleton(AuditApi.Scope)
            .ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, AuditJson.Default)),
        Routes = (routes, _) => routes
            .Command(AuditCommand.Name, AuditCommand.Run)
            .Press(AuditCommand.PagePress, AuditCommand.Turned, reads: true)
            .Press(AuditCommand.EntryPress, AuditCommand.Opened, reads: true),
        Api = AuditApi.Map,
        CommandLines = host => [AuditCommandLine.Of(host.Open)],
        Samples = say => AuditSamples.Of(text => say(text)),
    };
}
