using System.Globalization;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Errors.Import;

/// <summary>Keeps imported errors: found again like any other, shown in no channel, reminded of by nobody.</summary>
internal sealed class ImportStore(IServiceProvider services, string? team)
{
    private Team? _team;

    /// <summary>
    /// Keeps a batch in one transaction, and takes it into the index of similar reports, which learns from it, as no bot may be running
    /// that does.
    /// </summary>
    public async Task<int> Keep(IReadOnlyList<ImportedError> batch, CancellationToken ct)
    {
        var kept = 0;
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<JobCommit>().Run(
            "import of errors", scope.ServiceProvider, _ => kept = batch.Count(error => KeepOne(scope.ServiceProvider, error)), ct);

        await services.GetRequiredService<Indexing>().CatchUp(ct);
        await services.GetRequiredService<Learning>().CatchUp(ct);
        return kept;
    }

    private bool KeepOne(IServiceProvider scope, ImportedError error)
    {
        var belongsTo = _team ??= Choose(scope.GetRequiredService<Teams>());
        var now = scope.GetRequiredService<Clock>().UtcNow;
        var source = scope.GetRequiredService<KnownPeople>().Keep(new ObservedPerson(null, null, $"import:{error.Source}", error.Source));
        var created = error.Created ?? now;
        var number = new NewError(
            error.Title, error.Story, source.Id, NewError.Imported, belongsTo.Id, created, belongsTo.LocalDate(created))
        {
            Chosen = error.Severity,
            OccurredAt = error.Occurred,
            ImmediateAction = error.ImmediateAction,
            ExternalSource = error.Source,
            ExternalId = error.ExternalId,
        }.TryAddTo(scope.GetRequiredService<Session>().Statements);
        if (number is not { } id) return false;

        scope.GetRequiredService<Actor>().ActAs(source, now);
        scope.GetRequiredService<RecordEvents>().Append(ErrorKind.Reference(id, belongsTo.Id), "imported");
        return true;
    }

    private Team Choose(Teams teams)
    {
        var all = teams.All();
        if (team is not null)
        {
            return all.FirstOrDefault(each =>
                Folding.Fold(each.Name) == Folding.Fold(team) || string.Equals(each.AadGroupId, team, StringComparison.OrdinalIgnoreCase))
                ?? throw Impossible(all);
        }
        return teams.Default() ?? (all is [var only] ? only : throw Impossible(all));
    }

    private static ImportImpossibleException Impossible(IReadOnlyList<Team> all) => new(all is []
        ? ImportTexts.TeamMissing
        : Wording.Say(ImportTexts.TeamUnclear, string.Join(", ", all.Select(each => $"\"{each.Name}\""))));
}
