using FluentAssertions;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Turns;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("de-DE", "de")]
    [InlineData("de", "de")]
    [InlineData("DE-at", "de")]
    [InlineData("fr-FR", "en")]
    [InlineData("deutsch", "en")]
    [InlineData("", "en")]
    public async Task Everything_is_said_in_the_language_of_the_persons_client(string locale, string language)
    {
        await using var bench = Bench();
        bench.Ann.Locale = locale;

        await bench.Ann.Say("language");

        bench.Ann.Last.Text.Should().Be($"{language} {language}");
    }

    [Fact]
    public async Task What_is_known_of_the_person_counts_more()
    {
        await using var bench = Bench(routes => routes.BeforeEachTurn(async (turn, _) =>
        {
            await Task.Yield();
            turn.Culture = System.Globalization.CultureInfo.GetCultureInfo("de");
        }));

        await bench.Ann.Say("language");

        bench.Ann.Last.Text.Should().Be("de de");
    }

    private static TurnBench Bench(Action<BotRoutes>? more = null) => new(
        routes =>
        {
            more?.Invoke(routes);
            routes.Command("language", async (turn, _, _) =>
            {
                await Task.Yield();
                turn.Say(
                    Framework.Activities.OutgoingActivity.Of(
                    $"{System.Globalization.CultureInfo.CurrentUICulture.Name} {turn.Culture.Name}"));
            });
        },
        services => services.Configure<TurnOptions>(options => options.Languages.Add("de")));
}
