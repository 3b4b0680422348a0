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

    /// <summary>The roles that lead something.</summary>
    public static IReadOnlyList<string> Leading { get; } = [Lead, ErrorLead, PatternLead, FeedbackLead, IntegrationLead];

    public static bool TryParse(string word, out string role)
    {
        role = word.ToLowerInvariant();
        return Leading.Contains(role);
    }
}
