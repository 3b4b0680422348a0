namespace Improvement.Bot.Errors;

/// <summary>Who may see an error.</summary>
internal enum Confidentiality
{
    /// <summary>The team.</summary>
    Normal,

    /// <summary>The reporter, the owner, the leads, administrators, and people named on it.</summary>
    Restricted,
}
