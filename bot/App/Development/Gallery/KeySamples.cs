using System.Text.Json;
using Improvement.Bot.Api.Keys;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Api;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Development.Gallery;

/// <summary>Keys, and what agents report with them.</summary>
internal static class KeySamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        new("keys-empty", "Keys, when there are none", () => Page([], 0)),
        new("keys-list", "Keys, in different states", () => Page(Keys(data), 0)),
        new(
            "keys-middle", "Keys, a page in the middle",
            () => Page([.. Enumerable.Range(0, KeyCards.PerPage * 3).Select(i => Key(data) with { Id = 100 - i })], KeyCards.PerPage)),
        new("key-form", "Form that makes a key", () => Form(data).Card),
        new(
            "key-complaints", "Form that makes a key and complains",
            () => Form(data).Answer((nameof(NewKey.Name), data.LongTitle), (nameof(NewKey.Team), "1")).Card),
        new("key-made", "A key was made and waits to be shown", () => KeyCards.Made(4, data.Agent)),
        new(
            "key-secret", "A key, shown once",
            () => Cards.Secret(Key(data), new("0a1b2c3d4e5f", new string('x', 43)), "https://bot.contoso.example")),
        new("key-one", "A key", () => Cards.One(Key(data), GalleryData.Now, "https://bot.contoso.example")),
        new(
            "key-unused", "A key that files only, of a bot that does not know where it is reached",
            () =>
                Cards.One(
                    Key(data) with { LastUsedAt = null, ExpiresAt = null, Scopes = [ErrorScopes.File] }, GalleryData.Now,
                    publicUrl: null)),
        new(
            "key-revoked", "A revoked key",
            () => Cards.One(Key(data) with { RevokedAt = GalleryData.Now }, GalleryData.Now, publicUrl: null)),
        new("key-revoke", "Revoking a key, asked once more", () => KeyCards.AskRevoke(Key(data))),
        new("triage-agent", "Triage card of a report by an agent about an agent", () => ErrorCards.ForTriage(ByAgent(data))),
        new(
            "status-agent", "Everything about a report by an agent about an agent",
            () => ErrorStatus.Of(ByAgent(data), [new(GalleryData.Now, data.Agent, "filed", null)], FiledSamples.AnyReader)),
    ];

    private static RecordKinds Kinds { get; } = new([ErrorKind.Definition]);

    private static KeyCards Cards { get; } = new(Kinds);

    private static Card Page(IReadOnlyList<ApiKey> all, int earlier) => KeyCards.List(
        new([.. all.Skip(earlier).Take(KeyCards.PerPage)], earlier, all.Count, key => key.Id), GalleryData.Now);

    private static PlayedForm Form(GalleryData data) => PlayedForm.Of(
        new MakeKey(Kinds).Dialog, null, PlayedForm.Known(
            "teams",
            JsonSerializer.SerializeToElement(
                new KeyBeginning(null, [new(new(1), data.Team), new(new(2), data.OtherTeam)]), KeysJson.Default.KeyBeginning)));

    private static ApiKey Key(GalleryData data) => new(
        4, "0a1b2c3d4e5f", "hash", 1, new(new(9), "", null, null, data.Agent, null, null, null, null, false) { Kind = ActorKind.Agent },
        new(1), data.Team, true,
        [ErrorScopes.File, ErrorScopes.Witness], GalleryData.Now.AddDays(-20), GalleryData.Now.AddDays(70), null,
            GalleryData.Now.AddHours(-3));

    private static ApiKey[] Keys(GalleryData data) =>
    [
        Key(data),
        Key(data) with { SecretHash = null, LastUsedAt = null, SecretsMade = 0 },
        Key(data) with { ExpiresAt = GalleryData.Now.AddDays(-1), TeamName = data.OtherTeam },
        Key(data) with { TeamIsThere = false, TeamName = data.ThirdTeam },
    ];

    private static ErrorRecord ByAgent(GalleryData data) =>
        data.Complete with { ReporterName = data.Agent, ReporterKind = ActorKind.Agent, AgentStep = "7", AgentReason = data.AgentReason,
            AgentMode = "no-check" };
}
