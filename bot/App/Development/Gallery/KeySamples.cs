using System.Text.Json;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Keys;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.People;

namespace Improvement.Bot.Development.Gallery;

/// <summary>Keys, and what agents report with them.</summary>
internal static class KeySamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        new("keys-empty", "Keys, when there are none", () => KeyCards.List([], 0, GalleryData.Now)),
        new("keys-list", "Keys, in different states", () => KeyCards.List(Keys(data), 0, GalleryData.Now)),
        new(
            "keys-middle", "Keys, a page in the middle",
            () => KeyCards.List([.. Enumerable.Repeat(Key(data), KeyCards.PerPage * 3)], 1, GalleryData.Now)),
        new("key-form", "Form that makes a key", () => Form(data).Card),
        new(
            "key-complaints", "Form that makes a key and complains",
            () => Form(data).Answer((nameof(NewKey.Name), data.LongTitle), (nameof(NewKey.Team), "1")).Card),
        new("key-made", "A key was made and waits to be shown", () => KeyCards.Made(4, data.Agent)),
        new(
            "key-secret", "A key, shown once",
            () => KeyCards.Secret(Key(data), new("0a1b2c3d4e5f", new string('x', 43)), "https://bot.contoso.example")),
        new("key-one", "A key", () => KeyCards.One(Key(data), GalleryData.Now, "https://bot.contoso.example")),
        new(
            "key-unused", "A key that files only, of a bot that does not know where it is reached",
            () =>
                KeyCards.One(
                    Key(data) with { LastUsedAt = null, ExpiresAt = null, Scopes = [ApiScopes.FileErrors] }, GalleryData.Now,
                    publicUrl: null)),
        new(
            "key-revoked", "A revoked key",
            () => KeyCards.One(Key(data) with { RevokedAt = GalleryData.Now }, GalleryData.Now, publicUrl: null)),
        new("key-revoke", "Revoking a key, asked once more", () => KeyCards.AskRevoke(Key(data))),
        new("triage-agent", "Triage card of a report by an agent about an agent", () => ErrorCards.ForTriage(ByAgent(data))),
        new(
            "status-agent", "Everything about a report by an agent about an agent",
            () => StatusCard.Of(ByAgent(data), [new(GalleryData.Now, data.Agent, "filed", null)], FiledSamples.AnyReader)),
    ];

    private static PlayedForm Form(GalleryData data) => PlayedForm.Of(
        MakeKey.Dialog, null, PlayedForm.Known(
            "teams",
            JsonSerializer.SerializeToElement(
                new KeyBeginning(null, [new(1, data.Team), new(2, data.OtherTeam)]), KeysJson.Default.KeyBeginning)));

    private static ApiKey Key(GalleryData data) => new(
        4, "0a1b2c3d4e5f", "hash", 1, new(new(9), "", null, null, data.Agent, null, null, null, null, false) { Kind = ActorKind.Agent },
        new(1), data.Team, true,
        [ApiScopes.FileErrors, ApiScopes.WitnessErrors], GalleryData.Now.AddDays(-20), GalleryData.Now.AddDays(70), null,
            GalleryData.Now.AddHours(-3));

    private static ApiKey[] Keys(GalleryData data) =>
    [
        Key(data),
        Key(data) with { SecretHash = null, LastUsedAt = null, SecretsMade = 0 },
        Key(data) with { ExpiresAt = GalleryData.Now.AddDays(-1), TeamName = data.OtherTeam },
        Key(data) with { TeamIsThere = false, TeamName = data.ThirdTeam },
    ];

    private static ErrorRecord ByAgent(GalleryData data) =>
        data.Complete with { ReporterName = data.Agent, ReporterKind = ActorKind.Agent, AgentStep = "7", AgentReason = data.AgentReason, AgentMode = "no-check" };
}
