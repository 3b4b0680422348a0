using System.Collections.Immutable;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Templates;

namespace Improvement.Bot.Tests.Feedback.Results;

/// <summary>Somebody who is asked: which group they belong to, and how gladly they answer.</summary>
internal sealed record Asked(int Person, int Segment);

/// <summary>A wave of an organisation: who was asked, and what they answered.</summary>
internal sealed record PlayedWave(ImmutableHashSet<Asked> Audience, WaveFigures Figures);

/// <summary>
/// An organisation of 5 to 200 people with at most one breakdown, asked in one to four waves between which people join and leave. Opinions
/// lie anywhere, and are often one-sided, as that is where results give people away.
/// </summary>
internal sealed class RandomOrganisation
{
    private static readonly string[] Names = ["Night", "Day", "Store", "Field", "Desk", "Lab", "Yard", "Dock"];

    private readonly Random _random;
    private int _people;

    /// <summary>The one of a seed.</summary>
    public RandomOrganisation(int seed)
    {
        _random = new(seed);
        var size = _random.Next(3) is 0 ? _random.Next(5, 201) : _random.Next(5, 41);
        var groups = _random.Next(4) is 0 ? 0 : _random.Next(2, Names.Length + 1);
        Groups = groups;
        var audience = Enumerable.Range(0, size).Select(_ => Newcomer()).ToImmutableHashSet();
        Waves = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ =>
        {
            var wave = Play(audience);
            audience = Moved(audience);
            return wave;
        })];
        Neighbour = Moved(Waves[^1].Audience);
    }

    /// <summary>Groups of the breakdown; 0 for none.</summary>
    public int Groups { get; }

    /// <summary>The waves.</summary>
    public ImmutableArray<PlayedWave> Waves { get; }

    /// <summary>Another audience that is asked the same at the time of the last wave.</summary>
    public ImmutableHashSet<Asked> Neighbour { get; }

    /// <summary>What is asked.</summary>
    public static ImmutableArray<SurveyItem> Items { get; } =
    [
        TemplateItems.Recommend, ItemBank.Named("speak-same-day"), ItemBank.Named("learn-again"), TemplateItems.Hindered,
        TemplateItems.ToolFirst, TemplateItems.Back, TemplateItems.Better,
    ];

    private Asked Newcomer() => new(_people++, Groups is 0 ? 0 : 1 + Math.Min(_random.Next(Groups), _random.Next(Groups)));

    private ImmutableHashSet<Asked> Moved(ImmutableHashSet<Asked> audience)
    {
        var left = audience.OrderBy(each => each.Person).Skip(_random.Next(0, Math.Min(12, audience.Count - 4)));
        return [.. left, .. Enumerable.Range(0, _random.Next(0, 8)).Select(_ => Newcomer())];
    }

    private PlayedWave Play(ImmutableHashSet<Asked> audience)
    {
        var counts = new Dictionary<(string, int, string), int>();
        var (gladness, bias, skips) = (0.4 + 0.6 * _random.NextDouble(), _random.NextDouble(), _random.NextDouble() * 0.3);
        var answered = audience.OrderBy(each => each.Person).Where(_ => _random.NextDouble() < gladness).ToList();
        foreach (var person in answered)
        {
            foreach (var item in Items.Where(item => !item.IsText && _random.NextDouble() >= skips))
            {
                foreach (var answer in Answer(item, bias))
                {
                    counts[(item.Code, person.Segment, answer)] = 1 + counts.GetValueOrDefault((item.Code, person.Segment, answer));
                }
            }
        }

        return new(audience, new(audience.Count, answered.Count)
        {
            Groups = [.. Enumerable.Range(1, Groups).Select(
                segment => new SurveyGroup(segment, Names[segment - 1], audience.Count(each => each.Segment == segment)))],
            Counts = counts.ToImmutableDictionary(),
        });
    }

    private string[] Answer(SurveyItem item, double bias)
    {
        if (item.AllowsDontKnow && _random.Next(12) is 0) return [SurveyItem.DontKnow];
        var top = item.Choices.Length - 1;
        var answer = item.Choices[(int)Math.Round(top * Math.Clamp(bias + (_random.NextDouble() - 0.5) * 0.7, 0, 1))];
        return item.Kind is ItemKind.MultipleChoice ? [answer, SurveyItem.Any] : [answer];
    }
}
