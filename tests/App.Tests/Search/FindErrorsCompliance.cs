using Dapper;
using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Search;

/// <summary>
/// What every engine must do: searches and lists are read by key, from an index, newest first, and no further than they may.
/// </summary>
public abstract class FindErrorsCompliance : IDisposable
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private readonly TemporaryDatabase _place;
    private readonly ServiceProvider _services;

    private protected FindErrorsCompliance(StorageEngine engine)
    {
        _place = new(engine: engine);
        _services = new ServiceCollection().AddLogging()
            .AddSingleton(_place.Database).AddSingleton(TimeProvider.System).AddSingleton(new Clock(TimeProvider.System, TimeSpan.Zero))
            .AddSingleton<ConversationCache>()
            .AddScoped<Session>().AddRecords().AddScoped<CurrentTurn>()
            .AddPeople(new ConfigurationBuilder().Build())
                .AddSlice(ErrorsSlice.Slice)
                .AddJobs()
                .AddSimilarity()
                .AddSearch()
                .BuildServiceProvider();
        Run("INSERT INTO people (id, tenant, person_kind, is_guest, created_at) VALUES (1, '', 'agent', FALSE, 0), (2, '', 'agent', "
            + "FALSE, 0)");
        Run("INSERT INTO teams (id, teams_team_id, name, shares_similar, installed_at) VALUES (1, 't1', 'One', FALSE, 0), (2, 't2', "
            + "'Two', FALSE, 0)");
        Run("INSERT INTO team_members (team, person, is_owner, joined_at) VALUES (1, 1, FALSE, 0)");
    }

    private protected Database Database => _place.Database;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _services.Dispose();
        _place.Dispose();
    }

    [StoreFact]
    public async Task Pages_by_key_show_everything_once_whatever_comes_in_between_and_lead_back_the_same_way()
    {
        Add(50);
        var expected = Numbers("team = 1");

        var (pages, places) = (new List<FoundPage>(), new FindPlace());
        do
        {
            pages.Add(await Find("", places));
            Run("INSERT INTO errors (version, team, reporter, reporter_kind, state, title, story, restricted, created_at, local_date) "
                + "SELECT 1, 1, 2, 'person', 'Reported', 'new', 'new', FALSE, MAX(created_at) + 1, '2026-01-06' FROM errors");
            places = new() { After = pages[^1].Ends!.Value.Last, Earlier = pages[^1].Earlier + pages[^1].Items.Count };
        }
        while (pages[^1].HasMore);

        pages.SelectMany(page => page.Items).Select(line => line.Id.Number).Should().Equal(expected);
        pages.Select(page => page.Earlier).Should().Equal(Enumerable.Range(0, pages.Count).Select(i => i * RecordList.PerPage));
        for (var i = pages.Count - 1; i > 1; i--)
        {
            var before = await Find("", new() { Before = pages[i].Ends!.Value.First, Earlier = pages[i].Earlier });
            before.Items.Select(line => line.Id.Number).Should().Equal(pages[i - 1].Items.Select(line => line.Id.Number));
            (before.Earlier, before.After).Should().Be((pages[i - 1].Earlier, pages[i - 1].After));
        }
    }

    [StoreFact]
    public async Task What_stands_on_the_button_of_an_earlier_version_is_still_a_page()
    {
        Add(40);

        var third = await Find("", new() { Skip = 2 * RecordList.PerPage });
        var farBeyond = await Find("", new() { Skip = 10_000 * RecordList.PerPage });

        third.Items.Select(line => line.Id.Number)
            .Should()
            .Equal(Numbers("team = 1").Skip(2 * RecordList.PerPage).Take(RecordList.PerPage));
        (third.Earlier, third.Counted, third.IsCounted).Should().Be((2 * RecordList.PerPage, 40, true));
        farBeyond.Items.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_word_to_be_left_out_alone_is_answered_from_the_newest()
    {
        Add(300);

        var page = await Find("-crane");

        page.Items.Select(line => line.Id.Number).Should().Equal(Numbers("team = 1 AND title NOT LIKE '%crane%'").Take(RecordList.PerPage));
    }

    [StoreFact]
    public async Task A_search_stops_where_it_has_read_enough_and_goes_on_from_there()
    {
        Add(FindScan.MostRead + 300);
        Run("UPDATE errors SET title = 'the needle' WHERE id = (SELECT id FROM errors ORDER BY created_at, id LIMIT 1)");

        var first = await Find("\"the needle\" -unheard-of");
        var second = await Find("\"the needle\" -unheard-of", new() { After = first.GoesOnAfter });

        (first.Items.Count, first.StoppedAfter, first.IsCounted).Should().Be((0, FindScan.MostRead, false));
        (second.Items.Count, second.StoppedAfter).Should().Be((1, null));
    }

    [StoreFact]
    public async Task Words_are_found_whether_few_or_many_have_them_and_whether_an_index_has_heard_of_them_or_not()
    {
        Add(3_000);
        Run("UPDATE errors SET title = 'the needle', story = 'a crane' WHERE id = 77");

        foreach (var isIndexed in new[] { false, true })
        {
            if (isIndexed) await new Indexing(Database, SearchedKinds.All, TimeProvider.System).CatchUp(default);
            (await Find("needle crane")).Items.Select(line => line.Id.Number).Should().Equal(77);
            (await Find("finding")).Items.Select(line => line.Id.Number)
                .Should()
                .Equal(Numbers("team = 1 AND id <> 77").Take(RecordList.PerPage));
            (await Find("finding 2999")).Items.Select(line => line.Id.Number).Should().Equal(2_999);
        }
    }

    [StoreFact]
    public async Task It_is_counted_how_many_fit_up_to_a_thousand()
    {
        Add(1_200);

        var some = await Find("crane 11");
        var many = await Find("");

        (some.Counted, some.IsCounted).Should().Be((Numbers("team = 1 AND title LIKE '%crane%' AND title LIKE '% 11 %'").Count, true));
        many.IsCounted.Should().BeFalse();
        many.Counted.Should().BeGreaterThan(900);
    }

    [StoreFact]
    public async Task Days_narrow_what_is_read()
    {
        Add(400);
        var days = Database.OpenSession().Connection.Query<string>("SELECT DISTINCT local_date FROM errors ORDER BY local_date").AsList();

        var page = await Find($"since:{days[1]} until:{days[1]} -nothing");

        page.Counted.Should().Be(Numbers($"team = 1 AND local_date = '{days[1]}'").Count);
    }

    [StoreFact]
    public async Task Other_teams_are_neither_found_nor_read()
    {
        Add(200, team: 2);
        Add(10);

        var page = await Find("finding");

        page.Items.Select(line => line.Id.Number).Should().BeSubsetOf(Numbers("team = 1"));
        (await Find("team:Two")).Items.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Own_reports_are_those_one_reported_or_met()
    {
        Add(20, team: 2, reporter: 2);
        Run("UPDATE errors SET reporter = 1 WHERE id IN (3, 9)");
        Run("INSERT INTO witnesses (error, person, dialog_id, created_at) VALUES (9, 1, 'a', 0), (12, 1, 'b', 0), (12, 1, 'c', 0)");

        var page = await In(find => find.Own(new(), RecordList.PerPage, default));

        page.Items.Select(line => line.Id.Number).Should().Equal(Numbers("id IN (3, 9, 12)"));
        page.Counted.Should().Be(3);
    }

    [StoreFact]
    public async Task A_search_whose_time_is_over_says_so()
    {
        Add(100);
        using var over = new CancellationTokenSource();
        await over.CancelAsync();

        var asking = async () => await In(find => find.Page(new(), Today, new(), RecordList.PerPage, over.Token));

        await asking.Should().ThrowAsync<OperationCanceledException>();
    }

    private protected void Run(string sql) =>
        Database.Commit(async session => await session.Connection.ExecuteAsync(sql)).GetAwaiter().GetResult();

    /// <summary>Adds reports in no order of time: their numbers and moments have nothing to do with each other.</summary>
    private protected void Add(int count, long team = 1, long reporter = 2) => Run($"""
        INSERT INTO errors (version, team, reporter, reporter_kind, state, severity, title, story, restricted, created_at, local_date)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
        SELECT 1, {team}, {reporter}, 'person', 'Reported', 2, 'Finding ' || i || ' about '
                    || CASE WHEN i % 7 = 3 THEN 'crane' ELSE 'gate' END || ' ' || (i % 31) || ' here', 'It stands still.', FALSE,
            1767225600000 + (i * 7919 % 100003) * 5000,
                CASE (i * 7919 % 100003) * 5000 / 86400000 WHEN 0 THEN '2026-01-01' WHEN 1 THEN '2026-01-02' WHEN 2 THEN '2026-01-03'
                    WHEN 3 THEN '2026-01-04' WHEN 4 THEN '2026-01-05' ELSE '2026-01-06' END
        FROM n
        """);

    private protected List<long> Numbers(string which)
    {
        using var session = Database.OpenSession();
        return session.Connection.Query<long>($"SELECT id FROM errors WHERE {which} ORDER BY created_at DESC, id DESC").AsList();
    }

    private protected Task<FoundPage> Find(string typed, FindPlace? place = null) =>
        In(find => find.Page(FindReader.Read(SearchedKinds.All, typed, Today).Query, Today, place ?? new(), RecordList.PerPage, default));

    private protected async Task<T> In<T>(Func<RecordSearch, ValueTask<T>> ask)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().ActAs(
            new(new(1), "", null, null, "Agent", null, null, null, null, false) { Kind = ActorKind.Agent }, DateTimeOffset.UnixEpoch);
        return await ask(scope.ServiceProvider.GetRequiredService<RecordSearch>());
    }
}
