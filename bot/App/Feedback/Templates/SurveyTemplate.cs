using System.Collections.Immutable;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Waves;

namespace Improvement.Bot.Feedback.Templates;

/// <summary>
/// What a pulse survey asks: one outcome, two anchors that stay the same so that waves can be compared, others that take turns, and a text.
/// A version never changes once a wave was asked from it.
/// </summary>
/// <param name="Id">What it is called in what is stored.</param>
/// <param name="Version">From 1 on.</param>
/// <param name="Name">How people call it.</param>
/// <param name="Purpose">What it finds out, in a sentence.</param>
internal sealed record SurveyTemplate(string Id, int Version, Func<string> Name, Func<string> Purpose)
{
    /// <summary>Items of a wave at most.</summary>
    public const int MostItems = 5;

    /// <summary>Texts of a wave at most.</summary>
    public const int MostTexts = 2;

    /// <summary>Anchors of a template.</summary>
    public const int Anchored = 2;

    /// <summary>Seconds that a wave may take at most.</summary>
    public const int MostSeconds = 120;

    /// <summary>Seconds for the first lines of the card and for sending it.</summary>
    private const int SecondsAround = 15;

    /// <summary>What the survey is after; drivers are looked for with it.</summary>
    public required SurveyItem Outcome { get; init; }

    /// <summary>Asked in every wave.</summary>
    public required ImmutableArray<SurveyItem> Anchors { get; init; }

    /// <summary>These take turns.</summary>
    public required ImmutableArray<SurveyItem> Rotating { get; init; }

    /// <summary>Asked last, in every wave.</summary>
    public required ImmutableArray<SurveyItem> Texts { get; init; }

    /// <summary>Whether it asks one thing about the result of another wave. It has no anchors, and nobody is asked about its own.</summary>
    public bool IsAboutResult => Anchors is [];

    /// <summary>How many of those that take turns are in a wave.</summary>
    public int RotatingAtOnce { get; init; } = 1;

    /// <summary>All items that any wave asks.</summary>
    public IEnumerable<SurveyItem> Items => [Outcome, .. Anchors, .. Rotating, .. Texts];

    /// <summary>What a wave asks, in the order of the card. The same wave asks the same whenever it is asked for.</summary>
    /// <param name="wave">Number of the wave in its series, from 1 on.</param>
    /// <param name="own">A question of whoever launched it, in the place of one that takes turns; null for none.</param>
    public ImmutableArray<SurveyItem> ItemsOf(int wave, OwnItem? own = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wave, 1);
        var first = (long)(wave - 1) * RotatingAtOnce;
        var turns = Math.Min(own is null ? RotatingAtOnce : RotatingAtOnce - 1, Rotating.Length);
        var turn = Enumerable.Range(0, turns).Select(at => Rotating[(int)((first + at) % Rotating.Length)]);
        return [Outcome, .. Anchors, .. turn, .. own is null ? [] : new[] { own.Item() }, .. Texts];
    }

    /// <summary>
    /// Whether it may be asked so that somebody can read answers with names. What is about oneself or about those who lead is asked
    /// without names, or not answered truly.
    /// </summary>
    public bool MayBeAskedIn(SurveyMode mode) =>
        mode is SurveyMode.Anonymous || Items.All(item => item.Sensitivity is Sensitivity.Ordinary);

    /// <summary>Seconds that answering takes: reading aloud and choosing, and forty for a text of a sentence or two.</summary>
    public static int SecondsOf(IEnumerable<SurveyItem> items) => SecondsAround + items.Sum(item => item.Kind switch
    {
        ItemKind.Text => 40,
        ItemKind.MultipleChoice => 15,
        ItemKind.SingleChoice => 10,
        ItemKind.YesNo => 6,
        _ => 8,
    });
}
