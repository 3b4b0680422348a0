using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Effects.Figures;

/// <summary>A team whose figures somebody may send.</summary>
internal sealed record FigureTeam(long Id, string Name);

/// <summary>What the form of figures begins with.</summary>
/// <param name="Teams">The teams of whoever acts; the first is proposed.</param>
/// <param name="Today">The day it is for them.</param>
/// <param name="Refusal">Why there is none; null where there is.</param>
internal sealed record FigurePresent(FigureTeam[]? Teams = null, DateOnly Today = default, string? Refusal = null);

/// <summary>What came of figures that were sent in the chat.</summary>
/// <param name="Refusal">Why nothing did; null where they are kept.</param>
internal sealed record FigureOutcome(string Series = "", FiguresKept? Kept = null, string? Refusal = null);

/// <summary>What people and keys send and read of the figures of their teams.</summary>
internal sealed class FigureDesk(Session session, Actor actor, RecordEvents events)
{
    /// <summary>The name of its events.</summary>
    public const string RecordKind = "figures";

    /// <summary>What the form begins with, for whoever acts.</summary>
    public ValueTask<FigurePresent> Present()
    {
        FigureTeam[] teams =
        [
            .. actor.Teams.Where(team => actor.Principal.IsIn(team.Id)).OrderByDescending(actor.IsIn)
                .Select(team => new FigureTeam(team.Id.Value, team.Name)),
        ];
        return new(teams is [] ? new FigurePresent(Refusal: FigureTexts.NoTeam) : new FigurePresent(teams, actor.Today));
    }

    /// <summary>Keeps what somebody typed or pasted, all of it or nothing; asks again whether they may.</summary>
    public async ValueTask<FigureOutcome> Keep(FigureAnswer answer, RequestOrigin origin)
    {
        var present = await Present();
        if (present.Refusal is { } none) return new(Refusal: none);
        if (present.Teams!.FirstOrDefault(each => each.Id == (answer.Team ?? present.Teams![0].Id)) is not { } team)
        {
            return new(Refusal: FigureTexts.NotYourTeam);
        }
        var unit = FigureLimits.Name(answer.Unit) is { Length: > 0 } named ? named : team.Name;
        var table = FigureTable.Read(answer.Lines, unit, present.Today);
        if (table.Problems is [var problem, ..]) return new(Refusal: problem);
        var (series, kept) = Keep(new(team.Id), FigureLimits.Name(answer.Series), table.Figures, origin);
        return new(series.Name, kept);
    }

    /// <summary>Keeps figures of a series; the caller has asked whether whoever acts may.</summary>
    /// <param name="figures">One or more, each unit and day once.</param>
    public (FigureSeries Series, FiguresKept Kept) Keep(
        TeamId team, string name, IReadOnlyCollection<Figure> figures, RequestOrigin? origin)
    {
        var series = FigureRows.FindOrAdd(session, team, name, actor.Now);
        var kept = FigureRows.Keep(session, series.Id, figures, actor.FindOrKeep(), actor.Now);
        if (kept.Added + kept.Changed > 0)
        {
            events.Append(
                new(RecordKind, series.Id, team), "sent", origin, EventData.Of(("added", kept.Added), ("changed", kept.Changed)));
        }
        return (series, kept);
    }

    /// <summary>The series of a team.</summary>
    public IReadOnlyList<FigureSeries> Of(TeamId team) => FigureRows.Of(session, team);

    /// <summary>What there is of each unit.</summary>
    public IReadOnlyList<FigureUnit> Units(FigureSeries series) => FigureRows.Units(session, series.Id);

    /// <inheritdoc cref="FigureRows.Between"/>
    public IReadOnlyList<Figure> Between(FigureSeries series, string? unit, DateOnly from, DateOnly before, int most) =>
        FigureRows.Between(session, series.Id, unit, from, before, most);
}
