using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Api.Calls;

/// <summary>
/// What the calls about one record share, of whatever kind: its number in the path, who sees it, and what a refusal is answered. Who may
/// not see a record is answered as if there were none.
/// </summary>
internal sealed class RecordCalls(RecordKind kind)
{
    /// <summary>The number in the path; null for none.</summary>
    public long? NumberIn(ApiCall call) => kind.Labels.Read(call.Part("number"));

    /// <summary>The number in the path, of a record of which the caller sees everything; null for any other.</summary>
    public long? SeenIn(ApiCall call) => NumberIn(call) is { } number && Sees(call, number) ? number : null;

    /// <summary>Whether the caller sees everything of a record.</summary>
    public bool Sees(ApiCall call, long number) =>
        call.Get<RecordViewers>().LevelOf(kind, call.Get<Actor>().Principal, number) is AccessLevel.Everything;

    /// <summary>That there is no such record, or it is not for the caller.</summary>
    public ApiProblem NotFound => Problem.NotFound(kind.NotFound());

    /// <summary>Names a request where the chat names a dialog.</summary>
    public static RequestOrigin Origin(ApiCall call) => new($"api:{Guid.CreateVersion7(call.Now):N}", ShownAt: null);

    /// <summary>Tells a record to whoever sees everything of it; that somebody else wanted to is noted.</summary>
    public async ValueTask<ApiAnswer> Read(ApiCall call, Func<long, ApiAnswer> tell, CancellationToken ct)
    {
        if (NumberIn(call) is not { } number) return NotFound;
        if (Sees(call, number)) return tell(number);
        await call.Get<JobCommit>().Run("refusal of an API request", call.Services, _ => kind.NoteRefusal(call.Services, number), ct);
        return NotFound;
    }

    /// <summary>Does something with a record and tells it afterwards.</summary>
    /// <param name="take">Does it, inside the commit; gives why not, or null.</param>
    /// <param name="isForPeople">Whether no key may do it, so that it is refused as such.</param>
    public ApiCommand Step(
        ApiCall call, Func<long, RequestOrigin, string?> take, Func<long, ApiAnswer> tell, bool isForPeople = false) =>
        Command(call, (number, origin) => (number, take(number, origin)), tell, isForPeople);

    /// <summary>Makes or changes something that belongs to a record, and tells it afterwards.</summary>
    /// <param name="make">Does it, inside the commit; gives the number of what was made, or why it was not.</param>
    /// <param name="tell">Tells what has that number.</param>
    public ApiCommand Make(
        ApiCall call, Func<long, RequestOrigin, (long Made, string? Refusal)> make, Func<long, ApiAnswer> tell) =>
        Command(call, make, tell, isForPeople: false);

    private ApiCommand Command(
        ApiCall call, Func<long, RequestOrigin, (long Subject, string? Refusal)> work, Func<long, ApiAnswer> tell, bool isForPeople) => new(
            _ => new(Do(call, work, isForPeople)),
            (subject, _) => new(SeenIn(call) is null ? NotFound : tell(subject)));

    private CommandResult Do(ApiCall call, Func<long, RequestOrigin, (long Subject, string? Refusal)> work, bool isForPeople)
    {
        if (NumberIn(call) is not { } number) return NotFound;
        var (subject, refused) = work(number, Origin(call));
        if (refused is not { } refusal) return subject;
        return !Sees(call, number) ? NotFound : isForPeople ? Problem.PersonDecides : Problem.Refused(refusal);
    }
}
