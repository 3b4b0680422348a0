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

    private const string Select = """
        SELECT api_keys.id, handle, secret_hash, secrets_made, owner, people.tenant, people.name, people.person_kind, team, teams.name,
            teams.removed_at, scopes,
            api_keys.created_at, expires_at, revoked_at, last_used_at
        FROM api_keys JOIN people ON people.id = owner JOIN teams ON teams.id = team 
        """;

    private const string Insert = """
        INSERT INTO api_keys (handle, secrets_made, owner, team, scopes, created_by, created_at, expires_at)
        VALUES (@handle, 0, @owner, @team, @scopes, @by, @now, @expires) RETURNING id
        """;

    private const string InsertOwner =
        "INSERT INTO people (tenant, name, person_kind, is_guest, created_at) VALUES ('', @name, @kind, FALSE, @now) RETURNING id";

    // The same agent with another key is the same reporter.
    private const string FindOwner =
        "SELECT owner FROM api_keys JOIN people ON people.id = owner WHERE team = @team AND people.person_kind = @kind AND people.name = @name ORDER BY api_keys.id DESC LIMIT 1";

    private const string Join =
        "INSERT INTO team_members (team, person, is_owner, joined_at) VALUES (@team, @person, FALSE, @now) ON CONFLICT (team, person) DO UPDATE SET left_at = NULL";
    private const string SetSecret =
        "UPDATE api_keys SET secret_hash = @hash, secrets_made = secrets_made + 1 WHERE id = @id AND secrets_made = @made AND revoked_at IS NULL";

    /// <summary>The key of a handle; null when there is none.</summary>
    public ApiKey? Find(string handle) => One(session.Statements[Select + "WHERE handle = @handle"].Read(handle));

    /// <summary>A key by its number.</summary>
    public ApiKey? Find(long id) => One(session.Statements[Select + "WHERE api_keys.id = @id"].Read(id));

    /// <summary>All that were not revoked, the newest first.</summary>
    public IReadOnlyList<ApiKey> All()
    {
        var keys = new List<ApiKey>();
        using var rows = session.Statements[Select + "WHERE revoked_at IS NULL ORDER BY api_keys.id DESC"].Read();
        while (rows.Read()) keys.Add(Read(rows));
        return keys;
    }

    /// <summary>Makes a key that has no secret yet.</summary>
    public long Create(NewKey asked)
    {
        var name = asked.Name.Trim();
        var kind = asked.Kind is KeyOwner.Agent ? ActorKind.Agent : ActorKind.System;
        var owner = session.Statements[FindOwner].Number(asked.Team, kind, name)
            ?? session.Statements[InsertOwner].Number(name, kind, actor.Now.ToStoredMilliseconds())!.Value;
        session.Statements[Join].Execute(asked.Team, owner, actor.Now.ToStoredMilliseconds());
        var expires = asked.Days is 0 ? (DateTimeOffset?)null : actor.Now.AddDays(asked.Days);
        var id = session.Statements[Insert].Number(
            KeySecret.NewHandle(), owner, asked.Team, string.Join(' ', asked.Scopes()), Me.Value, actor.Now.ToStoredMilliseconds(),
            expires?.ToStoredMilliseconds())!.Value;
        Append("created", id, asked.Team);
        return id;
    }

    /// <summary>Makes its next secret, which ends the one before. Null when somebody was faster, or the key was revoked.</summary>
    /// <param name="made">How many it had as far as whoever asks knows, so that a doubled press makes one.</param>
    public KeySecret? MakeSecret(ApiKey key, int made)
    {
        var secret = KeySecret.New(key.Handle);
        if (session.Statements[SetSecret].Execute(secret.Hash(), key.Id, made) is 0) return null;
        Append("secret-made", key.Id, key.Team.Value);
        return secret;
    }

    /// <summary>Ends a key; false when it had ended already.</summary>
    public bool Revoke(ApiKey key)
    {
        if (session.Statements["UPDATE api_keys SET revoked_at = @now WHERE id = @id AND revoked_at IS NULL"].Execute(
            actor.Now.ToStoredMilliseconds(), key.Id) is 0)
        {
            return false;
        }
        Append("revoked", key.Id, key.Team.Value);
        return true;
    }

    /// <summary>Notes that a key was used.</summary>
    public static bool Used(Statements writer, long id, DateTimeOffset now) =>
        writer["UPDATE api_keys SET last_used_at = @now WHERE id = @id"].Execute(now.ToStoredMilliseconds(), id) > 0;

    private PersonId Me => actor.FindOrKeep() ?? throw new InvalidOperationException("The bot itself handles no keys and webhooks.");

    private void Append(string what, long id, long team) => events.Append(new(RecordKind, id, new TeamId(team)), what);

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
