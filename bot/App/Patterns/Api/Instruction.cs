using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Api;

/// <summary>
/// A version of a pattern as an instruction for an AI agent. Nothing of it changes by being read or used, so that an agent that asks again
/// with its <c>ETag</c> is answered 304 until what it says, or what is to be thought of it, has changed.
/// </summary>
/// <param name="Pattern">As it stands at this moment, whatever the version.</param>
/// <param name="Origin">The label of the record that it comes from; null for none, or one that the caller may not know of.</param>
/// <param name="OpenFlags">Flags that wait for an answer.</param>
internal sealed record Instruction(
    Pattern Pattern, PatternVersion Version, IReadOnlyList<CheckedCriterion> Criteria, string? Origin, int OpenFlags)
{
    private const string VersionName = "version";

    /// <summary>The parameters, for the document.</summary>
    public static readonly ImmutableArray<(string Name, string Meaning, string Example)> Parameters =
        [(VersionName, "The number of a version; left out for the newest.", "1")];

    /// <summary>What this version says.</summary>
    public PatternContent Content => Version.Content;

    /// <summary>Whether there is no newer version.</summary>
    public bool IsNewest => Version.Edition == Pattern.Edition;

    /// <summary>Whether an agent may begin to work by it: it worked, and nothing speaks against it at this moment.</summary>
    public bool MayBegin => Warning is null;

    /// <summary>Why nobody is to begin with it; null where they may.</summary>
    public string? Warning => Pattern switch
    {
        { IsOver: true } => InstructionTexts.WarnRetired,
        { State: PatternState.Challenged } => InstructionTexts.WarnChallenged,
        { IsAttempt: true } => InstructionTexts.WarnAttempt,
        _ => null,
    };

    /// <summary>The steps in their order, the core first.</summary>
    public IEnumerable<(string Text, bool IsCore)> Steps =>
        Content.Core.Select(step => (step, true)).Concat(Content.Adaptable.Select(step => (step, false)));

    /// <summary>In which situation it is for; null where nobody wrote that.</summary>
    public string? When => Lines(Content.Problem, Content.Context);

    /// <summary>How strong the evidence is, in words.</summary>
    public string Strength => InstructionTexts.ResourceManager.GetString($"Strength.{Pattern.State}")
        ?? throw new InvalidOperationException($"InstructionTexts.resx has no words for {Pattern.State}.");

    /// <summary>Tells the version that a call asks for, of a pattern of which the caller sees everything.</summary>
    public static ApiAnswer Tell(ApiCall call, long number, Func<ApiCall, Instruction, ApiAnswer> tell)
    {
        var complaints = ListQuery.UnknownParameters(call, Parameters);
        var (session, asked) = (call.Get<Session>(), call.Parameter(VersionName));
        var pattern = PatternRows.Find(session, number)!;
        var edition = asked is null ? pattern.Edition : Number(asked);
        if (edition is null) complaints.Add(new(null, VersionName, InstructionTexts.VersionWrong));
        if (complaints is not []) return Problem.Invalid(complaints);
        if (PatternVersions.Find(session, number, edition!.Value) is not { } version)
        {
            return Problem.NotFound(Wording.Say(InstructionTexts.VersionUnknown, pattern.Label, edition, pattern.Edition));
        }

        return tell(call, new(
            pattern, version, PatternCriteria.Of(session, number), OriginOf(call, pattern), PatternFlags.Open(session, number).Count));
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static string? OriginOf(ApiCall call, Pattern pattern)
    {
        if (pattern.Origin is not { } from || call.Get<RecordKinds>().Named(from.Kind) is not { } kind) return null;
        var level = call.Get<RecordViewers>().LevelOf(kind, call.Get<Actor>().Principal, from.Number);
        return level is AccessLevel.Nothing ? null : kind.Labels.Of(from.Number);
    }

    private static string? Lines(params string?[] texts) =>
        texts.Where(text => !string.IsNullOrWhiteSpace(text)).ToArray() is { Length: > 0 } some ? string.Join('\n', some) : null;
}
