using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Greeting;
using Improvement.Bot.Pages;
using Improvement.Bot.People;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Improvement.Bot.Development;

/// <summary>Registers the chat page.</summary>
internal static class PlaygroundServices
{
    /// <summary>
    /// Adds the chat page in Development where the settings ask for it, and there what a page started by hand needs too; anywhere else
    /// nothing.
    /// </summary>
    public static IServiceCollection AddPlayground(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection(PlaygroundOptions.Section);
        services.AddSettings<PlaygroundOptions>(configuration);
        if (environment.IsDevelopment()) services.AddChatPage();
        if (!environment.IsDevelopment() || !(bool.TryParse(section[nameof(PlaygroundOptions.Enabled)], out var isEnabled) && isEnabled))
        {
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.PostConfigure<RolesSettings>(roles =>
        {
            // somebody has to be the first
            if (roles.Administrators.Count is 0) roles.Administrators.Add(PlaygroundTenant.CurrentUserObjectId);
        });
        // who tries it in the evening sees at once what others get
        services.PostConfigure<AttentionSettings>(attention =>
            (attention.WorkingHours, attention.QuietHours) = ("Mon-Sun 00:00-24:00", ""));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<Playground>(provider, Console.Out));
        return services;
    }

    /// <summary>
    /// What the chat page needs, whether the bot starts it or a person by hand: messages in its terms, the welcome again whenever the
    /// page, which forgets everything, is opened, and a local address at which records are opened as pages.
    /// </summary>
    private static void AddChatPage(this IServiceCollection services)
    {
        services.AddSingleton(provider => new LocalPages(() => BotAddress.From(
            provider.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])));
        services.AddSingleton<PlaygroundMessages>();
        services.AddSingleton<IStartupFilter, PlaygroundAnswers>();
        services.AddSingleton(provider =>
            new ConnectorOptions { InFront = chain => new PlaygroundConnector(chain, provider.GetRequiredService<PlaygroundMessages>()) });
        services.SayWelcomeAgain(activity => activity.Conversation.Kind is ConversationKind.Personal
            && Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var service) && PlaygroundMessages.IsPlayground(service));
    }
}
