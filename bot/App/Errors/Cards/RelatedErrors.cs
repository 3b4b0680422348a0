using System.Text.Json.Nodes;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Cards;

/// <summary>An error that belongs together with another one, as its reader may see it.</summary>
/// <param name="MaySplit">Whether the reader may say that it is not the same, or does not belong together.</param>
internal sealed record RelatedError(long Number, string Title, ErrorState State, bool MaySplit)
{
    /// <summary>
    /// Days from the end of the one to the report of the other, where that was too long ago to be reopened; null where it was not.
    /// </summary>
    public int? DaysBetween { get; init; }

    /// <summary>Its number as a fact on a card.</summary>
    public string Fact => DaysBetween is { } days
        ? Say(ErrorTexts.LinkedAgain, ErrorKind.Labels.Of(Number), days)
        : ErrorKind.Labels.Of(Number);
}

/// <summary>
/// The errors of a cluster next to one of it, those alone that the reader may see whole: of the others nothing is said, though they are
/// counted in the series of the cluster.
/// </summary>
/// <param name="Linked">Those that belong together with it.</param>
/// <param name="Same">Its duplicates.</param>
internal sealed record RelatedErrors(IReadOnlyList<RelatedError> Linked, IReadOnlyList<RelatedError> Same)
{
    /// <summary>Errors of each sort on a card.</summary>
    private const int MostShown = 5;

    /// <summary>None.</summary>
    public static RelatedErrors None { get; } = new([], []);

    /// <summary>The numbers of those that belong together with it, as a fact on a card; null for none.</summary>
    public string? Labels => Linked is [] ? null : string.Join(", ", Linked.Select(each => each.Fact));

    /// <summary>Those that the person sees whose turn it is, with what they may do.</summary>
    public static RelatedErrors Of(IServiceProvider services, ErrorRecord error)
    {
        var reporter = services.GetRequiredService<Reporter>();
        var cluster = Cluster.Find(services.GetRequiredService<Session>(), error.Number);
        var mayUnlink = reporter.May(ErrorAction.Unlink, error);
        return new(
            Seen(services, error, cluster.LinkedTo(error.Number), IsSeen, other => mayUnlink || reporter.May(ErrorAction.Unlink, other)),
            Seen(services, error, cluster.DuplicatesOf(error.Number), IsSeen, other => reporter.May(ErrorAction.Split, other)));

        bool IsSeen(ErrorRecord other) => reporter.AccessTo(other) is AccessLevel.Everything;
    }

    /// <summary>Those that belong together with it and that whoever reads a view of it sees, without what may be done.</summary>
    public static RelatedErrors For(RecordLook<ErrorRecord> look)
    {
        var linked = ErrorPairs.LinkedTo(look.Services.GetRequiredService<Session>(), look.Record.Number);
        return linked is [] ? None : new(Seen(look.Services, look.Record, linked, SeenBy(look), _ => false), []);
    }

    /// <summary>Whether whoever reads a view of an error sees another one whole; where several read, whether all of them do.</summary>
    public static Func<ErrorRecord, bool> SeenBy(RecordLook<ErrorRecord> look)
    {
        var (services, error, viewer) = look;
        return other => viewer.Person == default
            ? !other.Restricted && other.Team == error.Team
            : PrincipalOf(services, viewer.Person) is { } reader
                && services.GetRequiredService<RecordViewers>().LevelOf(ErrorKind.Definition, reader, other.Number)
                    is AccessLevel.Everything;
    }

    /// <summary>Asks what of other kinds is about the same as the error and as those of its cluster that the reader sees.</summary>
    public RelatedQuestion QuestionOf(IServiceProvider services, ErrorRecord error) => RelatedQuestion.Of(
        services, ErrorKind.Id(error.Number), error.Team, error.Title, error.Story,
        Linked.Concat(Same).Select(other => new RelatedLink(ErrorKind.Definition.Name, other.Number)));

    /// <summary>The part of a card about everything that says them, each with the press that takes the decision back.</summary>
    /// <param name="of">The number of the error whose card it is.</param>
    public IEnumerable<Element?> Part(long of) =>
    [
        Linked is [] ? null : Subheading(ErrorTexts.LinkedHeading),
        .. Linked.SelectMany(other => Lines(other, ErrorAction.Unlink, ("error", of), ("other", other.Number))),
        Same is [] ? null : Subheading(ErrorTexts.SameHeading),
        .. Same.SelectMany(other => Lines(other, ErrorAction.Split, ("error", other.Number))),
    ];

    private static IEnumerable<Element> Lines(RelatedError other, ErrorAction undo, params (string Name, JsonNode? Value)[] data)
    {
        yield return Text(Say(ErrorTexts.RelatedLine, other.Fact, other.Title, ErrorWords.Of(other.State)));
        if (other.MaySplit)
        {
            yield return Buttons(ExecuteAction.Of(
                Say(undo is ErrorAction.Split ? ErrorTexts.SplitOne : ErrorTexts.UnlinkOne, ErrorKind.Labels.Of(other.Number)),
                ErrorButtons.VerbOf(undo), data));
        }
    }

    private static IReadOnlyList<RelatedError> Seen(
        IServiceProvider services, ErrorRecord error, IEnumerable<long> numbers, Func<ErrorRecord, bool> isSeen,
        Func<ErrorRecord, bool> maySplit) =>
    [
        .. numbers.Select(number => ErrorRows.FindAny(services.GetRequiredService<Session>(), number))
            .OfType<ErrorRecord>()
            .Where(isSeen)
            .Take(MostShown)
            .Select(other => new RelatedError(other.Number, other.Title, other.State, maySplit(other))
            {
                DaysBetween = DaysBetween(error, other) ?? DaysBetween(other, error),
            }),
    ];

    private static int? DaysBetween(ErrorRecord before, ErrorRecord again) =>
        before.State is ErrorState.Resolved or ErrorState.Closed && before.Triage.Since is { } end
            && (again.CreatedAt - end).Days is > ErrorLife.RecurrenceDays and var days
            ? days
            : null;

    private static Principal? PrincipalOf(IServiceProvider services, PersonId person) =>
        services.GetRequiredService<KnownPeople>().Find(person) is { } known
            ? services.GetRequiredService<PrincipalReader>().Of(known)
            : null;
}
