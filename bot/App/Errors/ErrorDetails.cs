using Improvement.Bot.Errors.Impact;

namespace Improvement.Bot.Errors;

/// <summary>
/// The details of an error: the optional fields that a report, the record of it and an edit share. In JSON they stand beside the other
/// members of the record that derives from this one. Free texts among them are listed in <see cref="DetailText"/>.
/// </summary>
internal abstract record ErrorDetails
{
    /// <summary>Who or what was hit.</summary>
    public HitWhom Hit { get; init; }

    /// <summary>Who or what exactly.</summary>
    public string? HitWords { get; init; }

    /// <summary>What kind of thing went wrong; null for not known.</summary>
    public ReportedObject? Object { get; init; }

    /// <summary>Its name, such as that of the AI agent.</summary>
    public string? ObjectName { get; init; }

    /// <summary>Its version, or its model and prompt.</summary>
    public string? ObjectVersion { get; init; }

    /// <summary>The step of its work at which an AI agent went wrong, as its trace counts.</summary>
    public string? AgentStep { get; init; }

    /// <summary>Why it went wrong there, as far as the reporter knows.</summary>
    public string? AgentReason { get; init; }

    /// <summary>A code of the axis of what goes wrong with AI agents.</summary>
    public string? AgentMode { get; init; }

    /// <summary>A code of the kind axis; empty or null for “not sure yet”.</summary>
    public string? Category { get; init; }

    /// <summary>What should have happened.</summary>
    public string? Expected { get; init; }

    /// <summary>What happened instead.</summary>
    public string? Actual { get; init; }

    /// <summary>What was done at once.</summary>
    public string? ImmediateAction { get; init; }

    /// <summary>Links, messages, the id of a trace.</summary>
    public string? Evidence { get; init; }

    /// <summary>Another record with these details.</summary>
    public T CopyTo<T>(T other)
        where T : ErrorDetails =>
        (T)((ErrorDetails)other with
        {
            Hit = Hit,
            HitWords = HitWords,
            Object = Object,
            ObjectName = ObjectName,
            ObjectVersion = ObjectVersion,
            AgentStep = AgentStep,
            AgentReason = AgentReason,
            AgentMode = AgentMode,
            Category = Category,
            Expected = Expected,
            Actual = Actual,
            ImmediateAction = ImmediateAction,
            Evidence = Evidence,
        });
}
