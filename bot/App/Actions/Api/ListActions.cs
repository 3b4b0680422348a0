using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Actions.Api;

/// <summary>Lists the action items that the caller may see, the newest first.</summary>
internal static class ListActions
{
    private const int UsualPage = 25, LargestPage = 100;
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
        var complaints = call.Query.Keys.Where(key => Parameters.All(known => known.Name != key))
            .Select(key => About(key, ActionTexts.ApiUnknownParameter)).ToList();
        var (states, limit, before) = (States(call, complaints), Limit(call, complaints), Before(call));
        if (call.Parameter("owner") is { } owner && owner is not Me) complaints.Add(About("owner", ActionTexts.ApiOwner));
        if (before is null)
        {
            return new(Problem.Unreadable(ApiTexts.ParameterUnreadable) with { Errors = [About("cursor", ActionTexts.ApiCursor)] });
        }

        if (complaints is not []) return new(Problem.Invalid(complaints));

        var found = ActionRows.Page(call.Get<Session>(), Conditions(call, states, before.Value), limit + 1);
        var next = found.Count > limit ? AddressAfter(call, found[limit - 1].Number) : null;
        var page = new ActionPage([.. found.Take(limit).Select(item => ActionsApi.SummaryOf(call.Services, item))], next);
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

    private static List<ActionState> States(ApiCall call, List<ApiComplaint> complaints)
    {
        var states = new List<ActionState>();
        var codes = call.Parameter("state") ?? "";
        foreach (var code in codes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Codes.Read<ActionState>(code) is { } state) states.Add(state);
            else complaints.Add(About("state", Say(ApiTexts.OneOf, string.Join(", ", Enum.GetValues<ActionState>().Select(Codes.Of)))));
        }

        return states;
    }

    private static int Limit(ApiCall call, List<ApiComplaint> complaints)
    {
        if (call.Parameter("limit") is not { } text) return UsualPage;
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit);
        if (isNumber && limit is >= 1 and <= LargestPage) return limit;
        complaints.Add(About("limit", Say(ActionTexts.ApiLimit, LargestPage)));
        return UsualPage;
    }

    private static long? Before(ApiCall call) => call.Parameter("cursor") is not { } text ? long.MaxValue
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private static string AddressAfter(ApiCall call, long last)
    {
        var others = call.Query.Where(parameter => parameter.Key is not "cursor").Select(parameter =>
            KeyValuePair.Create(parameter.Key, (string?)parameter.Value));
        var cursor = KeyValuePair.Create("cursor", (string?)last.ToString(CultureInfo.InvariantCulture));
        return $"{ApiCall.Root}/actions{QueryString.Create(others.Append(cursor))}";
    }

    private static ApiComplaint About(string parameter, string message) => new(null, parameter, message);
}
