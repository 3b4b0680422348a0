using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>
/// What patterns offer on records of other kinds: those that were checked, and worked, to whoever reports something alike; and, once that
/// is dealt with, the button that keeps what was learned.
/// </summary>
internal static class PatternAdvice
{
    /// <summary>The states of patterns that can be relied on.</summary>
    internal static readonly PatternState[] Relied = [PatternState.Validated, PatternState.Replicated, PatternState.Standard];

    /// <summary>The patterns that may help.</summary>
    public static AdviceSource Source { get; } = new(PatternKind.Definition)
    {
        AskAhead = services => services.GetRequiredService<SimilarPatterns>().AskAhead(),
        Find = Find,
        Lines = Lines,
        Keep = Keep,
        OfferedWith = OfferedWith,
        Buttons = Buttons,
    };

    /// <summary>What limited the damage of an error that is over.</summary>
    public static LessonOffer LessonOfErrors { get; } = new("error", (_, over) => KeepFrom(over.Record));

    /// <summary>The button that keeps what was learned from a record.</summary>
    public static CardAction KeepFrom(RecordId record) => ExecuteAction.Of(
        PatternTexts.KeepFrom, PatternButtons.Keep, (PatternButtons.AboutKind, record.Kind.Name),
        (PatternButtons.AboutNumber, record.Number));

    private static long[] Find(IServiceProvider services, string text)
    {
        var patterns = services.GetRequiredService<SimilarPatterns>();
        return
        [
            .. patterns.Shown(patterns.NumbersTo(text, atLeast: AccessLevel.Everything))
                .Where(each => !each.IsAttempt && each.State is { } state && Relied.Contains(state)).Select(each => each.Number),
        ];
    }

    private static IReadOnlyList<AdviceLine> Lines(IServiceProvider services, IReadOnlyList<long> numbers, Principal reader)
    {
        var lines = new List<AdviceLine>();
        using var rows = services.GetRequiredService<Session>().Statements.Read($"""
            SELECT e.id, e.title, e.state FROM patterns e
            WHERE e.id IN {numbers} AND e.state IN {Relied.Select(state => state.ToString())} AND {PatternKind.Access.Condition(reader)}
            ORDER BY e.id
            """);
        while (rows.Read())
        {
            lines.Add(new(rows.GetInt64(0), rows.GetString(1), PatternWords.Of(Enum.Parse<PatternState>(rows.GetString(2)))));
        }

        return lines;
    }

    private static void Keep(IServiceProvider services, RecordId about, IReadOnlyList<long> numbers)
    {
        var (session, at) = (services.GetRequiredService<Session>(), services.GetRequiredService<Actor>().Now);
        foreach (var number in numbers)
        {
            session.Statements.Execute($"""
                INSERT INTO pattern_offers (about_kind, about, pattern, edition, offered_at)
                SELECT {about.Kind.Name}, {about.Number}, id, edition, {at} FROM patterns WHERE id = {number} ON CONFLICT DO NOTHING
                """);
        }
    }

    private static List<long> OfferedWith(IServiceProvider services, RecordId about)
    {
        var numbers = new List<long>();
        using var rows = services.GetRequiredService<Session>().Statements.Read(
            $"SELECT pattern FROM pattern_offers WHERE about_kind = {about.Kind.Name} AND about = {about.Number} ORDER BY pattern");
        while (rows.Read()) numbers.Add(rows.GetInt64(0));
        return numbers;
    }

    private static IReadOnlyList<CardAction> Buttons(long number, RecordId about)
    {
        var label = PatternKind.Definition.Labels.Of(number);
        return
        [
            PatternButtons.About(number, PatternStep.Use, about),
            PatternButtons.About(number, PatternStep.Flag, about),
            CommandButton.Staying(Wording.Say(PatternTexts.OpenRecord, label), $"/{StatusCommand.Name} {label}"),
        ];
    }
}
