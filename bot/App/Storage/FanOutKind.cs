namespace Improvement.Bot.Storage;

/// <summary>Messages of one kind to many people, such as the personal digests, of whose progress the administrators read.</summary>
/// <param name="Name">Kept with each fan-out; never changed.</param>
/// <param name="Title">What the administrators read, in the language of the moment.</param>
/// <param name="ToCome">How many people are due at a moment of the product's clock and were not looked at yet.</param>
internal sealed record FanOutKind(string Name, Func<string> Title, Func<IServiceProvider, DateTimeOffset, long> ToCome);
