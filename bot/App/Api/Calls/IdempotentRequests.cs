using System.Security.Cryptography;
using System.Text;
using Improvement.Bot.Api.Keys;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Api.Calls;

/// <summary>
/// Knows a request again by its Idempotency-Key. What is kept is what the request was about, not its answer: that is made anew from the
/// present state. Written in the transaction of the effect, so that there is one effect and one row, or neither.
/// </summary>
internal sealed class IdempotentRequests(Session session)
{
    /// <summary>Longest key.</summary>
    public const int MaxLength = 200;

    /// <summary>What tells two requests apart.</summary>
    public static string HashOf(string method, string path, ReadOnlyMemory<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{method} {path}\n"));
        hash.AppendData(body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What an earlier request with this key was about; null when there was none.</summary>
    public (bool IsSame, long Subject)? Find(ApiKey caller, string key, string requestHash)
    {
        using var rows = session.Statements.Read($"""
            SELECT request_hash, subject FROM idempotent_requests WHERE caller = {caller.Owner.Id.Value} AND idempotency_key = {key}
            """);
        return rows.Read() ? (rows.GetString(0) == requestHash, rows.GetInt64(1)) : null;
    }

    /// <summary>Keeps what this request was about.</summary>
    /// <exception cref="RaceLostException">Another request with this key was faster; this one is to be undone, and then answered as that
    /// one was.</exception>
    public void Keep(ApiKey caller, string key, string requestHash, long subject, DateTimeOffset now)
    {
        var kept = session.Statements.Execute($"""
            INSERT INTO idempotent_requests {NewRow.Of(
                ("caller", caller.Owner.Id.Value), ("idempotency_key", key), ("request_hash", requestHash), ("subject", subject),
                ("created_at", now))}
            ON CONFLICT DO NOTHING
            """);
        if (kept is 0) throw new RaceLostException("the request");
    }

    /// <summary>Forgets what is old; gives how many.</summary>
    public static int Forget(Statements writer, DateTimeOffset before) =>
        writer.Execute($"DELETE FROM idempotent_requests WHERE created_at < {before}");
}
