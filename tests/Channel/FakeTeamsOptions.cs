namespace Improvement.Bot.Tests.Channel;

/// <summary>What a fake tenant is made of.</summary>
public sealed record FakeTeamsOptions
{
    /// <summary>The tenant.</summary>
    public string TenantId { get; init; } = "2f7c3a54-0d5e-4b6a-9c1b-6d1f8a2e4c90";

    /// <summary>The app id of the bot; its channel id is <c>28:</c> and this.</summary>
    public string AppId { get; init; } = "7d0e6d3c-51c3-4c55-8d37-5f6f8f4f2a11";

    /// <summary>The name of the bot in mentions.</summary>
    public string BotName { get; init; } = "Improvement Bot";

    /// <summary>The clock of timestamps and limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long Teams waits for an answer of the bot.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The loopback port of the connector; 0 takes a free one.</summary>
    public int Port { get; init; }
}
