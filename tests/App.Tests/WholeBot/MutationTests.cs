using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Whatever arrives, the bot answers and goes on.</summary>
public sealed class MutationTests
{
    [Fact]
    public async Task Ten_thousand_damaged_activities_are_never_a_500_and_never_a_hang()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");
        var team = bot.Teams.AddTeam("Nightshift", "Triage").AddOwners(ann);
        var group = bot.Teams.AddGroupChat("Lunch", ann);
        bot.Teams.Allow(team.General);
        bot.Teams.Allow(group);
        bot.Teams.Refreshes = false;
        var valid = bot.Teams.Activities.Every(ann, team.Channels[1], group).Concat(await Presses(bot)).ToList();

        var failed = new List<string>();
        await Parallel.ForEachAsync(new Mutations(valid, 20261121).Take(10_000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (mutation, ct) =>
        {
            var delivery = await bot.Teams.Deliver(mutation.Body, ct);
            if (delivery.Status is not (200 or 202 or 400 or 401 or 403 or 413 or 501))
            {
                lock (failed) failed.Add($"{delivery.Status} {delivery.Failure} after {delivery.Took} for {mutation}");
            }
        });

        failed.Take(5).Should().BeEmpty($"{failed.Count} went wrong");
        bot.Log.Errors.Take(5).Should().BeEmpty();
        await ann.Say("/cancel");
        await ann.Say("/help");
        await ann.Chat.Sees("help");
    }

    /// <summary>Presses on cards that are really there, with many turn numbers, so that damage reaches open dialogs whatever was answered before.</summary>
    private static async Task<IEnumerable<JsonObject>> Presses(BotFixture bot)
    {
        var presses = new List<JsonObject>();
        foreach (var person in Enumerable.Range(1, 10).Select(i => bot.Add($"Person {i}")))
        {
            await person.Say("/note words");
            var form = (await person.Chat.Sees("Write a note")).Card;
            var second = (await person.Press(form, "Continue")).Card!;
            JsonObject[] once = [person.Chat.PressActivity(form, "Continue"), person.Chat.PressActivity(second, "Back")];
            presses.AddRange(Enumerable.Range(1, 15).SelectMany(turn => once.Select(p => AtTurn(p, turn))));
            presses.Add(bot.Teams.Activities.Message(person, person.PersonalChat, "typed into the form"));
        }

        return presses;
    }

    private static JsonObject AtTurn(JsonObject press, int turn)
    {
        var copy = press.DeepClone().AsObject();
        copy["value"]!["action"]!["data"]!["turn"] = turn;
        return copy;
    }
}
