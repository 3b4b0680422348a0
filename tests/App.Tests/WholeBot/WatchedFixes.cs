using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Errors with a history, whose fixes come into place and are watched until the window is over.</summary>
internal sealed class WatchedFixes(Product product)
{
    private const long Week = 7L * 24 * 60 * 60 * 1000;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>An error whose fix has just come into place.</summary>
    public async Task<TriageStory> InPlace(
        string sentence, Func<TriageStory, Task>? earlier = null, params (string, string)[] proposed)
    {
        var story = await TriageStory.Begin(product, sentence, ("Severity", "NearMiss"));
        if (earlier is not null) await earlier(story);
        await story.IsProposed("Tighten the guide rail", proposed);
        await story.IsDone(product, "Seen by the night shift");
        return story;
    }

    /// <summary>The same with a history: so often met in each week of a year before, and in each week that is watched.</summary>
    public async Task<TriageStory> Watched(string sentence, int before, int since, params (string, string)[] proposed)
    {
        var story = await InPlace(sentence, async early =>
        {
            await early.Second.Say($"/status {early.Label}");
            var status = (await early.Second.Chat.See(m =>
                m.Cards.Count == 1 && m.Card.Buttons.Contains("Same thing happened to me"))).Card;
            var form = (await early.Second.Chat.Ask(() =>
                early.Second.Press(status, "Same thing happened to me"), "What did you see")).Card;
            await early.Second.Press(form, "Count me in", ("Note", "I saw it as well"));
            await product.Bot.Idle();
            await IsMetSinceAYear(early, before);
        }, proposed);
        await Met(story, since, Enumerable.Range(1, 26).Select(week => -week));
        return story;
    }

    /// <summary>It was first met long ago, and since then so often in each week.</summary>
    public async Task IsMetSinceAYear(TriageStory story, int aWeek)
    {
        await product.Bot.Change("UPDATE errors SET created_at = created_at - @ago, occurred_at = NULL WHERE id = @id", 70 * Week,
            story.Number);
        await Met(story, aWeek, Enumerable.Range(1, 60));
    }

    /// <summary>An alarm on a category of its team on a day.</summary>
    public Task Raised(TriageStory story, string category, DateOnly day) => product.Bot.Change("""
        INSERT INTO alarms (
            version, team, state, restricted, created_at, local_date, category, rule, period, since, expected, seen, false_alarms_a_year)
        SELECT 1, team, 'Raised', FALSE, @at, @local, @category, 'InThirtyDays', @period, @since, 4, 9, 1 FROM errors WHERE id = @id
        """, new DateTimeOffset(day, new(12, 0), TimeSpan.Zero).ToUnixTimeMilliseconds(), $"{day:yyyy-MM-dd}", category,
        $"{day:yyyy-MM-dd}", $"{day.AddDays(-29):yyyy-MM-dd}", story.Number);

    /// <summary>It was met some times in each of these weeks, so many weeks ago.</summary>
    private Task Met(TriageStory story, int times, IEnumerable<int> weeksAgo) => product.Bot.Commit(services =>
    {
        var insert = services.GetRequiredService<Session>().Statements["""
            INSERT INTO witnesses (error, person, dialog_id, note, occurred_at, created_at)
            SELECT id, reporter, @dialog, 'again', @at, created_at FROM errors WHERE id = @id
            """];
        foreach (var (week, i) in weeksAgo.SelectMany(week => Enumerable.Range(0, times).Select(i => (week, i))))
        {
            insert.Execute($"again-{story.Number}-{week}-{i}", Now.AddDays(-7 * week).ToUnixTimeMilliseconds(), story.Number);
        }
    });

    /// <summary>Everything that has happened moves half a year into the past, so that the window is over now.</summary>
    public async Task WindowIsOver(TriageStory story)
    {
        const int weeks = 27;
        await product.Bot.Change("UPDATE witnesses SET occurred_at = occurred_at - @ago WHERE error = @id", weeks * Week, story.Number);
        foreach (var column in new[] { "created_at", "timer_at", "review_at" })
        {
            await product.Bot.Change($"UPDATE errors SET {column} = {column} - @ago WHERE id = @id", weeks * Week, story.Number);
        }

        foreach (var column in new[] { "trigger_week", "first_week" })
        {
            var day = DateOnly.Parse(product.Bot.TextsOf($"SELECT {column} FROM watches WHERE error = @id", story.Number).Single(), null);
            await product.Bot.Change(
                $"UPDATE watches SET {column} = @day WHERE error = @id", day.AddDays(-7 * weeks).ToString("yyyy-MM-dd", null),
                    story.Number);
        }

        await product.Bot.SweepIn(days: 0);
    }

    /// <summary>The card with which somebody is asked to confirm a verdict.</summary>
    public static async Task<SeenCard> Asked(Person person) =>
        (await person.Chat.See(m => m.Cards.Count == 1 && m.Card.Buttons.Contains("Confirm the verdict") && m.Shows("You are asked"))).Card;
}
