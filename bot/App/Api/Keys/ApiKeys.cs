using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Api.Keys;

/// <summary>
/// The keys of the HTTP API. What changes something does so only while a commit runs, and says so in the record's events.
/// </summary>
internal sealed class ApiKeys(Session session, RecordEvents events, Actor actor)
{
    /// <summary>The kind of record.</summary>
    public const string RecordKind = "api-key";

    /// <summary>When a key was last used is known to the hour: it need not cost a commit each time.</summary>
    public static readonly TimeSpan UseIsNotedEvery = TimeSpan.FromHours(1);

    private static readonly Sql Select = Sql.Of($"""
        SELECT api_keys.id, handle, secret_hash, secrets_made, owner, people.tenant, people.name, people.person_kind, team, teams.name,
            teams.removed_at, scopes,
            api_keys.created_at, expires_at, revoked_at, last_used_at
        FROM api_keys JOIN people ON people.id = owner JOIN teams ON teams.id = team
        """);

    /// <summary>The key of a handle; null when there is none.</summary>
    public ApiKey? Find(string handle) => One(session.Statements.Read($"{Select} WHERE handle = {handle}"));

    /// <summary>A key by its number.</summary>
    public ApiKey? Find(long id) => One(session.Statements.Read($"{Select} WHERE api_keys.id = {id}"));

    /// <summary>All that were not revoked, the newest first.</summary>
    public IReadOnlyList<ApiKey> All()
    {
        var keys = new List<ApiKey>();
        using var rows = session.Statements.Read($"{Select} WHERE revoked_at IS NULL ORDER BY api_keys.id DESC");
        while (rows.Read()) keys.Add(Read(rows));
        return keys;
    }

    /// <summary>Makes a key that has no secret yet.</summary>
    public long Create(NewKey asked, IEnumerable<string> scopes)
    {
        var name = asked.Name.Trim();
        var kind = asked.Kind is KeyOwner.Agent ? ActorKind.Agent : ActorKind.System;
        var owner = FindOwner(asked.Team, kind, name) ?? AddOwner(kind, name);
        Join(asked.Team, owner);
        var expires = asked.Days is 0 ? (DateTimeOffset?)null : actor.Now.AddDays(asked.Days);
        var id = session.Statements.Number($"""
            INSERT INTO api_keys {NewRow.Of(
                ("handle", KeySecret.NewHandle()), ("secrets_made", 0), ("owner", owner), ("team", asked.Team),
                ("scopes", string.Join(' ', scopes)), ("created_by", Me.Value), ("created_at", actor.Now), ("expires_at", expires))}
            RETURNING id
            """)!.Value;
        Append("created", id, asked.Team);
        return id;
    }

    /// <summary>Makes its next secret, which ends the one before. Null when somebody was faster, or the key was revoked.</summary>
    /// <param name="made">How many it had as far as whoever asks knows, so that a doubled press makes one.</param>
    public KeySecret? MakeSecret(ApiKey key, int made)
    {
        var secret = KeySecret.New(key.Handle);
        var changed = session.Statements.Execute($"""
            UPDATE api_keys SET secret_hash = {secret.Hash()}, secrets_made = secrets_made + 1
            WHERE id = {key.Id} AND secrets_made = {made} AND revoked_at IS NULL
            """);
        if (changed is 0) return null;
        Append("secret-made", key.Id, key.Team.Value);
        return secret;
    }

    /// <summary>Ends a key; false when it had ended already.</summary>
    public bool Revoke(ApiKey key)
    {
        var changed =
            session.Statements.Execute($"UPDATE api_keys SET revoked_at = {actor.Now} WHERE id = {key.Id} AND revoked_at IS NULL");
        if (changed is 0) return false;
        Append("revoked", key.Id, key.Team.Value);
        return true;
    }

    /// <summary>Notes that a key was used.</summary>
    public static bool Used(Statements writer, long id, DateTimeOffset now) =>
        writer.Execute($"UPDATE api_keys SET last_used_at = {now} WHERE id = {id}") > 0;

    private PersonId Me => actor.FindOrKeep() ?? throw new InvalidOperationException("The bot itself handles no keys and webhooks.");

    private void Append(string what, long id, long team) => events.Append(new(RecordKind, id, new TeamId(team)), what);

    // The same agent with another key is the same reporter.
    private long? FindOwner(long team, string kind, string name) => session.Statements.Number($"""
        SELECT owner FROM api_keys JOIN people ON people.id = owner
        WHERE team = {team} AND people.person_kind = {kind} AND people.name = {name} ORDER BY api_keys.id DESC LIMIT 1
        """);

    private long AddOwner(string kind, string name) => session.Statements.Number($"""
        INSERT INTO people {NewRow.Of(
            ("tenant", ""), ("name", name), ("person_kind", kind), ("is_guest", false), ("created_at", actor.Now))}
        RETURNING id
        """)!.Value;

    private void Join(long team, long owner) => session.Statements.Execute($"""
        INSERT INTO team_members {NewRow.Of(("team", team), ("person", owner), ("is_owner", false), ("joined_at", actor.Now))}
        ON CONFLICT (team, person) DO UPDATE SET left_at = NULL
        """);

    private static ApiKey? One(Rows rows)
    {
        using (rows) return rows.Read() ? Read(rows) : null;
    }

    private static ApiKey Read(Rows row) => new(
        row.GetInt64(0), row.GetString(1), row.TextOrNull(2), row.GetInt32(3),
        new(
            new(row.GetInt64(4)), row.GetString(5), null, null, row.TextOrNull(6), null, null, null, null,
            false) { Kind = row.GetString(7) },
        new(row.GetInt64(8)), row.GetString(9), row.IsDBNull(10), [.. row.GetString(11).Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        row.Moment(12), row.MomentOrNull(13), row.MomentOrNull(14), row.MomentOrNull(15));
}
