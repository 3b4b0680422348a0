using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Operations;

/// <summary>How the outbox is emptied, as the settings say.</summary>
internal static class OutboxOptionsFactory
{
    /// <summary>Section <c>Teams:Limits</c>.</summary>
    private const string Limits = "Teams:Limits";

    /// <summary>The options of the sender.</summary>
    public static OutboxOptions FromSettings(IServiceProvider services)
    {
        var options = new OutboxOptions { AskToWriteToMe = _ => OutgoingActivity.Of(OperationsTexts.WriteToMe) };
        services.GetRequiredService<IConfiguration>().GetSection(Limits).Bind(options.Limits);
        return options;
    }
}
