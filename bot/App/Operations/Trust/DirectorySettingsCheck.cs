using Improvement.Bot.Graph;
using Improvement.Bot.People;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations.Trust;

/// <summary>Refuses to start where the directory is switched on and cannot be asked, or could be asked by anybody in between.</summary>
internal sealed class DirectorySettingsCheck(IHostEnvironment environment, IOptions<BotSettings> bot, TeamsSettings teams)
    : IValidateOptions<DirectorySettings>
{
    public ValidateOptionsResult Validate(string? name, DirectorySettings options)
    {
        if (!options.IsUsed || options.Faults().Any()) return ValidateOptionsResult.Success; // those are told already
        var faults = Faults(options, bot.Value).ToList();
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(DirectorySettings options, BotSettings settings)
    {
        var isStandIn = Uri.TryCreate(options.Address, UriKind.Absolute, out var address) && address.IsLoopback;
        if (isStandIn && !environment.IsDevelopment())
        {
            yield return $"Directory:Address is '{options.Address}'; the loopback address is accepted in the Development environment only.";
        }
        if (settings.AllowUnauthenticated)
        {
            if (!isStandIn)
            {
                yield return "Directory:Enabled and Directory:AutomaticReplies need the bot's registration, which Bot:AllowUnauthenticated "
                    + "leaves out; without one only a stand-in on this machine can be asked (Directory:Address).";
            }
        }
        else if (DirectoryAccessFactory.TenantOf(settings, teams) is null)
        {
            yield return "Teams:HomeTenant is empty; a bot that was registered for several tenants must be told whose directory it reads.";
        }
    }
}
