using System.Collections.Immutable;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Actions.Api;

/// <summary>Lists the action items that the caller may see, the newest first.</summary>
internal static class ListActions
{
    private const string Me = "me";

    /// <summary>The parameters, for the document.</summary>
    public static readonly ImmutableArray<(string Name, string Meaning, string Example)> Parameters =
    [
        ("state", "A state, or several with commas between them: proposed, open, in-progress, blocked, done, verified, declined, "
            + "cancelled.", "open,in-progress,blocked"),
        ("owner", "me: those that are assigned to the caller.", "me"),
        ("limit", "Action items on a page; at most 100.", "10"),
        ("cursor", "Where the page before ended: taken from next, and never made up; another one is refused with 400.", ""),
    ];

    /// <summary>A page.</summary>
    public static ValueTask<ApiAnswer> Read(ApiCall call, CancellationToken ct)
    {
        var query = new ListQuery(call, Parameters);
        var states = query.Several<ActionState>("state");
        if (call.Parameter("owner") is { } owner && owner is not Me) query.Complain("owner", ActionTexts.ApiOwner);
        if (query.Refusal is { } refusal) return new(refusal);

        var found = ActionRows.Page(call.Get<Session>(), Conditions(call, states, query.Before), query.Limit + 1);
        var next = query.Next("/actions", found, item => item.Number);
        var page = new ActionPage([.. found.Take(query.Limit).Select(item => ActionsApi.SummaryOf(call.Services, item))], next);
        return new(ApiAnswer.Of(StatusCodes.Status200OK, page, ActionsApiJson.Api.ActionPage) with { Next = next });
    }

    private static Sql Conditions(ApiCall call, IReadOnlyList<ActionState> states, long before)
    {
        var me = call.Get<Actor>().Principal;
        List<Sql> all = [ActionKind.Access.Condition(me), Sql.Of($"e.id < {before}")];
        if (states is not []) all.Add(Sql.Of($"e.state IN {states.Select(state => state.ToString())}"));
        if (call.Parameter("owner") is Me) all.Add(Sql.Of($"e.owner = {me.Person.Value}"));
        return Sql.AllOf(all);
    }
}
