using System.Collections.Immutable;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Person = Improvement.Bot.Tests.Channel.Person;
using Team = Improvement.Bot.Tests.Channel.Team;

namespace Improvement.Bot.Tests.Feedback.Surveys;

/// <summary>Surveys of the running application, for what is told of them: without the cards on which people answer.</summary>
internal static class Pulses
{
    /// <summary>Launches a wave and gives its number.</summary>
    public static async Task<long> Pulse(this Product product, string template, SurveyMode mode, params Team[] teams)
    {
        var now = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        ImmutableArray<TeamId> asked = [.. teams.Select(product.IdOf)];
        await product.Bot.Commit(services => services.GetRequiredService<SurveyRows>().Add(
            new(template, mode, ByTeam: teams.Length > 1, Days: 7, SurveyCadence.Once, Reminders: 0, asked), null, now, now));
        await product.Rounds();
        return product.Bot.Number("SELECT MAX(id) FROM survey_waves WHERE state = 'Open'");
    }

    /// <summary>Somebody answers a wave after a rollout: the first of three dislike it.</summary>
    public static async Task Answers(this Product product, long wave, Person person, int i)
    {
        var me = new PersonId(product.Bot.Number("SELECT id FROM people WHERE name = @name", person.Name));
        ImmutableArray<CountedAnswer> given =
        [
            new("rollout-back", i < 3 ? "yes" : "no"), new("rollout-works", $"{1 + (i % 5)}"), new("rollout-help", "1-2"),
        ];
        if (product.Bot.Number("SELECT COUNT(*) FROM survey_waves WHERE mode = 'Anonymous' AND id = @id", wave) is 0)
        {
            await product.Bot.Commit(services => services.GetRequiredService<NamedResponses>().Add(
                new(wave), me, new(given, ImmutableDictionary<string, string>.Empty), objects: false));
            return;
        }

        var ballot = new Ballot(
            me, given.ToDictionary(each => each.Item, each => ImmutableArray.Create(each.Answer)), new Dictionary<string, WrittenText>());
        if (await product.Bot.Services.GetRequiredService<BallotBox>().Cast(new(wave), ballot, default) is not CastOutcome.Counted)
        {
            throw new InvalidOperationException("The ballot was not counted.");
        }
    }

    /// <summary>Closes a wave, and whoever is to hear of it does.</summary>
    public static async Task Close(this Product product, long wave)
    {
        await product.Bot.Change("UPDATE survey_waves SET closes_at = 1 WHERE id = @id", wave);
        await product.Rounds();
    }

    /// <summary>Posts the result of a wave in the channels of its teams.</summary>
    public static async Task Post(this Product product, long wave)
    {
        await product.Bot.Commit(services =>
        {
            services.GetRequiredService<Actor>().ActAsBot(TimeProvider.System.GetUtcNow());
            services.GetRequiredService<SurveyResults>().Post(services.GetRequiredService<SurveyWaves>().Find(new(wave))!);
        });
        await product.Bot.Idle();
    }

    /// <summary>Those who lead say what follows.</summary>
    public static Task Follow(this Product product, long wave, string words) => product.Bot.Commit(services =>
        services.GetRequiredService<SurveyReplies>().Keep(new(wave), new(Did: true, words), null, TimeProvider.System.GetUtcNow()));

    /// <summary>What is to begin or end, then what is to be said about it.</summary>
    public static async Task Rounds(this Product product)
    {
        await product.Bot.Services.GetRequiredService<SurveyRounds>().Run(CancellationToken.None);
        await product.Bot.SweepIn(days: 0, hours: 1);
        await product.Bot.Idle();
    }

    /// <summary>The number of a team.</summary>
    public static TeamId IdOf(this Product product, Team team) =>
        new(product.Bot.Number("SELECT id FROM teams WHERE name = @name", team.Name));
}
