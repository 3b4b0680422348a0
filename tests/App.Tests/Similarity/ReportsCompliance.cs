using System.Globalization;
using Dapper;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Search;
using Improvement.Bot.Tests.Storage;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Tests.Similarity;

/// <summary>A database with reports of one team, and what happens to them: filed, edited, taken into the index, looked up.</summary>
public abstract class ReportsCompliance : IDisposable
{
    private protected const string Story = "The nightly export sent last week's file to three customers";

    private readonly TemporaryDatabase _place;
    private readonly RecentRecordsOfKinds _recent = new();

    private protected ReportsCompliance(StorageEngine engine)
    {
        _place = new(engine: engine);
        Run("INSERT INTO people (id, tenant, is_guest, created_at) VALUES (1, 'contoso', false, 0)").GetAwaiter().GetResult();
        Run("INSERT INTO teams (id, teams_team_id, name, shares_similar, installed_at) VALUES (1, 't1', 'One', false, 0), (2, 't2', "
            + "'Two', false, 0)")
            .GetAwaiter()
            .GetResult();
    }

    private protected TemporaryDatabase Place => _place;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _place.Dispose();
    }

    private protected static string Numbered(int i) =>
        string.Create(CultureInfo.InvariantCulture, $"Finding {i} about crane {i % 7} and gate {i % 31} and lamp {i % 97}");

    private protected Task<int> CatchUp() => new Indexing(_place.Database, SearchedKinds.All, TimeProvider.System).CatchUp(default);

    private protected Indexing Index() => new(_place.Database, SearchedKinds.All, TimeProvider.System);

    private protected IReadOnlyList<Similar> Like(string text, RecentRecordsOfKinds? recent = null, long team = 1)
    {
        using var session = _place.Database.OpenSession();
        return new SimilarityIndex(session, recent ?? _recent, Index()).LikeThis(
            ErrorKind.Definition,
            [team], Fingerprint.Of(ProposedTitle.From(text), text), 10);
    }

    private protected HashSet<long>? Having(params string[] words)
    {
        using var session = _place.Database.OpenSession();
        return new SimilarityIndex(session, _recent, Index()).Having(ErrorKind.Definition, [.. words.SelectMany(word => Words.Of(word))]);
    }

    private protected async Task<long> File(params string[] stories)
    {
        var number = 0L;
        await _place.Database.Commit(session =>
        {
            foreach (var story in stories)
            {
                number = session.Statements["""
                    INSERT INTO errors (version, team, reporter, reporter_kind, state, title, story, restricted, created_at, local_date)
                    VALUES (1, 1, 1, 'person', 'Reported', @title, @story, @restricted, 0, '2026-01-01') RETURNING id
                    """].Number(ProposedTitle.From(story), story, false)!.Value;
            }

            return default;
        });
        return number;
    }

    private protected Task Edit(long number, string story) => _place.Database.Commit(session =>
    {
        var error = RecordText.Of(session.Statements, ErrorKind.Definition, number)!;
        EditedRecords.Keep(session.Statements, ErrorKind.Definition, number, error.Revision, error.Title, error.Text);
        session.Statements["UPDATE errors SET version = version + 1, title = @title, story = @story WHERE id = @id"]
            .Execute(ProposedTitle.From(story), story, number);
        return default;
    });

    /// <summary>As an error goes to another team.</summary>
    private protected Task Move(long number, long team) => _place.Database.Commit(session =>
    {
        var error = RecordText.Of(session.Statements, ErrorKind.Definition, number)!;
        EditedRecords.Keep(session.Statements, ErrorKind.Definition, number, error.Revision, error.Title, error.Text, error.Scope);
        session.Statements["UPDATE errors SET version = version + 1, team = @team WHERE id = @id"].Execute(team, number);
        return default;
    });

    /// <summary>As a process does that ends before it has taken the batch in.</summary>
    private protected Task Announce(long to) => _place.Database.Settle(
        writer =>
        {
            IndexState.Create(writer, ErrorKind.Definition);
            return new IndexState(ErrorKind.Name, Fingerprint.Version, 0, 0).TryBegin(writer, to);
        },
        default);

    private protected Task Run(string sql) => _place.Database.Commit(async session => await session.Connection.ExecuteAsync(sql));

    private protected Task<long> Count(string table) => Number($"SELECT COUNT(*) FROM {table}");

    private protected async Task<long> Number(string sql)
    {
        using var session = _place.Database.OpenSession();
        return await session.Connection.ExecuteScalarAsync<long>(sql);
    }
}
