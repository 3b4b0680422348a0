using Improvement.Bot.Errors;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Greeting;

/// <summary>How the bot introduces itself, and what it says to words that it does not know.</summary>
internal static class GreetingSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services.AddGreeting(),
        Routes = (routes, _) => routes.MapGreeting(),
    };

    /// <summary>Words as long as this are a story; the report form opens at once.</summary>
    private const int LongEnoughForAStory = 400;

    /// <summary>Adds what the slice needs.</summary>
    public static IServiceCollection AddGreeting(this IServiceCollection services) => services
        .AddScoped<Rosters>()
        .AddSingleton<RosterReader>()
        .AddPeriodicJob<RosterReader>(provider => provider.GetRequiredService<RosterReader>().Schedule, (reader, ct) => reader.ReadDue(ct));

    /// <summary>Says the welcome at every installation of some kind, also where it was said before.</summary>
    public static IServiceCollection SayWelcomeAgain(this IServiceCollection services, Func<Activity, bool> where) =>
        services.AddSingleton(new WelcomeAgain(where));

    /// <summary>Where it leads.</summary>
    public static BotRoutes MapGreeting(this BotRoutes routes) => routes
        .Command("help", Help)
        .Command("hi", Hello)
        .Command("hello", Hello)
        .Command("hey", Hello)
        .Command("thanks", Thanked)
        .Command("thank-you", Thanked)
        .Press(GreetingCards.HelpPress, Helped)
        .Press(GreetingCards.Begin, ErrorsSlice.BeginReport)
        .Press(GreetingCards.Try, Tried)
        .On(ActivityTypes.InstallationUpdate, Installations.Changed)
        .On(ActivityTypes.ConversationUpdate, Installations.Changed)
        .NotUnderstood(NotUnderstood);

    private static ValueTask Help(TurnContext turn, string argument, CancellationToken ct) => Say(turn, HelpFor(turn));

    private static ValueTask Hello(TurnContext turn, string argument, CancellationToken ct) =>
        Say(turn, OutgoingActivity.Of(GreetingCards.Hello()));

    private static ValueTask Thanked(TurnContext turn, string argument, CancellationToken ct) =>
        Say(turn, OutgoingActivity.Of(GreetingCards.Welcome()));

    private static ValueTask Say(TurnContext turn, OutgoingActivity message)
    {
        turn.Say(message);
        return default;
    }

    private static OutgoingActivity HelpFor(TurnContext turn) => GreetingCards.Help(turn.IsPrivate && IsAdministrator(turn));

    private static bool IsAdministrator(TurnContext turn) => turn.Services.GetRequiredService<Actor>().IsAdministrator;

    /// <summary>The help, in the place of a card that offered it; the welcome stays.</summary>
    private static ValueTask Helped(TurnContext turn, CancellationToken ct)
    {
        if (!turn.PressData.Flag("welcome"))
        {
            turn.Show(HelpFor(turn).Card!);
            return default;
        }

        turn.SayPrivately(HelpFor(turn));
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
        var text = turn.Text;
        if (SmallTalk.IsGreeting(text)) return Hello(turn, "", ct);
        if (SmallTalk.IsThanks(text)) return Thanked(turn, "", ct);
        if (SmallTalk.AsksForHelp(text)) return Help(turn, "", ct);

        var meant = MeantCommand.By(text, CommandsFor(turn));
        if (text.Length >= LongEnoughForAStory)
        {
            return ErrorsSlice.BeginReport(turn, meant?.Name is "report-error" ? meant.Words : text, ct);
        }
        turn.SayPrivately(OutgoingActivity.Of(Offer(turn, text, meant)));
        return default;
    }

    private static Card Offer(TurnContext turn, string text, MeantCommand? meant)
    {
        if (meant is not null) return GreetingCards.DidYouMean(meant, text);
        var typed = CommandLine.Unknown(text);
        return typed.HasSlash && typed.Name.Length > 0 && typed.Name.All(letter => char.IsLetter(letter) || letter is '-')
            ? GreetingCards.NoSuchCommand(typed.Name, text)
            : GreetingCards.NotUnderstood(text, LabelsIn(turn, text));
    }

    /// <summary>The labels of the records that a text names; a bare number counts where it is all that the text says.</summary>
    private static IReadOnlyList<string> LabelsIn(TurnContext turn, string text)
    {
        var kinds = turn.Services.GetRequiredService<RecordKinds>();
        return [.. (kinds.Read(text) is { } record ? [record] : kinds.In(text)).Select(each => each.Label)];
    }

    private static IEnumerable<string> CommandsFor(TurnContext turn) =>
        ListedCommands.All.Concat(IsAdministrator(turn) ? ListedCommands.OfAdministrators : [])
            .Select(command => command.Name)
            .Append("cancel");
}
