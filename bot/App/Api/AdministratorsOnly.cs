using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Api;

/// <summary>
/// Whether the one who speaks may handle keys and webhooks: an administrator, in the personal chat. Anybody else is told why not, and that
/// is noted.
/// </summary>
internal sealed class AdministratorsOnly(Actor actor, CurrentTurn current, Refusals refusals)
{
    /// <summary>Why the one who speaks may not; null when they may.</summary>
    public string? WhyNot() =>
        current.Turn?.Activity.Conversation.Kind is not ConversationKind.Personal ? KeysTexts.OnlyInPersonalChat
        : actor.IsAdministrator ? null
        : KeysTexts.OnlyAdministrators;

    /// <summary>The same; a refusal is noted.</summary>
    /// <param name="recordKind">What they wanted to handle.</param>
    /// <param name="id">The number of it; 0 for none.</param>
    public string? Refusal(string recordKind, long id = 0)
    {
        if (WhyNot() is not { } why) return null;
        refusals.Note(new(recordKind, id, null));
        return why;
    }
}
