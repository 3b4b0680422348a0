using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Operations.Delivery;

/// <summary>What <c>/outbox</c> shows: numbers and addressees, never what is said.</summary>
internal static class OutboxCards
{
    private const int LongestReason = 120;

    /// <summary>How it stands.</summary>
    public static Card Of(OutboxState state) => Card(
        OutboxTexts.Heading,
        [
            Heading(OutboxTexts.Heading),
            Facts(
                (OutboxTexts.Waiting, WaitingOf(state)),
                (OutboxTexts.Aside, AsideOf(state.Aside)),
                (OutboxTexts.OutOfReach, ReachOf(state.OutOfReach))),
            .. state.FanOuts.SelectMany(FanOut),
            .. state.NewestAside is [] ? [] : Aside(state),
            .. state.NamesOutOfReach is [] ? [] : OutOfReach(state),
            Buttons(ExecuteAction.Of(OutboxTexts.Again, OutboxCommand.Again)),
        ]);

    /// <summary>How many people and channels nothing reaches.</summary>
    public static string ReachOf((long People, long Channels) count) => count is (0, 0)
        ? OutboxTexts.NobodyOutOfReach
        : Say(
            OutboxTexts.PeopleAndChannels, Counted(count.People, OutboxTexts.OnePerson, OutboxTexts.People),
            Counted(count.Channels, OutboxTexts.OneChannel, OutboxTexts.Channels));

    private static string WaitingOf(OutboxState state) => (state.Waiting, state.WaitingSince) switch
    {
        (0, _) or (_, null) => OutboxTexts.None,
        ( > OutboxReader.MostCounted, { } since) => Say(OutboxTexts.MoreSince, OutboxReader.MostCounted, Moment.DayAndTime(since)),
        (var count, { } since) => Say(OutboxTexts.CountSince, count, Moment.DayAndTime(since)),
    };

    private static string AsideOf((long Count, long ComeBack, DateTimeOffset? Since) aside) => aside is { Count: > 0, Since: { } since }
        ? Say(OutboxTexts.AsideSince, aside.Count, Moment.DayAndTime(since), aside.ComeBack)
        : OutboxTexts.None;

    private static IEnumerable<Element> FanOut(FanOutState state)
    {
        var progress = state.Progress;
        yield return Subheading(Say(OutboxTexts.FanOut, state.Title, progress.Period));
        yield return Text(Say(OutboxTexts.Progress, progress.Planned, progress.Sent, progress.Waiting, progress.Aside));
        if (state.ToCome > 0) yield return Hint(Counted(state.ToCome, OutboxTexts.OneToCome, OutboxTexts.ToCome));
        if (state is { DoneAt: { } done, PerSecond: { } rate })
        {
            yield return Hint(Say(OutboxTexts.DoneAt, Math.Round(rate), Moment.DayAndTime(done)));
        }
    }

    private static IEnumerable<Element> Aside(OutboxState state)
    {
        yield return Subheading(OutboxTexts.Aside);
        foreach (var each in state.NewestAside)
        {
            var text = each.ComesBack ? OutboxTexts.AsideRowBack : OutboxTexts.AsideRow;
            yield return Text(Say(text, each.Id, each.To, Moment.Day(each.Since), Cut(each.Problem))) with { Spacing = Spacing.Small };
        }

        if (state.Aside.Count > state.NewestAside.Count) yield return More(state.Aside.Count - state.NewestAside.Count);
        yield return Hint(OutboxTexts.AsideHint);
    }

    private static IEnumerable<Element> OutOfReach(OutboxState state)
    {
        yield return Subheading(OutboxTexts.OutOfReach);
        foreach (var each in state.NamesOutOfReach)
        {
            var words = each.Since is { } since
                ? Say(OutboxTexts.OutOfReachSince, each.Name, Moment.Day(since), Cut(each.Reason))
                : Say(OutboxTexts.OutOfReachRow, each.Name, Cut(each.Reason));
            yield return Text(words) with { Spacing = Spacing.Small };
        }

        var rest = state.OutOfReach.People + state.OutOfReach.Channels - state.NamesOutOfReach.Count;
        if (rest > 0) yield return More(rest);
        yield return Hint(OutboxTexts.OutOfReachHint);
    }

    private static TextBlock More(long count) => Hint(Say(OutboxTexts.NotListed, count));

    private static string Cut(string reason) => ShortText.Cut(ShortText.OnOneLine(reason), LongestReason);
}
