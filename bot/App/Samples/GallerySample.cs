using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Samples;

/// <summary>One card that the bot can send, in one of the states that look different.</summary>
/// <param name="Name">Kebab-case; also the name of its golden file.</param>
/// <param name="What">What it is, in a few words for developers.</param>
/// <param name="Draw">Draws it, in the language of the moment; always the same.</param>
internal sealed record GallerySample(string Name, string What, Func<Card> Draw);

/// <summary>
/// Passes what people wrote on a sample through another voice, so that a test can tell it from the bot's own words; usually it stays as it
/// is.
/// </summary>
internal delegate string SampleVoice(string written);

/// <summary>The cards of one thing that people do.</summary>
/// <param name="Id">Part of an address on the page.</param>
/// <param name="Title">What people do.</param>
/// <param name="Samples">Its cards.</param>
internal sealed record GalleryGroup(string Id, string Title, IReadOnlyList<GallerySample> Samples);
