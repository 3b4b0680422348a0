using FluentAssertions;
using Improvement.Bot.Reviews;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Reviews;

/// <summary>Nobody learns an answer of somebody else before all answers are shown, whatever they are and wherever they look.</summary>
public abstract class BlindReviewsTests(Product product)
{
    public sealed class OnSqlite(Product product) : BlindReviewsTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : BlindReviewsTests(product), IClassFixture<PostgresProduct>;

    // A search says its words again, so it is not these alone.
    private const string Word = "tambourine", Secret = $"The {Word} of ";

    [StoreFact]
    public async Task No_place_tells_an_answer_before_all_are_shown()
    {
        var scene = await ReviewScene.Set(product);
        var number = await scene.Begin("Parade", scene.Bob, scene.Max);
        (string, string)[] words = [.. Enum.GetNames<ReviewQuestion>().Select(question => (question, Secret + question))];
        await scene.Answer(scene.Max, number, words);
        await product.Bot.SweepIn(days: 0); // what indexes and tells has run

        Person[] everybody = [scene.Ann, scene.Bob, scene.Lea, product.Administrator, scene.Eve];
        foreach (var person in everybody)
        {
            foreach (var (place, look) in Places(scene, number))
            {
                (await look(person)).Should().NotContain(Secret, $"{person.Name}, {place}");
            }

            Seen(person).Should().NotContain(Secret, person.Name);
        }

        var audit = await product.Administrator.Ask($"/audit REV-{number}", "answered");
        audit.Cards.Should().NotContain(card => card.Shows(scene.Max.Name), "the trail says that somebody answered, and not who");
        product.Bot.Number(
            "SELECT COUNT(*) FROM record_events WHERE record_kind = 'review' AND what = 'answered' AND actor IS NOT NULL").Should().Be(0);
        product.Bot.Number("SELECT COUNT(*) FROM record_events WHERE data LIKE '%tambourine%'").Should().Be(0);
        (await scene.Bob.Ask($"/status REV-{number}", "History")).Card.Shows("1 of 3 have answered").Should().BeTrue();
        (await scene.Bob.Ask($"/status REV-{number}", "History")).Card.Shows("Still waiting for").Should().BeFalse();

        await scene.Answer(scene.Ann, number, ("Happened", "It rained"));
        await scene.Answer(scene.Bob, number, ("Happened", "It stopped"));
        scene.State(number).Should().Be(ReviewState.Shown);
        Seen(scene.Ann).Should().Contain(Secret, "now it is shown");
        (await scene.Lea.Ask($"/find {Word}", "Reports found")).Shows($"REV-{number}").Should().BeTrue();
        Seen(scene.Eve).Should().NotContain(Secret);
        (await scene.Eve.Ask($"/status REV-{number}", "There is no such review")).Shows(Secret).Should().BeFalse();
        product.Failures.Should().BeEmpty();
    }

    private static IEnumerable<(string Place, Func<Person, Task<string>> Look)> Places(ReviewScene scene, long number)
    {
        foreach (var said in new[] { $"/status REV-{number}", $"/find {Word}", "/my", "/digest", $"/audit REV-{number}" })
        {
            yield return (said, async person =>
            {
                await person.Say(said);
                await scene.Product.Bot.Idle();
                return ""; // what it says is seen in the chat
            });
        }

        foreach (var verb in new[] { "review.read", "review.page", "review.open", "review.view" })
        {
            yield return (verb, person => scene.Forged(person, verb, number));
        }

        foreach (var verb in new[] { "review.keep", "review.report", "review.act" })
        {
            yield return (verb, person => scene.Forged(person, verb, number, "Change"));
        }
    }

    /// <summary>All that somebody's chat ever showed, as it stands now.</summary>
    private static string Seen(Person person) => string.Join(
        '\n', person.Chat.Messages.Where(message => message.FromBot)
            .SelectMany(message => message.Cards.Select(card => card.Json.ToString()).Append(message.Text)));
}
