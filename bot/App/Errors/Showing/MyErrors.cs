using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Errors;

/// <summary><c>/my</c>: what I reported or met, and what became of it.</summary>
internal static class MyErrors
{
    /// <summary>The reading press that draws another page.</summary>
    public const string Page = "error.my";

    private const string Mine = $"""
        SELECT {ErrorRows.Columns} {ErrorRows.From}
        WHERE e.reporter = @me OR EXISTS (SELECT 1 FROM witnesses mine WHERE mine.error = e.id AND mine.person = @me)
        ORDER BY e.id DESC
        """;

    /// <summary>The command.</summary>
    public static ValueTask Command(TurnContext turn, string argument, CancellationToken ct)
    {
        turn.SayPrivately(OutgoingActivity.Of(Found(turn, 0).ToCard()));
        return default;
    }

    /// <summary>Another page.</summary>
    public static ValueTask Turned(TurnContext turn, CancellationToken ct)
    {
        turn.Show(Found(turn, (int)Math.Clamp(turn.PressData.Whole("page") ?? 0, 0, 10_000)).ToCard());
        return default;
    }

    /// <summary>A page of the list.</summary>
    public static ErrorList List(IReadOnlyList<ErrorRecord> items, int page, bool hasMore) => new(ErrorTexts.MyHeading, ErrorTexts.MyEmpty, Page, "", page, items, hasMore);

    private static ErrorList Found(TurnContext turn, int page)
    {
        // A report that was restricted later is no longer shown to those who met the same thing.
        var reporter = turn.Services.GetRequiredService<Reporter>();
        var items = All(turn, reporter).Where(error => reporter.SightOf(error) is Sight.Everything).Skip(page * ErrorList.PerPage).Take(ErrorList.PerPage + 1).ToList();
        return List([.. items.Take(ErrorList.PerPage)], page, items.Count > ErrorList.PerPage);
    }

    private static IEnumerable<ErrorRecord> All(TurnContext turn, Reporter reporter)
    {
        if (reporter.MyId is not { } me) yield break;
        using var rows = turn.Services.GetRequiredService<Session>().Statements[Mine].Read(me);
        while (rows.Read()) yield return ErrorRows.Read(rows);
    }
}
