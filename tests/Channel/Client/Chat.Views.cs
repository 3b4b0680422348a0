using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>The person's own view of cards, which the service does not keep.</summary>
public sealed partial class Chat
{
    private readonly Dictionary<string, (JsonObject Card, int Edits, long Asked)> _views = [];
    private readonly Dictionary<string, DateTimeOffset> _refreshed = [];

    /// <summary>Looks away: nothing is refreshed any more.</summary>
    public void Close() => IsOpen = false;

    /// <summary>
    /// Opens the chat again. All answers are forgotten; cards that list the person in <c>refresh.userIds</c> are fetched again
    /// when that was last done more than a minute ago (<see cref="FakeTeams.PassTime"/>).
    /// </summary>
    /// <returns>When the refreshed cards are there.</returns>
    public Task Reopen()
    {
        lock (_teams.Gate)
        {
            IsOpen = true;
            _views.Clear();
            return Task.WhenAll(LookAtAll());
        }
    }

    /// <summary>Presses <i>Refresh card</i> in the menu of a message.</summary>
    public async Task<Pressed> Refresh(SeenMessage message)
    {
        var action = Wire.Object(Wire.Object(message.Card.Content, "refresh"), "action")
            ?? throw new PressRefusedException("The card has no refresh.");
        return await Execute(message.Id, action, action["data"]?.DeepClone(), "manual");
    }

    internal List<Task> LookAtAll() => [.. Conversation.Written.Select(p => LookAt(p, afterEdit: false))];

    /// <summary>A card has come into view. Call under the gate.</summary>
    internal Task LookAt(Post post, bool afterEdit)
    {
        if (!IsOpen
            || _old
            || !_teams.Refreshes
            || !post.ByBot
            || !Sees(post)
            || post.Cards is not [var card, ..]
            || RefreshFor(card) is not { } action)
        {
            return Task.CompletedTask;
        }

        if (!afterEdit && _refreshed.TryGetValue(post.Id, out var last) && _teams.Now - last < TimeSpan.FromMinutes(1))
        {
            return Task.CompletedTask;
        }

        // It asks when the card comes into view, so before whatever is pressed on it, however late a busy machine gets to sending it.
        _refreshed[post.Id] = _teams.Now;
        var asked = _teams.NextAsk();
        return _teams.InBackground(() => Execute(post.Id, action, action["data"]?.DeepClone(), "automatic", asked));
    }

    private JsonObject? RefreshFor(JsonObject card) =>
        Wire.Object(card, "refresh") is { } refresh && refresh["userIds"] is JsonArray ids && ids.Any(i => i?.ToString() == Person.Mri)
            ? Wire.Object(refresh, "action")
            : null;

    /// <summary>The person's own card in a message; an edit drops it. Call under the gate.</summary>
    private JsonObject? View(Post post) => _views.TryGetValue(post.Id, out var view) && view.Edits == post.Edits ? view.Card : null;

    private void Keep(string messageId, JsonObject card, long asked)
    {
        lock (_teams.Gate)
        {
            // Whoever asked last has the word, whichever answer comes first.
            if (Conversation.Find(messageId) is { } post
                && !(_views.TryGetValue(messageId, out var view) && view.Edits == post.Edits && view.Asked > asked))
            {
                _views[messageId] = (card, post.Edits, asked);
            }
        }
    }
}
