using System.Globalization;
using Improvement.Bot.Api.Calls;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Proposals;

/// <summary>What a person wrote happened: kept whole and as written.</summary>
internal static class Story
{
    /// <summary>In UTF-16 characters, as text inputs of cards count.</summary>
    public const int MaxLength = 20_000;

    /// <summary>The complaint to show under the input, or null where the story can be kept.</summary>
    public static string? Problem(string? story) => story switch
    {
        null => ErrorTexts.StoryMissing,
        _ when IsBlank(story) => ErrorTexts.StoryMissing,
        { Length: > MaxLength } => Say(ErrorTexts.StoryTooLong, story.Length, MaxLength),
        _ => null,
    };

    /// <summary>Blank to the eye: white space, control and formatting characters only.</summary>
    public static bool IsBlank(string story) =>
        story.All(letter =>
            char.IsWhiteSpace(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format);
}
