using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Whatever arrives, the bot answers and goes on.</summary>
[Collection("whole bot")]
public sealed class MutationTests
{
    [Fact]
    public async Task Ten_thousand_damaged_activities_are_never_a_500_and_never_a_hang()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann Example");
        var people = Enumerable.Range(1, 10).Select(i => bot.Add($"Person {i}")).ToList();
        var group = bot.Teams.AddGroupChat("Lunch", ann);
        bot.Teams.Allow(group);
        await bot.InstallInTeam();
        bot.Teams.Refreshes = false;
        var valid = bot.Teams.Activities.Every(ann, bot.Triage, group)
            .Concat(await Presses(bot, people))
            .Concat(await OfFiledReports(bot))
            .ToList();

        var failed = new List<string>();
        await Parallel.ForEachAsync(new Mutations(valid, 20261121).Take(10_000), new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (mutation, ct) =>
        {
            var delivery = await bot.Teams.Deliver(mutation.Body, ct);
            if (delivery.Status is 503) delivery = await bot.Teams.Deliver(mutation.Body, ct); // the bot asked for it again

            if (delivery.Status is not (200 or 202 or 400 or 401 or 403 or 404 or 412 or 413 or 501))
            {
                lock (failed) failed.Add($"{delivery.Status} {delivery.Failure} after {delivery.Took} for {mutation}");
            }
        });

        // A turn that waited too long on a busy machine said so; what never answered is counted below.
        bot.Failures.Where(f => !f.Contains("OperationCanceledException")).Take(5).Should().BeEmpty();
        failed.Take(5).Should().BeEmpty($"{failed.Count} went wrong");
        bot.Teams.Problems.Take(5).Should().BeEmpty();
        var bea = bot.Add("Bea Example");
        await bea.Say("/help");
        await bea.Chat.Sees("What I can do", Reporting.Patience);
    }

    /// <summary>
    /// Presses on cards that are really there, with many turn numbers, so that damage reaches open dialogs whatever was answered before.
    /// </summary>
    private static async Task<IEnumerable<JsonObject>> Presses(BotFixture bot, IEnumerable<Person> people)
    {
        var presses = new List<JsonObject>();
        foreach (var person in people)
        {
            var form = await person.BeginsReport($"The export of {person.Name} was wrong");
            var press = person.Chat.PressActivity(form, "Report it");
            press["value"]!["action"]!["data"]!["Severity"] = "";
            presses.AddRange(Enumerable.Range(1, 30).Select(turn => AtTurn(press, turn)));
            presses.Add(bot.Teams.Activities.Message(person, person.PersonalChat, "typed into the form"));
        }

        return presses;
    }

    /// <summary>Every button of every card that somebody sees who has reported, looked around and searched.</summary>
    private static async Task<IEnumerable<JsonObject>> OfFiledReports(BotFixture bot)
    {
        var cas = bot.Add("Cas Example");
        var form = await cas.BeginsReport("The export of last night was wrong again");
        await cas.Files(form, "The export of last night");
        foreach (var words in (string[])["/help", "/my", "/find export", "/find", "/status ERR-1", "words that are no command"])
        {
            await cas.Say(words);
        }
        await bot.Teams.Quiet();

        var presses = new List<JsonObject>();
        foreach (var card in cas.Chat.Messages.SelectMany(m => m.Cards))
        {
            foreach (var button in card.Buttons.Distinct().Where(
                b => card.Buttons.Count(other => other == b) == 1 && card.Complaints(b).Count == 0))
            {
                presses.Add(cas.Chat.PressActivity(card, button));
            }
        }

        presses.Should().HaveCountGreaterThan(8);
        return presses.Concat(presses.Where(p => p["type"]!.ToString() == "invoke").Select(Automatic));
    }

    private static JsonObject Automatic(JsonObject press)
    {
        var copy = press.DeepClone().AsObject();
        copy["value"]!["trigger"] = "automatic";
        return copy;
    }

    private static JsonObject AtTurn(JsonObject press, int turn)
    {
        var copy = press.DeepClone().AsObject();
        copy["value"]!["action"]!["data"]!["turn"] = turn;
        return copy;
    }
}
