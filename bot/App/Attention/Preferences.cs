using System.Collections.Immutable;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Attention;

/// <summary>What people chose about messages that they did not ask for: the kinds that they do without, and their quiet hours.</summary>
internal sealed class Preferences(Session session, Clock clock, IOptions<AttentionSettings> settings)
{
    /// <summary>The names of the kinds that somebody does without.</summary>
    public ImmutableHashSet<string> MutedBy(PersonId person)
    {
        var muted = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        using var rows = session.Statements.Read($"SELECT kind FROM attention_mutes WHERE person = {person.Value}");
        while (rows.Read()) muted.Add(rows.GetString(0));
        return muted.ToImmutable();
    }

    /// <summary>The hours in which somebody is not to be disturbed; null for none.</summary>
    public QuietHours? QuietOf(PersonId person)
    {
        using var rows = session.Statements.Read($"SELECT quiet_hours FROM attention_settings WHERE person = {person.Value}");
        if (!rows.Read() || rows.TextOrNull(0) is not { } chosen) return settings.Value.Quiet;
        return QuietHours.TryParse(chosen, out var hours) ? hours : null;
    }

    /// <summary>Notes that somebody does without a kind, or wants it again. Only while a commit runs.</summary>
    public void Mute(PersonId person, AttentionKind kind, bool muted)
    {
        if (!muted)
        {
            session.Statements.Execute($"DELETE FROM attention_mutes WHERE person = {person.Value} AND kind = {kind.Name}");
            return;
        }

        if (!kind.CanBeMuted) throw new ArgumentException($"Nobody can do without {kind.Name}.", nameof(kind));
        session.Statements.Execute($"""
            INSERT INTO attention_mutes {NewRow.Of(("person", person.Value), ("kind", kind.Name), ("muted_at", clock.UtcNow))}
            ON CONFLICT DO NOTHING
            """);
    }

    /// <summary>Keeps somebody's quiet hours; null for none. Only while a commit runs.</summary>
    public void KeepQuiet(PersonId person, QuietHours? hours) => session.Statements.Execute($"""
        INSERT INTO attention_settings {NewRow.Of(
            ("person", person.Value), ("quiet_hours", hours?.ToString() ?? ""), ("changed_at", clock.UtcNow))}
        ON CONFLICT (person) DO UPDATE SET quiet_hours = excluded.quiet_hours, changed_at = excluded.changed_at
        """);
}
