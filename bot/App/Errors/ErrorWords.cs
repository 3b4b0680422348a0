using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.People;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors;

/// <summary>
/// The words for values that records keep as codes, in the language of the current turn
/// (<see cref="System.Globalization.CultureInfo.CurrentUICulture"/>).
/// </summary>
internal static class ErrorWords
{
    /// <summary>Where an error stands; of a fix that is made before its approval, that too.</summary>
    public static string StateOf(ErrorRecord error) => error.IsUnapproved ? ErrorTexts.StateUnapproved : Of(error.State);

    /// <summary>Somebody's name; an agent and a system are said to be one.</summary>
    /// <param name="kind">One of <see cref="ActorKind"/>.</param>
    public static string Named(string name, string kind) => kind switch
    {
        ActorKind.Agent => Say(ErrorTexts.NamedAgent, name),
        ActorKind.System => Say(ErrorTexts.NamedSystem, name),
        _ => name,
    };

    /// <summary>The name of a severity, without its number.</summary>
    public static string Of(Severity severity) => Word($"Severity.{severity}");

    /// <summary>The number and the name of a severity.</summary>
    public static string Level(Severity severity) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(int)severity} · {Of(severity)}");

    /// <summary>The definition of a severity in one line.</summary>
    public static string Means(Severity severity) => Word($"Severity.{severity}.Means");

    /// <summary>Who was hit.</summary>
    public static string Of(HitWhom whom) => Word($"HitWhom.{whom}");

    /// <summary>Who may see it.</summary>
    public static string Of(Confidentiality confidentiality) => Word($"Confidentiality.{confidentiality}");

    /// <summary>Where an error stands.</summary>
    public static string Of(ErrorState state) => Word($"ErrorState.{state}");

    /// <summary>Why a report is no error.</summary>
    public static string Of(RuledOutReason reason) => Word($"RuledOutReason.{reason}");

    /// <summary>What was reported about.</summary>
    public static string Of(ReportedObject reported) => Word($"ReportedObject.{reported}");

    /// <summary>The name of a priority.</summary>
    public static string Of(ActionPriority priority) => Word($"ActionPriority.{priority}");

    /// <summary>What a priority asks for, in one line.</summary>
    public static string Means(ActionPriority priority) => Word($"ActionPriority.{priority}.Means");

    /// <summary>
    /// The words for a choice on an axis; “not sure yet” for none. A code without words of ours (an organisation's own, or one of a newer
    /// version) stands for itself.
    /// </summary>
    public static string Of(Axis axis, string? code) =>
        code is null ? ErrorTexts.NotSure : Find($"{axis.Name}.{code}") ?? code;

    /// <summary>The one-line definition of a choice on an axis, where it has one.</summary>
    public static string? Means(Axis axis, string code) => Find($"{axis.Name}.{code}.Means");

    private static string Word(string key) =>
        Find(key) ?? throw new InvalidOperationException($"ErrorTexts.resx has no words for “{key}”.");

    private static string? Find(string key) => ErrorTexts.ResourceManager.GetString(key);
}
