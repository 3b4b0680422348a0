using System.Security.Cryptography;
using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.Framework.Outbox;

/// <summary>Settings of the outbox sender.</summary>
public sealed class OutboxOptions
{
    /// <summary>How many calls to the channel may be under way at once.</summary>
    public int Workers { get; set; } = 64;

    /// <summary>How many waiting rows are read at once when the bot starts.</summary>
    public int PageSize { get; set; } = 500;

    /// <summary>A row is set aside after this many failed attempts; calls that reached nobody (no network) do not count.</summary>
    public int MaxAttempts { get; set; } = 30;

    /// <summary>
    /// A row is set aside after this many refusals that may be meant for good or may pass: no such conversation, not in the conversation,
    /// forbidden without a reason, not understood.
    /// </summary>
    public int MaxRefusals { get; set; } = 8;

    /// <summary>No pause after such a refusal is longer than this.</summary>
    public TimeSpan LongestPauseAfterRefusal { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between two attempts to store the result of a delivery.</summary>
    public TimeSpan LongestPauseBeforeNote { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A row that fails and is older than this is set aside.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(2);

    /// <summary>The pause after the first failure; it doubles with each further one.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>No pause is longer than this, unless the channel asks for more.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an application that stops waits for the calls that are under way.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Rate limits of Teams.</summary>
    public TeamsLimits Limits { get; set; } = new();

    /// <summary>
    /// The public message to a person whom neither a private message nor the personal chat reaches, asking them to write to the bot.
    /// Null sets such a row aside.
    /// </summary>
    public Func<OutboxRow, OutgoingActivity>? AskToWriteToMe { get; set; }

    /// <summary>Chance, from 0 up to but not including 1; spreads the pauses.</summary>
    public Func<double> Chance { get; set; } = static () => RandomNumberGenerator.GetInt32(1 << 30) / (double)(1 << 30);
}
