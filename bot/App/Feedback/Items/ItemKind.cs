namespace Improvement.Bot.Feedback.Items;

/// <summary>How an item is answered.</summary>
internal enum ItemKind
{
    /// <summary>A statement, in five steps from strong disagreement to strong agreement.</summary>
    Likert,

    /// <summary>A rating from 0 to 10.</summary>
    Rating,

    /// <summary>Whether one would recommend it, from 0 to 10; promoters give 9 or 10, detractors 6 or less.</summary>
    Enps,

    /// <summary>One of several options.</summary>
    SingleChoice,

    /// <summary>Any of several options.</summary>
    MultipleChoice,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>A number, answered by one of its classes: the exact one is never asked for, as it may be known to be somebody's.</summary>
    Number,

    /// <summary>Words of one's own.</summary>
    Text,
}

/// <summary>What an answer says of whoever gave it, were it known.</summary>
internal enum Sensitivity
{
    /// <summary>Nothing that one would not say aloud.</summary>
    Ordinary,

    /// <summary>Something that one would not like to be held against oneself.</summary>
    AboutOneself,

    /// <summary>Something about those who lead.</summary>
    AboutOthers,
}
