using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.People;

/// <summary>Section <c>Teams</c> of the settings.</summary>
internal sealed class TeamsSettings : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Teams";

    /// <summary>
    /// The tenant of this organisation; people of others are guests. Empty: everybody with an Entra object id is at home.
    /// </summary>
    public string HomeTenant { get; set; } = "";

    /// <summary>The team (its Entra group id) that reports of people without a team go to; empty for none.</summary>
    public string DefaultTeam { get; set; } = "";

    /// <summary>Whether a tenant is known to be another one than home.</summary>
    public bool IsFromOutside(string? tenant) => HomeTenant.Length > 0 && tenant is { Length: > 0 } && !EntraIds.Same(tenant, HomeTenant);

    /// <summary>The same for somebody in a team, whose tenant stands in where the settings name none.</summary>
    public bool IsFromOutside(string? tenant, string? ofTeam) =>
        HomeTenant.Length > 0
            ? IsFromOutside(tenant)
            : tenant is { Length: > 0 } && ofTeam is { Length: > 0 } && !EntraIds.Same(tenant, ofTeam);

    /// <summary>Every fault of these settings, each in one sentence.</summary>
    public IEnumerable<string> Faults()
    {
        if (HomeTenant.Length > 0 && !Guid.TryParse(HomeTenant, out _))
        {
            yield return $"{Section}:HomeTenant is '{HomeTenant}'; it must be a tenant id (a GUID) or empty.";
        }
        if (DefaultTeam.Length > 0 && !Guid.TryParse(DefaultTeam, out _))
        {
            yield return $"{Section}:DefaultTeam is '{DefaultTeam}'; it must be the Entra group id of a team (a GUID) or empty.";
        }
    }
}
