using Improvement.Bot.Errors;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Greeting;

/// <summary>How the bot introduces itself, and what it says to words that it does not know.</summary>
internal static class GreetingSlice
{
    /// <summary>Words as long as this are a story; the report form opens at once.</summary>
    private const int LongEnoughForAStory = 400;

    /// <summary>Adds what the slice needs.</summary>
    public static IServiceCollection AddGreeting(this IServiceCollection services) => services
        .AddSingleton<RosterBell>()
        .AddScoped<Rosters>()
        .AddSingleton<RosterReader>()
        .AddHostedService(provider => provider.GetRequiredService<RosterReader>());

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapGreeting(this BotRoutes routes) => routes
        .Command("help", Help)
        .Command("hi", Hello)
        .Command("hello", Hello)
        .Command("hey", Hello)
        .Press(GreetingCards.HelpPress, Helped)
        .Press(GreetingCards.Begin, ErrorsSlice.BeginReport)
        .Press(GreetingCards.Try, Tried)
        .On(ActivityTypes.InstallationUpdate, Installations.Changed)
        .On(ActivityTypes.ConversationUpdate, Installations.Changed)
        .NotUnderstood(NotUnderstood);

    private static ValueTask Help(TurnContext turn, string argument, CancellationToken ct)
    {
        turn.Say(OutgoingActivity.Of(GreetingCards.Help()));
        return default;
    }

    private static ValueTask Hello(TurnContext turn, string argument, CancellationToken ct)
    {
        if (argument.Length > 0) return NotUnderstood(turn, ct);
        turn.Say(OutgoingActivity.Of(GreetingTexts.Greeting));
        return default;
    }

    /// <summary>The help, in the place of a card that offered it; the welcome stays.</summary>
    private static ValueTask Helped(TurnContext turn, CancellationToken ct)
    {
        if (!turn.PressData.Flag("welcome"))
        {
            turn.Show(GreetingCards.Help());
            return default;
        }

        turn.SayPrivately(OutgoingActivity.Of(GreetingCards.Help()));
        Keep(turn);
        return default;
    }

    private static async ValueTask Tried(TurnContext turn, CancellationToken ct)
    {
        await ErrorsSlice.BeginReportBelow(turn, ct);
        Keep(turn);
    }

    private static void Keep(TurnContext turn)
    {
        if (turn.IsInvoke) turn.Answer = InvokeAnswer.With(GreetingCards.Personal());
    }

    private static ValueTask NotUnderstood(TurnContext turn, CancellationToken ct)
    {
        if (turn.Text.Length >= LongEnoughForAStory) return ErrorsSlice.BeginReport(turn, turn.Text, ct);
        turn.SayPrivately(OutgoingActivity.Of(GreetingCards.NotUnderstood(turn.Text)));
        return default;
    }
}
