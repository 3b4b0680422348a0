using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// Begins and ends waves when their moment has come. What it does is decided inside the commit that does it, so that it is done once,
/// whatever instance runs it and whenever it is killed.
/// </summary>
internal sealed partial class SurveyRounds(
    IServiceScopeFactory scopes, JobCommit commits, BoxLaunch boxes, BoxClosing closing, KeyFolderCheck keys, Clock clock,
    ILogger<SurveyRounds> log)
{
    /// <summary>Its name, for Quartz and for the log.</summary>
    public const string Name = "rounds of surveys";

    /// <summary>When it runs: four times a minute, as whoever launched a survey waits for it.</summary>
    public const string Cron = "0/15 * * * * ?";

    /// <summary>One run.</summary>
    public async Task Run(CancellationToken ct)
    {
        foreach (var survey in Found(scope => scope.GetRequiredService<SurveyRows>().Due(clock.UtcNow)))
        {
            await Alone("launch", survey.Value, () => Launch(survey, ct), ct);
        }

        foreach (var wave in Found(ToClose))
        {
            await Alone("close", wave.Id.Value, () => Close(wave, ct), ct);
        }
    }

    // An anonymous wave is stopped by the daily look into its box, at a moment that names nobody.
    private IReadOnlyList<Wave> ToClose(IServiceProvider scope)
    {
        var waves = scope.GetRequiredService<SurveyWaves>();
        var stopped = scope.GetRequiredService<NamedResponses>().ToStop().Select(waves.Find).OfType<Wave>();
        return [.. waves.ToClose(clock.UtcNow).UnionBy(stopped, wave => wave.Id)];
    }

    private T Found<T>(Func<IServiceProvider, T> find)
    {
        using var scope = scopes.CreateScope();
        return find(scope.ServiceProvider);
    }

    // One that fails keeps no other waiting.
    private async Task Alone(string what, long number, Func<Task> run, CancellationToken ct)
    {
        try
        {
            await run();
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Failed(what, number, e);
        }
    }

    // The key of a box is on disk before the commit that begins its wave.
    private async Task Launch(SurveyId survey, CancellationToken ct)
    {
        var isAnonymous = Found(scope => scope.GetRequiredService<WaveLaunch>().NeedsKey(survey));
        if (isAnonymous) await keys.Look(ct);
        using var key = isAnonymous && keys.Problem is null ? boxes.MakeKey() : null;
        await using var scope = scopes.CreateAsyncScope();
        var launch = scope.ServiceProvider.GetRequiredService<WaveLaunch>();
        await commits.Run(Name, scope.ServiceProvider, _ => launch.Run(survey, key), ct);
    }

    private async Task Close(Wave wave, CancellationToken ct)
    {
        if (wave.Mode is SurveyMode.Anonymous)
        {
            var names = Found(scope => scope.GetRequiredService<NamesOfWave>().Of(wave.Id));
            await closing.Close(wave.Id, (closed, _, counts) => ReleaseReader.Rule(closed, WaveTotals.Of(closed, counts), names), ct);
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var ending = scope.ServiceProvider.GetRequiredService<NamedClosing>();
        await commits.Run(Name, scope.ServiceProvider, _ => ending.Close(wave.Id), ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The {What} of survey {Number} failed; it is tried again with the next run")]
    private partial void Failed(string what, long number, Exception exception);
}
