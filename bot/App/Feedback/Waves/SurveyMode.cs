namespace Improvement.Bot.Feedback.Waves;

/// <summary>Who can tell what somebody answered; chosen before the launch and never weakened afterwards.</summary>
internal enum SurveyMode
{
    /// <summary>Nobody who has the database, its backups, exports or logs.</summary>
    Anonymous,

    /// <summary>The bot keeps answers with names, and shows only results that speak of several people.</summary>
    Confidential,

    /// <summary>Those who lead read answers with names.</summary>
    Attributed,
}
