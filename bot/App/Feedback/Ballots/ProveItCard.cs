using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>What anonymity stands on, for everybody who is asked.</summary>
/// <param name="PolicyHash">Of the survey; null where none is meant.</param>
/// <param name="KeyFolder">Where the keys are.</param>
/// <param name="Problem">Why anonymous surveys are refused; null when they are not.</param>
internal sealed record Proof(string? PolicyHash, string KeyFolder, string? Problem, BoxAudit Audit);

/// <summary>The promise, its limits, and the card of <em>Prove it</em>.</summary>
internal static class ProveItCard
{
    /// <summary>The card.</summary>
    public static Card Of(Proof proof) => Card(
        BallotTexts.ProveHeading,
        [
            Heading(BallotTexts.ProveHeading),
            Text(BallotTexts.Promise),
            Text(BallotTexts.PromiseHow),
            proof.PolicyHash is { } hash ? Text(Say(BallotTexts.ProvePolicy, hash)) : null,
            proof.Problem is { } problem ? Warning(Say(BallotTexts.ProveNoKey, problem)) : Text(Say(BallotTexts.ProveKey, proof.KeyFolder)),
            Text(AuditLine(proof.Audit)),
            Subheading(BallotTexts.ProveStored),
            Hint(BallotTexts.ProveOpen),
            Columns(StoredColumns.Open),
            Hint(BallotTexts.ProveClosed),
            Columns(StoredColumns.Closed),
            .. Limits(),
        ]);

    /// <summary>What the bot cannot prevent, in the same words everywhere.</summary>
    public static Element[] Limits() =>
    [
        Subheading(BallotTexts.LimitsHeading),
        Text(BallotTexts.LimitMachine),
        Text(BallotTexts.LimitChannel),
        Text(BallotTexts.LimitWords),
        Text(BallotTexts.LimitAlike),
        Text(BallotTexts.LimitOnce),
    ];

    private static string AuditLine(BoxAudit audit) => Say(
        BallotTexts.ProveAudit, audit.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), audit.Right, audit.Games, audit.Games / 2,
        audit.Planted, audit.Found);

    private static Element Columns(ImmutableArray<(string Table, ImmutableArray<string> Columns)> tables) =>
        Facts([.. tables.Select(table => (table.Table, (string?)string.Join(", ", table.Columns)))]);
}
