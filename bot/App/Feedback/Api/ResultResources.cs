using System.ComponentModel;

namespace Improvement.Bot.Feedback.Api;

/// <summary>A count as it may be told: exact, or between two limits.</summary>
internal sealed record FigureResource(
    [property: Description("The count; left out where only limits are told.")] int? Number,
    [property: Description("The smallest that it may be.")] int From,
    [property: Description("The largest that it may be.")] int To);

/// <summary>How many gave an answer, or one of several taken together.</summary>
internal sealed record AnswerCountResource(
    [property: Description("A code of the item, or favourable, neutral, unfavourable for answers taken together.")] string Code,
    string Text,
    [property: Description("Left out where it is held back.")] FigureResource? Count);

/// <summary>A part of a whole, or a difference, with its limits.</summary>
internal sealed record IntervalResource(
    [property: Description("The figure itself; left out where a count is told as limits.")] double? Value, double Lower, double Upper);

/// <summary>The favourable answers.</summary>
internal sealed record ShareResource(
    FigureResource Count,
    [property: Description("Share of the answers, 0 to 1, and the 95 % interval for everybody who was asked.")] IntervalResource Share,
    [property: Description("What it could be with those who did not answer; left out where enough did.")] IntervalResource? Bounds);

/// <summary>Whether it changed since an earlier wave.</summary>
internal sealed record ChangeResource(
    [property: Description("better, worse, no-clear-change, too-few-data, held-back.")] string Verdict, int SinceWave,
    [property: Description("The change of the favourable share, −1 to 1.")] IntervalResource? Share);

/// <summary>The trend over three waves and more.</summary>
internal sealed record TrendResource([property: Description("rising, falling, none.")] string Direction, int Waves);

/// <summary>What is not told, and why.</summary>
internal sealed record HeldBackResource(
    [property: Description("item, comments, change, or the code of an answer.")] string What, string Why);

/// <summary>What is told of one item.</summary>
internal sealed record ItemResultResource(
    string Code, string Kind, string Text,
    [property: Description("Whether agreement is bad news.")] bool IsReversed,
    [property: Description("How many answered it, those who do not know left out; left out where it is held back.")] int? Answered,
    FigureResource? DoNotKnow, ShareResource? Favourable,
    [property: Description("Promoters less detractors in hundredths, for a recommendation.")] IntervalResource? Promoters,
    [property: Description("Answers taken together; for a choice each by itself.")] AnswerCountResource[] Counts,
    [property: Description("The single steps of a scale, as far as they are told.")] AnswerCountResource[] Steps,
    ChangeResource? Change, TrendResource? Trend,
    [property: Description("How many wrote something, for a text.")] int? Written, HeldBackResource[] HeldBack);

/// <summary>Which items go with the outcome.</summary>
internal sealed record DriversResource(
    [property: Description("too-few, none, among-the-strongest, ranked.")] string Answer, string Outcome, string[] Items, string? Why);

/// <summary>What those who lead say to a result.</summary>
internal sealed record FollowsResource([property: Description("we-did, or we-will-not.")] string Kind, string Words);

/// <summary>The result of a survey: what may be told of it, and nothing else.</summary>
internal sealed record SurveyResultResource(
    long Number, string Name, int Wave, string Teams, string Template, string Mode, DateTimeOffset OpensAt, DateTimeOffset ClosesAt,
    DateTimeOffset? ReleasedAt, int Invited,
    [property: Description("How many people answered; left out where too few did to tell of any.")] int? Responded,
    ItemResultResource[] Items, DriversResource? Drivers,
    [property: Description("What follows from it; left out until it is said.")] FollowsResource? Follows,
    [property: Description("What AI agents answered, each with its name. They count in nothing above.")] AgentAnswerResource[] Agents,
    string Self);
