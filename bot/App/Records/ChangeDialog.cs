using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Records;

/// <summary>The number of a record, as the buttons that begin a change give it to the dialog.</summary>
internal sealed record RecordNumber(long Number);

/// <summary>
/// The origin of a change: its dialog or request, as the key of idempotency, and when its form was first shown, for the time to fill it in.
/// </summary>
/// <param name="BegunIn">The shared conversation in which it was begun for everybody to see; null for none.</param>
internal sealed record RequestOrigin(string DialogId, DateTimeOffset? ShownAt, string? BegunIn = null);

/// <summary>A record that a person is about to change, as far as the form shows it, and what came of the change.</summary>
/// <param name="Refusal">Why it cannot be changed; null when it can.</param>
/// <param name="Present">What the form begins with; null where it cannot be changed.</param>
// the defaults let what was left out as null be read back
internal sealed record ChangeResult<T>(long Number, string? Refusal = null, T? Present = null)
    where T : class
{
    /// <summary>The view that replaces the form after the change; null: the dialog's default.</summary>
    public string? View { get; init; }
}

/// <summary>
/// The dialog that changes a record: checks permission, shows the form, checks permission again, makes the change or refuses it.
/// </summary>
/// <typeparam name="TService">What looks and changes.</typeparam>
/// <typeparam name="TPresent">What the form begins with.</typeparam>
/// <typeparam name="TAnswer">What the form yields.</typeparam>
internal sealed record ChangeDialog<TService, TPresent, TAnswer>(RecordKind Kind)
    where TService : notnull
    where TPresent : class
    where TAnswer : notnull
{
    /// <summary>Whether it may be made, and what the form begins with.</summary>
    public required Func<TService, long, CancellationToken, ValueTask<ChangeResult<TPresent>>> Look { get; init; }

    /// <summary>
    /// What the form shows of somebody else's record, found out whenever it is drawn; null where it shows the person's own, which a change
    /// is merged with.
    /// </summary>
    public Func<TService, long, CancellationToken, ValueTask<ChangeResult<TPresent>>>? LookAnew { get; init; }

    /// <summary>The form of the change.</summary>
    public required Func<ChangeResult<TPresent>, Form<TAnswer>> Ask { get; init; }

    /// <summary>Makes the change; asks again whether it may be made.</summary>
    public required Func<TService, ChangeResult<TPresent>, TAnswer, RequestOrigin, CancellationToken,
    ValueTask<ChangeResult<TPresent>>> Change
    {
        get;
        init;
    }

    /// <summary>The view that replaces the form after the change, unless its result names one.</summary>
    public required string View { get; init; }

    /// <summary>
    /// The number of the record of which a part was changed, by what came of the change; null where the dialog is about the record itself.
    /// </summary>
    public Func<ChangeResult<TPresent>, long?>? Subject { get; init; }

    /// <summary>Runs the dialog.</summary>
    public async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var number = dialog.Given<RecordNumber>()?.Number ?? 0; // no record has it, and that is what is said
        var found = await dialog.Look("present", (TService service, CancellationToken ct) => Look(service, number, ct));
        if (found.Refusal is { } refusal) return Refused(refusal);

        var shown = LookAnew is { } anew
            ? await dialog.LookAnew("shown", (TService service, CancellationToken ct) => anew(service, number, ct))
            : found;
        var answer = await dialog.Ask("change", () => Ask(shown));
        var changed = await dialog.Do(
            "changed", (TService service, CancellationToken ct) => Change(service, found, answer, new(dialog.Id, dialog.ShownAt), ct));
        return changed.Refusal is { } late
            ? Refused(late)
            : Ending.Showing(Kind.Subject(Subject?.Invoke(changed) ?? number), changed.View ?? View);
    }

    private static Ending Refused(string why) => Ending.With(Card(why, Text(why)));
}
