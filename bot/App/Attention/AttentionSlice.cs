using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Attention;

/// <summary>What the bot writes unasked, to whom and when; other slices send through <see cref="Notices"/>.</summary>
internal static class AttentionSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services.AddAttention(configuration: null),
        Routes = (routes, _) => routes
            .Command(NotificationsCommand.Name, NotificationsCommand.Run, takesWords: false)
            .Dialog(KeepQuiet.Dialog)
            .Press(NotificationsCommand.Mute, NotificationsCommand.Pressed)
            .Press(NotificationsCommand.Quiet, NotificationsCommand.AskQuiet),
        Settings = [SettingsSection.Of<AttentionSettings>()],
        Samples = say => [new("attention", AttentionTexts.GroupSamples, [.. AttentionSamples.Of(say)])],
    };

    /// <summary>Adds what sends; the settings are checked at start.</summary>
    /// <param name="configuration">Where the settings are; null: in the configuration of the host.</param>
    public static IServiceCollection AddAttention(this IServiceCollection services, IConfiguration? configuration) => services
        .AddSettings<AttentionSettings>(configuration)
        .AddSingleton(AttentionKind.Answer)
        .AddSingleton(AttentionKind.Reminder)
        .AddSingleton(AttentionKind.Other)
        .AddSingleton(AttentionKind.Decision)
        .AddSingleton(AttentionKind.Severe)
        .AddSingleton<AttentionKinds>()
        .AddScoped<Preferences>()
        .AddScoped<PreferenceDialog>()
        .AddScoped<NotificationReader>()
        .AddScoped<FactsReader>()
        .AddScoped<NoticeStore>()
        .AddScoped<NoticeDelivery>()
        .AddScoped<Notices>()
        .AddScoped<DueNotices>()
        .AddSingleton(DueNotices.Source);
}
