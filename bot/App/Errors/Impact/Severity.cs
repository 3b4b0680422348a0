namespace Improvement.Bot.Errors.Impact;

/// <summary>
/// How bad an error was for those it reached; the number is what is stored, shown and searched for. Definitions:
/// <see cref="ErrorWords.Means(Severity)"/>.
/// </summary>
internal enum Severity
{
    /// <summary>Could lead to an error; nothing has gone wrong yet.</summary>
    Hazard = 0,

    /// <summary>Caught before it left the team.</summary>
    NearMiss = 1,

    /// <summary>Left the team without a loss.</summary>
    ReachedNoHarm = 2,

    /// <summary>Up to one person-day, reversible.</summary>
    MinorHarm = 3,

    /// <summary>Up to two person-weeks, a commitment missed, several people.</summary>
    MajorHarm = 4,

    /// <summary>Irreversible, or legal, privacy, safety, security, trust.</summary>
    Critical = 5,
}

/// <summary>Who or what was hit, as far as the reporter knows.</summary>
internal enum HitWhom
{
    /// <summary>Preselected: the reporter need not find out first.</summary>
    NotKnownYet = 0,

    /// <summary>The reporter alone.</summary>
    OnlyMe = 1,

    /// <summary>Somebody inside the organisation.</summary>
    Colleague = 2,

    /// <summary>Somebody outside it.</summary>
    Customer = 3,

    /// <summary>More than one person or team.</summary>
    Several = 4,

    /// <summary>Nobody so far: a hazard or a near miss.</summary>
    NobodyYet = 5,
}

/// <summary>What kind of thing the report is about.</summary>
internal enum ReportedObject
{
    /// <summary>A person's task.</summary>
    Task = 0,

    /// <summary>An AI agent, with its model and version.</summary>
    AiAgent = 1,

    /// <summary>A tool or system.</summary>
    Tool = 2,

    /// <summary>A step of a process.</summary>
    ProcessStep = 3,

    /// <summary>A document.</summary>
    Document = 4,

    /// <summary>A hand-over between people or agents.</summary>
    HandOver = 5,
}
