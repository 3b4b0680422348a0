using System.Text;
using System.Text.Json.Nodes;
using Improvement.Bot.Feedback;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Feedback.Ballots;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Improvement.Bot.Tests.Feedback.Voters;

/// <summary>
/// The application as processes of its own, which believe signed tokens alone, with anonymous waves of many people. Beside them this
/// process looks into boxes by the key, while no bot runs.
/// </summary>
internal sealed class SurveyStage : IAsyncDisposable
{
    private const string Template = "team-pulse";

    private readonly string _keys;
    private readonly HttpClient _client =
        new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 256 }) { Timeout = TimeSpan.FromSeconds(15) };
    private readonly Database _database;
    private readonly ServiceProvider _services;

    private SurveyStage(BotFixture bot, string keys)
    {
        (Bot, _keys) = (bot, keys);
        bot.Teams.CardProblem = null;
        _database = Database.Open(bot.Storage, TimeProvider.System, NullLogger<Database>.Instance);
        var settings = new Dictionary<string, string?> { ["Anonymity:KeyFolder"] = keys };
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).AddLogging()
            .AddSingleton(_database).AddSingleton(TimeProvider.System).AddSingleton(new Clock(TimeProvider.System, TimeSpan.Zero))
            .AddBallots().BuildServiceProvider();
    }

    public BotFixture Bot { get; }

    public IReadOnlyList<Voter> Voters { get; private set; } = [];

    /// <summary>How many bytes the database takes, with what is not written back into it yet.</summary>
    public long StoredBytes => Bot.Storage.Kind is StorageEngine.Sqlite
        ? new[] { "", "-wal" }.Select(end => new FileInfo(Bot.DatabaseFile + end)).Where(file => file.Exists).Sum(file => file.Length)
        : Number("SELECT pg_database_size(current_database())");

    /// <summary>Starts a bot with so many people.</summary>
    /// <param name="writes">Whether a person, by their place, writes something.</param>
    public static async Task<SurveyStage> Start(
        StorageEngine engine, int people, Func<int, bool> writes, string? processors = null,
        params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var keys = Directory.CreateTempSubdirectory("keys-").FullName;
        var bot = await BotFixture.StartGuardedAsync(
            engine, processors,
            [new("Anonymity:KeyFolder", keys), new("Backup:Schedule", ""), new("Backup:Trial", ""), .. settings]);
        var stage = new SurveyStage(bot, keys);
        stage.Voters = await stage.Add(people, writes);
        return stage;
    }

    /// <summary>Launches a wave in which everybody is asked; it ends in a week, unless it is closed.</summary>
    public async Task<Wave> Launch()
    {
        if (await Get<KeyFolderCheck>().Look(default) is { } problem) throw new InvalidOperationException(problem);
        var policy = new WavePolicy(
            Template, 1, 1, SurveyMode.Anonymous, BoxRules.FewestForScores, BoxRules.FewestForComments, null, []);
        using var key = Get<BoxLaunch>().MakeKey();
        var now = TimeProvider.System.GetUtcNow();
        var wave = new NewWave(null, Template, 1, SurveyMode.Anonymous, policy.ToJson(), null, null, now, now.AddDays(7));
        return await _database.Commit(session => new ValueTask<Wave>(Get<BoxLaunch>().Put(
            session, wave, policy.FormFor(Voters.Count), Voters.Select(voter => (voter.Id, 0)), key)));
    }

    /// <summary>Presses a button of the survey, as the channel sends it.</summary>
    public async Task<Pressed> Press(Uri bot, Voter voter, Wave wave, string verb = SurveyPress.Confirm)
    {
        var data = new JsonObject { [BallotButtons.WaveName] = wave.Id.Value };
        foreach (var (item, answer) in voter.Answers) data[item] = answer;
        var activity = Bot.Teams.Activities.CardAction(
            voter.Person, voter.Person.PersonalChat, $"1{wave.Id.Value}{voter.Id.Value:D8}", verb, data);
        using var request = new HttpRequestMessage(HttpMethod.Post, bot)
        {
            Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", Bot.Teams.Authorize!(activity));
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            using var answer = await _client.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            return new(answer.IsSuccessStatusCode ? Pressed.Read(body) : Told.Nothing, HeadOf(answer), body, Took());
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            return new(Told.Nothing, "", "", Took());
        }

        TimeSpan Took() => TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>Opens the box of a wave; no bot runs meanwhile.</summary>
    /// <exception cref="InvalidOperationException">It does not open.</exception>
    public BoxContent Open(Wave wave)
    {
        using var session = _database.OpenSession();
        using var opened = Get<LockedBox>().Open(Get<LockedBox>().Read(session, wave.Id), new(BoxForm.Read(wave.Layout)))
            ?? throw new InvalidOperationException("The box does not open.");
        var answered = new HashSet<PersonId>();
        using (var rows = session.Statements[$"SELECT person, seat FROM survey_seats WHERE wave = {wave.Id.Value}"].Read())
        {
            while (rows.Read())
            {
                if (opened.Box.HasAnswered(rows.GetInt32(1))) answered.Add(new(rows.GetInt64(0)));
            }
        }

        return new(answered, opened.Box.Counts(new Dictionary<string, int>()), BoxRows.CountSlips(session.Statements, wave.Id));
    }

    /// <summary>Ends a wave and gives what everybody wrote.</summary>
    public async Task<List<string>> Close(Wave wave)
    {
        await Get<BoxClosing>().Close(wave.Id, BoxBench.Everything, default);
        using var session = _database.OpenSession();
        using var rows = session.Statements[$"SELECT body FROM survey_comments WHERE wave = {wave.Id.Value}"].Read();
        List<string> words = [];
        while (rows.Read()) words.Add(rows.GetString(0));
        return words;
    }

    public long Number(string sql)
    {
        using var session = _database.OpenSession();
        return session.Statements[sql].Number()!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _database.Dispose();
        _client.Dispose();
        await Bot.DisposeAsync();
        Directory.Delete(_keys, recursive: true);
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private static string HeadOf(HttpResponseMessage answer) =>
        $"{(int)answer.StatusCode} {string.Join(' ', answer.Headers.Concat(answer.Content.Headers).Select(each => each.Key))}";

    private Task<Voter[]> Add(int count, Func<int, bool> writes)
    {
        var items = SurveyTemplates.Find(Template, 1)!.ItemsOf(1);
        var people = Enumerable.Range(0, count).Select(i => Bot.Teams.AddPerson($"Voter{i} Example{i}")).ToList();
        return _database.Commit(session => new ValueTask<Voter[]>([.. people.Select((person, i) => new Voter(
            person,
            new PersonId(session.Statements.Number($"""
                INSERT INTO people {NewRow.Of(
                    ("tenant", person.TenantId), ("aad_object_id", person.ObjectId), ("channel_user_id", person.Mri), ("name", person.Name),
                    ("person_kind", "person"), ("is_guest", false), ("created_at", TimeProvider.System.GetUtcNow()))}
                RETURNING id
                """)!.Value),
            Voter.AnswersOf(i, items, writes(i))))]));
    }
}
