using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Pages;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Ideas;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Tests.Pages;

/// <summary>The page of an idea, and a command whose card has its button.</summary>
internal static class IdeaPages
{
    /// <summary>The page.</summary>
    public static RecordPage Page { get; } = new("sheet", IdeaKind.Definition, Draw);

    /// <summary>The slice that adds both.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services.AddRecordPage(Page),
        Routes = (routes, _) => routes.Command("idea-sheet", Offer, takesWords: true),
    };

    private static PageBody? Draw(IServiceProvider services, long number) =>
        IdeaRows.Find(services.GetRequiredService<Session>(), number) is not { } idea ? null : PageBody.Of(
            $"{IdeaKind.Definition.Labels.Of(number)} {idea.Title}",
            Html.Facts(("Title", idea.Title), ("State", IdeaCards.WordsOf(idea.State)), ("Nothing", null)),
            Html.Section("What it is", Html.Paragraph(idea.Title)));

    private static ValueTask Offer(TurnContext turn, string words, CancellationToken ct)
    {
        var number = turn.Services.GetRequiredService<RecordKinds>().ReadLabel(words)!.Value.Number;
        var button = turn.Services.GetRequiredService<PageLinks>().Button(Page, number);
        turn.SayPrivately(OutgoingActivity.Of(Card(
            "Sheet", Text("The sheet"), button is null ? Text("cannot be opened") : Buttons(button))));
        return default;
    }
}

/// <summary>The bot with ideas, their pages, a clock that can be moved on, and a log that is read.</summary>
public class ProductWithPages : IdeasTests.WithIdeas
{
    private readonly MovedTime _time = new();
    private readonly ConcurrentQueue<string> _log = [];

    /// <summary>Everything that was logged.</summary>
    public IReadOnlyList<string> Log => [.. _log];

    /// <summary>Moves the clock of the product on.</summary>
    public void Wait(TimeSpan time) => _time.Moved += time;

    /// <summary>An idea of its author's team, as its label and number.</summary>
    public async Task<(string Label, long Number)> Idea(Person author, string title)
    {
        var form = await author.Ask($"/idea {title}", "Add an idea");
        var number = IdeasTests.NumberOn((await author.Press(form.Card, "Add it")).Card!);
        return (IdeaKind.Definition.Labels.Of(number), number);
    }

    /// <summary>The press on the button of the page.</summary>
    public async Task<Pressed> PressFor(Person person, string label) =>
        await person.Press((await person.Ask($"/idea-sheet {label}", "The sheet")).Card, "Open as a page");

    /// <summary>The link that a person gets, as an address on this machine.</summary>
    public async Task<Uri> Link(Person person, string label) => LinkOn((await PressFor(person, label)).Card!);

    /// <summary>The page that a person has open in a browser.</summary>
    internal async Task<Visited> Opened(Browser browser, Person person, string label)
    {
        var led = await browser.Post(await Link(person, label));
        return await browser.Get(led.LeadsTo!);
    }

    /// <summary>The link on a card.</summary>
    public static Uri LinkOn(SeenCard card) => new(Regex.Match(card.Json.GetRawText(), "\"(http[^\"]+/pages/[^\"]+)\"").Groups[1].Value);

    protected override void Prepare(IServiceCollection services)
    {
        base.Prepare(services);
        services.AddSlice(IdeaPages.Slice).AddSingleton(new Clock(_time, TimeSpan.Zero)).AddSingleton<ILoggerProvider>(new Lines(_log));
    }

    private sealed class MovedTime : TimeProvider
    {
        public TimeSpan Moved { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Moved;
    }

    private sealed class Lines(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>The same at a public address.</summary>
public sealed class ProductWithPublicUrl : ProductWithPages
{
    protected override IEnumerable<(string Name, string Value)> Settings => [("Bot:PublicUrl", "https://bot.example.com/errors-bot/")];
}

/// <summary>The same without any address, as outside Development.</summary>
public sealed class ProductWithoutAddress : ProductWithPages
{
    protected override void Prepare(IServiceCollection services)
    {
        base.Prepare(services);
        services.RemoveAll<LocalPages>();
    }
}

/// <summary>A browser with its own cookies; it follows no redirect by itself.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() });

    public Task<Visited> Get(Uri address, string? language = null) => Send(HttpMethod.Get, address, language);

    public Task<Visited> Post(Uri address) => Send(HttpMethod.Post, address);

    public async Task<Visited> Send(HttpMethod method, Uri address, string? language = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (language is not null) request.Headers.TryAddWithoutValidation("Accept-Language", language);
        using var response = await _http.SendAsync(request);
        var headers = response.Headers.ToDictionary(each => each.Key, each => string.Join(", ", each.Value));
        var leadsTo = response.Headers.Location is { } location ? new Uri(address, location) : null;
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(), headers, leadsTo);
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What a browser was answered.</summary>
internal sealed record Visited(HttpStatusCode Status, string Html, IReadOnlyDictionary<string, string> Headers, Uri? LeadsTo)
{
    /// <summary>Whether it is the page that says how to get a new link.</summary>
    public bool IsExpired => Status is HttpStatusCode.Gone && Html.Contains("write the command again", StringComparison.Ordinal);

    /// <summary>Whether it is the page of somebody who may not see the record any more.</summary>
    public bool IsNotForYou => Status is HttpStatusCode.Forbidden && Html.Contains("not for you any more", StringComparison.Ordinal);
}
