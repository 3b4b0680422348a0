using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Storage;

/// <summary>
/// What others ask of the database as a turn begins, in the round trip of what the store itself asks (see <see cref="Statements.Ask{T}"/>).
/// Not called where the database is in this process, where what is not asked for costs nothing.
/// </summary>
/// <param name="Ask">Asks, and takes no answer.</param>
internal sealed record AskedAtOpening(Action<TurnContext> Ask);
