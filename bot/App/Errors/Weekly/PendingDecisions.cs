using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Weekly;

/// <summary>The decisions about errors that wait: fixes, verdicts, causes, each with who is asked.</summary>
internal static class PendingDecisions
{
    /// <summary>People who are named as asked at most.</summary>
    private const int MostNamed = 2;

    /// <summary>For the channel all of them; for a reader those that they are asked for.</summary>
    public static IReadOnlyList<WeeklyLine> Lines(IServiceProvider services, WeeklyScope scope)
    {
        var session = services.GetRequiredService<Session>();
        var pending = WithPeople(session, Read(session, scope));
        var deciders = services.GetRequiredService<Leads>()
            .Deciders(scope.Query.Team.Id, [.. pending.Select(each => each.In(scope.Query.Team.Id))]);
        var asked = pending.Zip(deciders, (each, who) => (Decision: each, Asked: each.Asked(who)));
        if (scope.Reader is { } reader)
        {
            return
            [
                .. asked.Where(each => each.Asked.Contains(reader.Person))
                    .Select(each => Line(each.Decision, Yours(each.Decision, scope))),
            ];
        }

        var lines = asked.ToList();
        var names = NamesOf(services, lines.SelectMany(each => each.Asked));
        return lines.ConvertAll(each => Line(each.Decision, Say(
            WordsOf(each.Decision.Kind), Named([.. each.Asked.Select(names.GetValueOrDefault).OfType<string>()]),
            scope.For(each.Decision.Since))));
    }

    private static List<PendingDecision> Read(Session session, WeeklyScope scope)
    {
        var pending = new List<PendingDecision>();
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, e.state, COALESCE(e.severity, 0), e.owner, COALESCE(e.timer_step, 0), e.verdict,
                COALESCE(e.unapproved_since, e.state_since), e.unapproved_since, COALESCE(w.proposed_at, e.state_since),
                f.id, f.proposer, f.changed_by, f.reversible, a.submitted_by, a.submitted_at, COALESCE(a.review_step, 0)
            FROM errors e LEFT JOIN fixes f ON f.id = (SELECT MAX(n.id) FROM fixes n WHERE n.error = e.id)
                LEFT JOIN watches w ON w.id = (SELECT MAX(n.id) FROM watches n WHERE n.error = e.id)
                LEFT JOIN analyses a ON a.error = e.id AND a.state = {nameof(AnalysisState.UnderReview)}
            WHERE {WeeklyScope.InWork} AND {scope.Errors} AND (e.state = {nameof(ErrorState.FixProposed)}
                OR e.unapproved_since IS NOT NULL OR (e.state = {nameof(ErrorState.Verifying)} AND e.verdict IS NOT NULL)
                OR a.submitted_at IS NOT NULL)
            ORDER BY 4 DESC, e.state_since, e.id LIMIT {WeeklyScope.MostLooked}
            """);
        while (rows.Read()) pending.AddRange(Of(rows));
        return pending;
    }

    /// <summary>The decisions of a row; while a fix is decided about, its causes may be looked at too.</summary>
    private static IEnumerable<PendingDecision> Of(Rows row)
    {
        var state = Enum.Parse<ErrorState>(row.GetString(2));
        var isUnapproved = state is ErrorState.Implementing && !row.IsDBNull(8);
        var any = new PendingDecision(
            isUnapproved ? PendingKind.Unapproved : PendingKind.Fix, row.GetInt64(0), row.GetString(1), state, row.GetInt32(3),
            row.Moment(7), row.GetInt32(5)) { Owner = PersonAt(row, 4) };
        if ((state is ErrorState.FixProposed || isUnapproved) && row.NumberOrNull(10) is { } fix)
        {
            yield return any with
            {
                Fix = fix, Proposer = PersonAt(row, 11), ChangedBy = PersonAt(row, 12), IsIrreversible = !row.GetBoolean(13),
            };
        }

        if (state is ErrorState.Verifying && !row.IsDBNull(6)) yield return any with { Kind = PendingKind.Verdict, Since = row.Moment(9) };
        if (row.MomentOrNull(15) is { } submitted)
        {
            yield return any with
            {
                Kind = PendingKind.Causes, Since = submitted, Step = row.GetInt32(16), CausesBy = PersonAt(row, 14),
            };
        }
    }

    /// <summary>The decisions with who approved each fix as it is, and who named whom.</summary>
    private static List<PendingDecision> WithPeople(Session session, List<PendingDecision> pending)
    {
        long[] fixes = [.. pending.Select(each => each.Fix).OfType<long>()];
        if (fixes is []) return pending;
        var approvals = Pairs(session.Statements.Read($"""
            SELECT f.id, d.person, 0 FROM fixes f JOIN fix_decisions d ON d.fix = f.id AND d.digest = f.digest
            WHERE f.id IN {fixes} AND d.decision = {nameof(FixDecision.Approve)} AND d.void_at IS NULL ORDER BY d.id
            """));
        var referrals = Pairs(session.Statements.Read(
            $"SELECT r.fix, r.person, r.referred_to FROM fix_referrals r WHERE r.fix IN {fixes} ORDER BY r.id"));
        return pending.ConvertAll(each => each.Fix is not { } fix ? each : each with
        {
            ApprovedBy = [.. approvals[fix].Select(pair => pair.Person)], Referrals = [.. referrals[fix]],
        });
    }

    private static ILookup<long, (PersonId Person, PersonId Other)> Pairs(Rows read)
    {
        using var rows = read;
        var pairs = new List<(long Fix, PersonId Person, PersonId Other)>();
        while (rows.Read()) pairs.Add((rows.GetInt64(0), new(rows.GetInt64(1)), new(rows.GetInt64(2))));
        return pairs.ToLookup(pair => pair.Fix, pair => (pair.Person, pair.Other));
    }

    private static Dictionary<PersonId, string> NamesOf(IServiceProvider services, IEnumerable<PersonId> people) =>
        services.GetRequiredService<KnownPeople>().Find([.. people.Select(person => person.Value).Distinct()])
            .ToDictionary(person => person.Id, person => person.ShownName);

    private static string Named(IReadOnlyList<string> names) => names.Count switch
    {
        0 => WeeklyTexts.AskedNobody,
        <= MostNamed => string.Join(", ", names),
        var many => Say(WeeklyTexts.AskedMany, names[0], many - 1),
    };

    private static WeeklyLine Line(PendingDecision decision, string words) => new(
        WeeklyScope.Line(DigestSection.NeedsYou, decision.Number, decision.Title, words), decision.Severity, decision.Since);

    private static string WordsOf(PendingKind kind) => kind switch
    {
        PendingKind.Unapproved => WeeklyTexts.PendingUnapproved,
        PendingKind.Verdict => WeeklyTexts.PendingVerdict,
        PendingKind.Causes => WeeklyTexts.PendingCauses,
        _ => WeeklyTexts.PendingFix,
    };

    private static string Yours(PendingDecision decision, WeeklyScope scope) => Say(
        decision.Kind switch
        {
            PendingKind.Unapproved => WeeklyTexts.YoursUnapproved,
            PendingKind.Verdict => WeeklyTexts.YoursVerdict,
            PendingKind.Causes => WeeklyTexts.YoursCauses,
            _ => WeeklyTexts.YoursFix,
        },
        scope.For(decision.Since));

    private static PersonId? PersonAt(Rows row, int column) => row.NumberOrNull(column) is { } person ? new(person) : null;
}
