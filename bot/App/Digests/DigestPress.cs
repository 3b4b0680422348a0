using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Digests;

/// <summary>The buttons of a digest. Those of a section count as a use of it; one of an old card answers as well.</summary>
internal static class DigestPress
{
    /// <summary>Opens a record.</summary>
    public const string Open = "digest.open";

    /// <summary>Shows all of a section.</summary>
    public const string More = "digest.more";

    /// <summary>Shows the digest again, or that of another team.</summary>
    public const string Show = "digest.show";

    /// <summary>Says whether it was useful.</summary>
    public const string Rate = "digest.rate";

    /// <summary>Asks for other settings.</summary>
    public const string Choose = "digest.choose";

    /// <summary>The member of a button's data with the number of a digest that was posted.</summary>
    public const string DigestName = "digest";

    /// <summary>The member with the number of a team, for its digest at this moment.</summary>
    public const string TeamName = "team";

    /// <summary>The member with the name of a section.</summary>
    public const string SectionName = "section";

    /// <summary>The member with the name of the kind of a record, whose number stands under that name.</summary>
    public const string KindName = "kind";

    /// <summary>The member that says whether it was useful.</summary>
    public const string IsUseful = "useful";

    /// <summary>Adds them.</summary>
    public static BotRoutes MapDigestPresses(this BotRoutes routes) => routes
        .Press(Open, Opened)
        .Press(More, Unfolded)
        .Press(Show, Shown, reads: true)
        .Press(Rate, Rated)
        .Press(Choose, (turn, ct) => DigestCommand.Choose(turn, turn.PressData.Whole(TeamName), ct));

    private static ValueTask Opened(TurnContext turn, CancellationToken ct)
    {
        if (turn.Services.GetRequiredService<RecordKinds>().Named(turn.PressData.Text(KindName) ?? "") is not { } kind)
        {
            turn.Tell(DigestTexts.Gone);
            return default;
        }

        Note(turn, DigestUse.Opened);
        StatusCommand.Open(turn, kind, Back(turn));
        return default;
    }

    private static ValueTask Unfolded(TurnContext turn, CancellationToken ct)
    {
        if (Asked(turn) is not { } shown || SectionIn(turn) is not { } section)
        {
            turn.Tell(DigestTexts.Gone);
            return default;
        }

        Note(turn, DigestUse.Pressed);
        turn.Show(DigestCards.Section(shown, section, Back(turn)));
        return default;
    }

    private static ValueTask Shown(TurnContext turn, CancellationToken ct)
    {
        if (Asked(turn) is not { } shown) turn.Tell(DigestTexts.Gone);
        else if (shown.Id is 0) turn.Show(DigestCommand.CardFor(turn, shown));
        else turn.Show(turn.Services.GetRequiredService<Languages>().At(turn.Here, () => DigestCards.Posted(shown)));
        return default;
    }

    private static ValueTask Rated(TurnContext turn, CancellationToken ct)
    {
        var posted = PostedIn(turn);
        if (posted is not null)
        {
            turn.Write(_ =>
            {
                var actor = turn.Services.GetRequiredService<Actor>();
                if (actor.FindOrKeep() is { } me)
                {
                    turn.Services.GetRequiredService<DigestUses>().Rate(posted.Id, me, turn.PressData.Flag(IsUseful), actor.Now);
                }

                return default;
            });
        }

        turn.Tell(posted is null ? DigestTexts.Gone : DigestTexts.Thanks);
        return default;
    }

    private static void Note(TurnContext turn, DigestUse use)
    {
        if (PostedIn(turn) is not { } posted || SectionIn(turn) is not { } section) return;
        turn.Write(_ =>
        {
            var actor = turn.Services.GetRequiredService<Actor>();
            if (actor.FindOrKeep() is { } me) turn.Services.GetRequiredService<DigestUses>().Add(posted.Id, me, section, use, actor.Now);
            return default;
        });
    }

    /// <summary>The digest that the data of a press name; null where there is none, or they may not read it.</summary>
    private static DigestShown? Asked(TurnContext turn)
    {
        var reader = turn.Services.GetRequiredService<DigestReader>();
        if (PostedIn(turn) is { } posted) return reader.Shown(posted);
        return turn.PressData.Whole(TeamName) is { } id && reader.MayRead(new(id))
            && turn.Services.GetRequiredService<Teams>().Find(new(id)) is { RemovedAt: null } team
            ? reader.Now(team)
            : null;
    }

    private static PostedDigest? PostedIn(TurnContext turn) =>
        turn.PressData.Whole(DigestName) is { } id ? turn.Services.GetRequiredService<DigestReader>().Posted(id) : null;

    private static DigestSection? SectionIn(TurnContext turn) =>
        Enum.TryParse<DigestSection>(turn.PressData.Text(SectionName), out var section) && Enum.IsDefined(section) ? section : null;

    private static ExecuteAction? Back(TurnContext turn) => turn.PressData switch
    {
        var data when data.Whole(DigestName) is { } digest => ExecuteAction.Of(DigestTexts.Back, Show, (DigestName, digest)),
        var data when data.Whole(TeamName) is { } team => ExecuteAction.Of(DigestTexts.Back, Show, (TeamName, team)),
        _ => null,
    };
}
