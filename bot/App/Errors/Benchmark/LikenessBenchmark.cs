using Improvement.Bot.Errors.Import;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Benchmark;

/// <summary>
/// Plays reports in the order in which they came into a database of its own, through the code that keeps and finds them in the bot: each is
/// looked up before it is filed.
/// </summary>
internal sealed class LikenessBenchmark : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("likeness-").FullName;
    private readonly ServiceProvider _services;
    private readonly ImportStore _store;
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly List<ImportedError> _waiting = [];
    private long _team;

    public LikenessBenchmark(TimeProvider clock)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:ConnectionString", $"Data Source={Path.Combine(_folder, "reports.db")}")])
            .Build();
        _services = new ServiceCollection()
            .AddLogging(logs => logs.SetMinimumLevel(LogLevel.None))
            .AddSingleton(clock)
            .AddSingleton(new Clock(clock, TimeSpan.Zero))
            .AddScoped<CurrentTurn>()
            .AddStorage(settings)
                .AddPeople(settings)
                .AddRecords()
                .AddJobs()
                .AddSimilarity()
                .AddSlice(ErrorsSlice.Slice)
                .BuildServiceProvider();
        _store = new ImportStore(_services, team: null);
    }

    /// <summary>Plays all reports.</summary>
    /// <param name="innocents">How many of those that are no queries are looked up, the last of them.</param>
    /// <param name="each">Where what whole reports found is written, one by one; null for nowhere.</param>
    public async Task<(LikenessTally Whole, LikenessTally Title)> Play(
        LikenessQueries queries, int innocents, TextWriter? each, CancellationToken ct)
    {
        var (whole, title) = (new LikenessTally(BenchmarkTexts.WholeReport, each), new LikenessTally(BenchmarkTexts.TitleAlone));
        var asked = queries.Reports.Select(report => report.ExternalId)
            .Where(id => !queries.Partners.ContainsKey(id))
            .TakeLast(innocents)
            .ToHashSet(StringComparer.Ordinal);
        asked.UnionWith(queries.Partners.Keys);
        await AddTeam();
        foreach (var report in queries.Reports)
        {
            if (asked.Contains(report.ExternalId))
            {
                await File(ct);
                var partners = queries.Partners.GetValueOrDefault(report.ExternalId)?.Select(id => _numbers[id]).ToHashSet();
                LookUp(report.ExternalId, Fingerprint.Of(report.Title, report.Story), partners, whole);
                LookUp(report.ExternalId, Fingerprint.Of(ProposedTitle.From(report.Title), report.Title), partners, title);
            }

            _waiting.Add(report);
            if (_waiting.Count == ImportErrors.BatchSize) await File(ct);
        }

        return (whole, title);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void LookUp(string id, Fingerprint asked, HashSet<long>? partners, LikenessTally tally)
    {
        using var scope = _services.CreateScope();
        var index = scope.ServiceProvider.GetRequiredService<SimilarityIndex>();
        var began = TimeProvider.System.GetTimestamp();
        var found = index.LikeThis(ErrorKind.Definition, [_team], asked, LikenessTally.Deepest);
        tally.Add(id, found, partners, TimeProvider.System.GetElapsedTime(began));
    }

    private async Task File(CancellationToken ct)
    {
        if (_waiting.Count is 0) return;
        await _store.Keep(_waiting, ct);
        _waiting.Clear();
        using var scope = _services.CreateScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        using var rows = session.Statements.Read($"SELECT id, external_id FROM errors WHERE id > {_numbers.Count}");
        while (rows.Read()) _numbers[rows.GetString(1)] = rows.GetInt64(0);
    }

    private async Task AddTeam() => _team = await _services.GetRequiredService<Database>().Commit(session =>
        new ValueTask<long>(session.Statements.Number($"""
            INSERT INTO teams {NewRow.Of(
                ("teams_team_id", "benchmark"), ("name", "Benchmark"), ("shares_similar", false), ("installed_at", 0))}
            RETURNING id
            """)!.Value));
}
