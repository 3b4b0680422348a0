using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Framework.Dialogs;

/// <summary>
/// Plays a dialog one turn further. All that a dialog does outside itself happens in <see cref="Onwards"/>; everything else is a function
/// from journal to stop.
/// </summary>
public sealed class DialogPlayer(DialogDefinition definition)
{
    private readonly Recall _recall = new();

    /// <summary>
    /// Takes in what the person did and goes on as far as looking alone leads. When something is to be brought about, the scene says so:
    /// call <see cref="GoOn"/> with its journal inside the transaction.
    /// </summary>
    public ValueTask<Scene> Play(Journal journal, Move move, DateTimeOffset now, IServiceProvider services, CancellationToken ct)
    {
        if (move is Move.Press press && press.Turn != journal.Turn) return Unchanged(journal, Note.Stale, services, ct);

        switch (move)
        {
            case Move.Answer answer:
                return Onwards(journal.With(new(journal.Pending!, EntryKind.Answer, DialogContext.ToJson(answer.Values))), now,
                    static _ => false, services, ct);

            case Move.Back or Move.TypedBack:
                return Back(journal, now, services, ct);

            case Move.Fill fill:
                return Fill(journal, fill, now, services, ct);

            default:
                return Onwards(journal, now, static _ => false, services, ct);
        }
    }

    /// <summary>Goes on from a scene with an effect due, inside the transaction.</summary>
    /// <param name="beside">
    /// Whether the transaction is beside others, as the scene said. Another effect that may not be so is then due in the scene that it
    /// gives: all of it is to be decided again, alone.
    /// </param>
    public ValueTask<Scene> GoOn(Journal journal, DateTimeOffset now, IServiceProvider services, bool beside, CancellationToken ct) =>
        Onwards(journal, now, step => step.IsBeside || !beside, services, ct);

    /// <summary>Draws the open question again and changes nothing; for a client that asks for the card anew.</summary>
    public async ValueTask<Card?> Redraw(Journal journal, IServiceProvider services, CancellationToken ct) =>
        (await Unchanged(journal, Note.None, services, ct)).Card;

    private async ValueTask<Scene> Back(Journal journal, DateTimeOffset now, IServiceProvider services, CancellationToken ct) =>
        OneQuestionBack(await AtThisMoment(journal, services, ct)) is { } earlier
            ? await Onwards(earlier, now, static _ => false, services, ct)
            : await Unchanged(journal, Note.NothingBefore, services, ct);

    private async ValueTask<Scene> Fill(Journal journal, Move.Fill fill, DateTimeOffset now, IServiceProvider services,
        CancellationToken ct)
    {
        var (filled, note) = Filled(await AtThisMoment(journal, services, ct), fill);
        return note is Note.None
            ? await Onwards(Kept(filled), now, static _ => false, services, ct)
            : await Unchanged(journal, note, services, ct);
    }

    /// <summary>The journal with what is looked up for this turn alone, so that it can be played as far as the open question.</summary>
    private async ValueTask<Journal> AtThisMoment(Journal journal, IServiceProvider services, CancellationToken ct)
    {
        while (Replay(journal).Dialog.StoppedAt is OutsideStep { Kind: EntryKind.Momentary } look)
        {
            journal = journal.With(await look.Run(services, ct));
        }
        return journal;
    }

    /// <summary>The journal without what was looked up for one turn alone.</summary>
    private static Journal Kept(Journal journal) =>
        journal with { Entries = [.. journal.Entries.Where(entry => entry.Kind is not EntryKind.Momentary)] };

    private async ValueTask<Scene> Onwards(
        Journal journal, DateTimeOffset now, Func<OutsideStep, bool> mayDo, IServiceProvider services, CancellationToken ct)
    {
        var answered = journal.Pending;
        HashSet<string>? ran = null;
        while (true)
        {
            var (dialog, script) = Replay(journal);
            if (script.Finished) return new(journal, null, script.Result, Note.None);

            switch (dialog.StoppedAt)
            {
                case OutsideStep { Kind: EntryKind.Effect } effect when !mayDo(effect):
                    return new(journal, null, null, Note.None, EffectDue: true, effect.IsBeside);

                case OutsideStep step:
                    if (!(ran ??= []).Add(step.Name))
                    {
                        throw new InvalidOperationException(
                            $"'{definition.Name}' runs '{step.Name}' again and again: what it finds cannot be read back, "
                            + "or its key changes each time.");
                    }
                    journal = journal.With(await step.Run(services, ct));
                    break;

                // A refused answer stays in the form together with the complaint; played once more as such, so that what is only looked up
                // for drawing is there.
                case Question question when journal[question.Name] is { Kind: EntryKind.Answer } answer:
                    journal = journal.With(answer with { Kind = EntryKind.Refused });
                    break;

                case Question question:
                    var refused = question.Name == answered && journal[question.Name] is { Kind: EntryKind.Refused };
                    journal = Waiting(journal, dialog, question, now);
                    return new(journal, Card(journal, dialog, question), null, refused ? Note.Refused : Note.None);

                default: throw new InvalidOperationException($"'{definition.Name}' stopped without a reason.");
            }
        }
    }

    /// <summary>The journal that waits for this question.</summary>
    private static Journal Waiting(Journal journal, DialogContext dialog, Question question, DateTimeOffset now)
    {
        // What was looked up beyond this question was looked up for another answer, and what was looked up for this turn ends with it.
        var kept = Kept(journal);
        return kept with
        {
            Entries = [.. kept.Entries.Where(entry => entry.Kind is not EntryKind.Look || dialog.Trail.Contains(entry.Name))],
            Pending = question.Name,
            Turn = journal.Turn + 1,
            ShownAt = journal.ShownAt ?? now,
        };
    }

    private async ValueTask<Scene> Unchanged(Journal journal, Note note, IServiceProvider services, CancellationToken ct)
    {
        var known = journal;
        while (true)
        {
            var (dialog, script) = Replay(known);
            if (script.Finished) return new(journal, null, script.Result, note);

            switch (dialog.StoppedAt)
            {
                case Question question: return new(journal, Card(journal, dialog, question), null, note);
                // a kept one after a deploy that looks something new up
                case OutsideStep { Kind: EntryKind.Momentary or EntryKind.Look } look:
                    known = known.With(await look.Run(services, ct));
                    break;
                // after a deploy that inserted an effect before the open question
                default: return new(journal, null, null, Note.None, EffectDue: true);
            }
        }
    }

    private Card Card(Journal journal, DialogContext dialog, Question question) =>
        question.Card.WithButtons(journal, question.Submit, canGoBack: LastAnswer(journal, dialog.Trail) is not null);

    private Journal? OneQuestionBack(Journal journal) =>
        LastAnswer(journal, Replay(journal).Dialog.Trail) is { } last ? journal.With(last with { Kind = EntryKind.Draft }) : null;

    private (Journal Journal, Note Note) Filled(Journal journal, Move.Fill fill)
    {
        if (Replay(journal).Dialog.StoppedAt is not Question { MainInput: { } input } question) return (journal, Note.NowhereToPut);

        var values = journal.GivenTo(question.Name) is { } entry ? DialogContext.ValuesOf(entry) : Values.None;
        var standing = (values[input] ?? question.Card.Inputs.FirstOrDefault(i => i.Id == input)?.Value ?? "").TrimEnd();
        if (standing.Length > 0 && !fill.Append) return (journal, Note.AlreadyFilled);

        var text = standing.Length is 0 ? fill.Text : $"{standing}\n{fill.Text}";
        return (journal.With(new(question.Name, EntryKind.Draft, DialogContext.ToJson(values.With(input, text)))), Note.None);
    }

    /// <summary>The answer to take back: the latest one after which nothing has been brought about.</summary>
    private static Entry? LastAnswer(Journal journal, IReadOnlyList<string> trail)
    {
        for (var i = trail.Count - 1; i >= 0; i--)
        {
            switch (journal[trail[i]])
            {
                case { Kind: EntryKind.Effect }: return null;
                case { Kind: EntryKind.Answer } answer: return answer;
            }
        }

        return null;
    }

    private (DialogContext Dialog, Dialog<Ending> Script) Replay(Journal journal)
    {
        var dialog = new DialogContext(journal, definition.Json, _recall);
        var script = definition.Script(dialog);
        script.Failure?.Throw();
        return (dialog, script);
    }
}
