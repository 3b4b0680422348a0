using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.People;

/// <summary>Section <c>Roles</c> of the settings: who may do what from the start; everything later is given in the chat.</summary>
internal sealed class RolesSettings : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Roles";

    /// <summary>Entra object ids of the administrators.</summary>
    public IList<string> Administrators { get; } = [];

    /// <summary>Who leads what.</summary>
    public IList<LeadSetting> Leads { get; } = [];

    /// <summary>Whether they name a person as an administrator.</summary>
    public bool NamesAdministrator(Person person) => Administrators.Any(id => EntraIds.Same(id, person.AadObjectId));

    /// <summary>Whether they name a person as lead of a team.</summary>
    /// <param name="group">The Entra group id of the team; null while it is not known.</param>
    public bool NamesLead(Person person, string? group) => LeadsOf(group).Any(lead => EntraIds.Same(lead.Person, person.AadObjectId));

    /// <summary>The leads of a team whom they name.</summary>
    /// <inheritdoc cref="NamesLead"/>
    public IEnumerable<LeadSetting> LeadsOf(string? group) => group is null
        ? []
        : Leads.Where(lead => string.Equals(lead.Role, Role.Lead, StringComparison.OrdinalIgnoreCase) && EntraIds.Same(lead.Team, group));

    /// <summary>The roles in the whole organisation that they name a person for, an administrator's apart.</summary>
    public IEnumerable<string> RolesOf(Person person)
    {
        foreach (var lead in Leads.Where(lead => EntraIds.Same(lead.Person, person.AadObjectId)))
        {
            if (Role.TryParse(lead.Role, out var role) && role != Role.Lead) yield return role;
        }
    }

    /// <summary>Every fault of these settings, each in one sentence.</summary>
    public IEnumerable<string> Faults()
    {
        for (var i = 0; i < Administrators.Count; i++)
        {
            if (!Guid.TryParse(Administrators[i], out _))
            {
                yield return $"{Section}:Administrators:{i} is '{Administrators[i]}'; it must be an Entra object id (a GUID).";
            }
        }

        for (var i = 0; i < Leads.Count; i++)
        {
            if (!Guid.TryParse(Leads[i].Person, out _))
            {
                yield return $"{Section}:Leads:{i}:Person is '{Leads[i].Person}'; it must be an Entra object id (a GUID).";
            }
            if (!Role.TryParse(Leads[i].Role, out var role))
            {
                yield return $"{Section}:Leads:{i}:Role is '{Leads[i].Role}'; it must be one of {string.Join(", ", Role.Leading)}.";
            }
            else if (role == Role.Lead && !Guid.TryParse(Leads[i].Team, out _))
            {
                yield return $"{Section}:Leads:{i}:Team is '{Leads[i].Team}'; a lead needs the Entra group id of a team (a GUID).";
            }
        }
    }

    /// <summary>One lead.</summary>
    internal sealed class LeadSetting
    {
        /// <summary>Entra object id.</summary>
        public string Person { get; set; } = "";

        /// <summary>Entra group id of the team, for the role <c>lead</c>.</summary>
        public string Team { get; set; } = "";

        /// <summary><c>lead</c>, <c>error-lead</c>, <c>pattern-lead</c>, <c>feedback-lead</c> or <c>integration-lead</c>.</summary>
        public string Role { get; set; } = "lead";
    }
}

/// <summary>The words for roles, in settings and in the database.</summary>
internal static class Role
{
    public const string Administrator = "administrator";
    public const string Lead = "lead";
    public const string ErrorLead = "error-lead";
    public const string PatternLead = "pattern-lead";
    public const string FeedbackLead = "feedback-lead";
    public const string IntegrationLead = "integration-lead";

    /// <summary>A member whom a team has named to verify its fixes.</summary>
    public const string Verifier = "verifier";

    /// <summary>The roles that can be given.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Lead, Verifier, ErrorLead, PatternLead, FeedbackLead, IntegrationLead, Administrator];

    /// <summary>Whether a role is for one team; the others are for the whole organisation.</summary>
    public static bool IsOfTeam(string role) => role is Lead or Verifier;

    /// <summary>The roles that lead something.</summary>
    public static IReadOnlyList<string> Leading { get; } = [Lead, ErrorLead, PatternLead, FeedbackLead, IntegrationLead];

    public static bool TryParse(string word, out string role)
    {
        role = word.ToLowerInvariant();
        return Leading.Contains(role);
    }
}
