using System.Collections.Immutable;
using System.CommandLine;
using Improvement.Bot.Api;
using Improvement.Bot.Errors;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Operations.CommandLine;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;

namespace Improvement.Bot;

/// <summary>
/// What a slice adds to the bot. <c>Program</c> lists the slices; everything else asks the list, so a new one is a line there.
/// </summary>
internal sealed record Slice
{
    /// <summary>Adds its services.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    /// <summary>Adds its commands, dialogs and buttons.</summary>
    public Action<BotRoutes, RecordKinds> Routes { get; init; } = (_, _) => { };

    /// <summary>Adds its resources to the HTTP API.</summary>
    public Action<ApiRoutes> Api { get; init; } = _ => { };

    /// <summary>The kinds of record that are its own.</summary>
    public ImmutableArray<RecordKind> Kinds { get; init; } = [];

    /// <summary>The sections of the settings that it reads; a section that nobody lists counts as misspelt.</summary>
    public ImmutableArray<SettingsSection> Settings { get; init; } = [];

    /// <summary>Its commands for the command line of the process.</summary>
    public Func<CommandHost, IEnumerable<Command>> CommandLines { get; init; } = _ => [];

    /// <summary>A sample of each of its cards, for the gallery and the golden files.</summary>
    public Func<SampleVoice, IEnumerable<GalleryGroup>> Samples { get; init; } = _ => [];
}

/// <summary>What a command of the command line may need of the application.</summary>
/// <param name="Build">Builds the application, not started.</param>
/// <param name="Open">Opens the database and gives the services; null where that is impossible, which has been said then.</param>
internal sealed record CommandHost(Func<WebApplication> Build, Func<IServiceProvider?> Open);

/// <summary>Adds slices.</summary>
internal static class SliceServices
{
    /// <summary>Adds the services and the kinds of record of a slice.</summary>
    public static IServiceCollection AddSlice(this IServiceCollection services, Slice slice)
    {
        services.AddSingleton(slice);
        foreach (var kind in slice.Kinds) services.AddSingleton(kind);
        slice.Services(services);
        return services;
    }
}
