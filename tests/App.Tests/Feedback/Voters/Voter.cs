using System.Collections.Immutable;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.People;
using Person = Improvement.Bot.Tests.Channel.Person;

namespace Improvement.Bot.Tests.Feedback.Voters;

/// <summary>Somebody who is asked, with what they will answer: words that nobody else writes, and answers by their place.</summary>
internal sealed record Voter(Person Person, PersonId Id, IReadOnlyDictionary<string, string> Answers)
{
    /// <summary>What they write; null for nothing.</summary>
    public string? Words => Answers.Values.FirstOrDefault(answer => answer.StartsWith("Only", StringComparison.Ordinal));

    /// <summary>The answers of whoever is at a place, so that the totals of any set of people are known.</summary>
    public static IReadOnlyDictionary<string, string> AnswersOf(int place, ImmutableArray<SurveyItem> items, bool writes)
    {
        var answers = new Dictionary<string, string>();
        var rest = place;
        foreach (var item in items.Where(item => !item.IsText))
        {
            answers[item.Code] = item.Answers[rest % item.Answers.Length];
            rest /= item.Answers.Length;
        }

        if (writes) answers[items.First(item => item.IsText).Code] = $"Only I say word{place}, and that the mornings are too short.";
        return answers;
    }
}

/// <summary>What an answer to a press says.</summary>
internal enum Told
{
    Nothing,
    Counted,
    CountedBefore,
    Preview,

    // That it could not be done now, with a code.
    Apology,
    SomethingElse,
}

/// <summary>What came of a press.</summary>
/// <param name="Head">The status and the names of the headers.</param>
/// <param name="Took">From sending to the whole answer.</param>
internal sealed record Pressed(Told Told, string Head, string Body, TimeSpan Took)
{
    /// <summary>What an answer says.</summary>
    public static Told Read(string body) =>
        body.Contains("Your answer is counted", StringComparison.Ordinal) ? Told.Counted
        : body.Contains("You have answered this survey already", StringComparison.Ordinal) ? Told.CountedBefore
        : body.Contains("Your words, as others read them", StringComparison.Ordinal) ? Told.Preview
        : body.Contains("code: ", StringComparison.OrdinalIgnoreCase) ? Told.Apology
        : Told.SomethingElse;
}

/// <summary>What is in a box.</summary>
/// <param name="Answered">Whose bits are set.</param>
internal sealed record BoxContent(IReadOnlySet<PersonId> Answered, BoxCounts Counts, int Slips);
