using Dapper;
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

    private const string Mine = "(e.reporter = @me OR EXISTS (SELECT 1 FROM witnesses mine WHERE mine.error = e.id AND mine.person = @me))";

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
        var reporter = turn.Services.GetRequiredService<Reporter>();
        if (reporter.MyId is not { } me) return List([], page, hasMore: false);

        // A report that was restricted later is no longer shown to those who met the same thing; of one of another team they see number, title and state.
        var parameters = new DynamicParameters(new { me, most = ErrorList.PerPage + 1, before = page * ErrorList.PerPage });
        var seen = Visibility.Condition(reporter.Standing, "e", parameters, Sight.AsWitness);
        var session = turn.Services.GetRequiredService<Session>();
        var numbers = session.Connection.Query<long>($"SELECT e.id FROM errors e WHERE {Mine} AND {seen} ORDER BY e.id DESC LIMIT @most OFFSET @before", parameters).AsList();
        var items = numbers.Take(ErrorList.PerPage).Select(number => ErrorRows.FindAny(session, number)!).Select(error => reporter.SightOf(error) is Sight.Everything ? error : error.AsOutsidersSeeIt());
        return List([.. items], page, numbers.Count > ErrorList.PerPage);
    }
}
