using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations;

/// <summary>Section <c>Bot</c>: who the bot is, and whom it trusts.</summary>
internal sealed class BotSettings
{
    public const string Section = "Bot";

    /// <summary>Takes activities from anybody who can reach the port. For trying things out on one machine; accepted in Development only.</summary>
    public bool AllowUnauthenticated { get; set; }
}

/// <summary>Refuses to start while the bot cannot tell the channel from anybody else.</summary>
internal sealed class BotSettingsCheck(IHostEnvironment environment) : IValidateOptions<BotSettings>
{
    public ValidateOptionsResult Validate(string? name, BotSettings options)
    {
        if (environment.IsDevelopment() && options.AllowUnauthenticated) return ValidateOptionsResult.Success;

        return ValidateOptionsResult.Fail(options.AllowUnauthenticated
            ? "Bot:AllowUnauthenticated is accepted in the Development environment only; here anybody could speak for anybody. Remove it."
            : "This bot cannot verify yet that a request comes from the channel, so it runs on one's own machine only: set the environment to Development and Bot:AllowUnauthenticated to true.");
    }
}
