using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>The real process with authentication in both directions.</summary>
public sealed class GuardedBotTests
{
    [Fact]
    public async Task A_report_goes_its_whole_way_with_tokens_in_both_directions()
    {
        await using var bot = await BotFixture.StartGuardedAsync();
        var (ann, bob) = (bot.Add("Ann Example"), bot.Add("Bob Example"));
        await bot.InstallInTeam();

        await Files(ann, "The printer on floor two burns");
        bot.Teams.TokenEndpoint.RevokeAll();
        await Files(bob, "The nightly export is empty");

        await bot.Teams.Quiet();
        bot.Triage.Posts.Count(post => post.ByBot && post.Body.ToJsonString().Contains("ERR-")).Should().Be(2);
        bot.Teams.TokenEndpoint.Requests.Should().HaveCount(2).And.OnlyContain(request =>
            request.Tenant == bot.Teams.TenantId
                && request.Form["grant_type"] == "client_credentials"
                && request.Form["client_id"] == bot.Teams.AppId);
        bot.Behaved();
    }

    [Fact]
    public async Task No_forgery_is_believed_and_a_good_token_is_before_and_after()
    {
        await using var bot = await BotFixture.StartGuardedAsync();
        var ann = bot.Add("Ann Example");
        await ann.Say("/help");
        await ann.Chat.Sees("What I can do", Reporting.Patience);

        foreach (var forgery in Forgeries.Of(bot.Teams))
        {
            bot.Teams.Authorize = _ => forgery.Header;
            var answer = await ann.Say("/my");
            (answer.Status, answer.Body).Should().Be((401, ""), forgery.Name);
        }

        bot.Teams.Authorize = _ => "Bearer " + bot.Teams.Tokens.SignToken();
        await ann.Say("/my");
        await ann.Chat.Sees("My reports", Reporting.Patience);
        bot.Teams.Tokens.KeyFetches.Should().BeLessThan(4, "unknown keys are looked for once in five minutes");
        string.Join('\n', bot.Bot.Output).Should().Contain("A request was refused with 401: Signature").And.NotContain("eyJ");
        bot.Behaved();
    }

    public static TheoryData<string> LookAlikes => [
        "https://smba.trafficmanager.net.evil.example/amer/", "https://evil-smba.trafficmanager.net/amer/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://smba.trafficmanager.net./amer/", "https://smba.trafficmanager.net:8443/amer/", "http://smba.trafficmanager.net/amer/",
            "https://xn--smb-7cd.trafficmanager.net/"];

    [Theory]
    [MemberData(nameof(LookAlikes))]
    public async Task A_connector_elsewhere_is_refused_though_the_token_names_it(string elsewhere)
    {
        await using var bot = await BotFixture.StartGuardedAsync();
        var ann = bot.Add("Ann Example");
        var message = bot.Teams.Activities.Message(ann, ann.PersonalChat, "/help");
        message["serviceUrl"] = elsewhere;
        bot.Teams.Authorize = _ => "Bearer " + bot.Teams.Tokens.SignToken(new() { ["serviceurl"] = elsewhere });

        var answer = await bot.Teams.Deliver(message);

        (answer.Status, answer.Body).Should().Be((403, ""));
        bot.Teams.TokenEndpoint.Requests.Should().BeEmpty("there is nothing to say to anybody");
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task The_token_does_not_follow_the_connector_elsewhere(int status)
    {
        await using var bot = await BotFixture.StartGuardedAsync();
        await using var thief = await FakeTeams.StartAsync();
        var ann = bot.Add("Ann Example");
        bot.Teams.Faults.Add(new Fault.Redirect(status, thief.ServiceUrl + "v3/conversations/x/activities")).Times(1);

        await ann.Say("/help");
        await ann.Say("/my");
        await ann.Chat.Sees("My reports", Reporting.Patience);

        thief.Received.Should().BeEmpty();
    }

    [Fact]
    public async Task While_there_are_no_keys_nobody_is_believed_and_the_bot_says_that_it_is_not_ready()
    {
        await using var bot =
            await BotFixture.StartGuardedAsync(new KeyValuePair<string, string>("Bot:OpenIdMetadata", "http://127.0.0.1:9/nobody"));
        var ann = bot.Add("Ann Example");

        (await ann.Say("/help")).Status.Should().Be(401);

        using var client = new HttpClient();
        using var health = await client.GetAsync(new Uri(bot.Bot.Address, "/health/ready"));
        health.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await health.Content.ReadAsStringAsync()).Should().Contain("keys of the channel: none");
    }

    [Fact]
    public async Task What_could_not_be_said_for_want_of_a_token_is_said_when_there_is_one()
    {
        await using var bot = await BotFixture.StartGuardedAsync();
        var ann = bot.Add("Ann Example");
        bot.Teams.TokenEndpoint.Refusal = "invalid_client";

        await ann.Say("/help");
        await Until(() => !bot.Teams.TokenEndpoint.Requests.IsEmpty);
        bot.Teams.TokenEndpoint.Refusal = null;

        await ann.Chat.Sees("What I can do", Reporting.Patience);
    }

    public static TheoryData<string> Proofs =>
        ["certificate", "certificate with a password", "managed identity", "federated identity", "federated file"];

    [Theory]
    [MemberData(nameof(Proofs))]
    public async Task Without_a_secret_it_proves_who_it_is_otherwise(string how)
    {
        var folder = Directory.CreateTempSubdirectory("proof-").FullName;
        await using var bot = await BotFixture.StartGuardedAsync(teams => Proof(how, teams, folder));
        var ann = bot.Add("Ann Example");

        await ann.Say("/help");
        await ann.Chat.Sees("What I can do", Reporting.Patience);

        var asked = bot.Teams.TokenEndpoint.Requests.Last().Form;
        asked.Should().NotContainKey("client_secret");
        if (how is "managed identity") asked["resource"].Should().Be("https://api.botframework.com");
        else asked["client_assertion_type"].Should().Be("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        if (how is "federated file") asked["client_assertion"].Should().Be("a.federated.token");
        if (how is "federated identity") asked["client_assertion"].Should().Be("bot-token-1");
        if (how.StartsWith("certificate", StringComparison.Ordinal)) asked["client_assertion"].Split('.').Should().HaveCount(3);
        Directory.Delete(folder, recursive: true);
    }

    private static Dictionary<string, string> Proof(string how, FakeTeams teams, string folder)
    {
        teams.TokenEndpoint.Secret = null;
        var settings = new Dictionary<string, string> { ["Bot:ClientSecret"] = "", ["IDENTITY_ENDPOINT"] = teams.Address + "/msi/token",
            ["IDENTITY_HEADER"] = teams.TokenEndpoint.ManagedHeader };
        switch (how)
        {
            case "certificate":
                settings["Bot:CertificateFile"] = Written(
                    folder, "bot.pem",
                    certificate => certificate.ExportCertificatePem() + "\n" + certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
                break;
            case "certificate with a password":
                settings["Bot:CertificatePassword"] = "open sesame";
                settings["Bot:CertificateFile"] = Written(folder, "bot.pem", certificate => certificate.ExportCertificatePem() + "\n"
                    + certificate.GetRSAPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(
                        "open sesame", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
                break;
            case "managed identity":
                settings["Bot:ManagedIdentity"] = "true";
                break;
            case "federated identity":
                settings["Bot:FederatedIdentity"] = "11111111-2222-3333-4444-555555555555";
                break;
            default:
                settings["Bot:FederatedTokenFile"] = Path.Combine(folder, "token");
                File.WriteAllText(settings["Bot:FederatedTokenFile"], "a.federated.token");
                break;
        }

        return settings;
    }

    private static string Written(string folder, string name, Func<X509Certificate2, string> write)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Improvement Bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(folder, name), write(certificate));
        return Path.Combine(folder, name);
    }

    private static async Task Files(Person person, string story) => await person.Files(await person.BeginsReport(story), story);

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 3000 && !condition(); i++) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
    }
}
