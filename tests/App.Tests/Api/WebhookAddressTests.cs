using System.Net;
using FluentAssertions;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Webhooks;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>Whoever may add webhooks cannot make the bot reach into private networks.</summary>
public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.100.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2606:4700:4700::1111", true)]
    public void Addresses_of_the_internet_are_told_from_others(string address, bool isPublic) =>
        PublicAddresses.Contains(IPAddress.Parse(address)).Should().Be(isPublic);

    [Theory]
    [InlineData("https://localhost:1/")]
    [InlineData("https://127.0.0.1:1/")]
    [InlineData("https://[::1]:1/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::ffff:127.0.0.1]:1/")]
    [InlineData("https://0x7f000001:1/")]
    [InlineData("https://2130706433:1/")]
    public async Task Nothing_is_sent_into_a_private_network(string url)
    {
        using var client = new WebhookClient(Options.Create(new WebhookSettings()), new Production());

        var outcome = await client.Send(Hook(url), "evt_1", DateTimeOffset.UnixEpoch, "{}"u8.ToArray(), default);

        (outcome.Status, outcome.Problem).Should().Be((null, WebhookTexts.NotPublic));
    }

    [Theory]
    [InlineData("http://localhost/", false)]
    [InlineData("http://127.0.0.1:8080/", false)]
    [InlineData("http://example.com/", false)]
    [InlineData("https://example.com/hook", true)]
    [InlineData("https://localhost/x", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://2130706433/", false)]
    [InlineData("https://10.1.2.3/hook", false)]
    [InlineData("https://[fd00::1]/hook", false)]
    [InlineData("https://intranet/hook", false)]
    [InlineData("https://printer.local/hook", false)]
    [InlineData("https://api.localhost./hook", false)]
    [InlineData("https://8.8.8.8/hook", true)]
    public void Outside_Development_only_https_into_the_internet_is_good(string url, bool isGood) =>
        (WebhookClient.Problem(url, allowsLoopback: false, allowsPrivate: false) is null).Should().Be(isGood);

    [Theory]
    [InlineData("https://localhost/x")]
    [InlineData("https://10.1.2.3/hook")]
    [InlineData("https://intranet/hook")]
    public void What_the_settings_allow_is_good(string url) =>
        WebhookClient.Problem(url, allowsLoopback: false, allowsPrivate: true).Should().BeNull();

    private static Webhook Hook(string url) =>
        new(1, new(1), "Team", url, ["error.filed"], WebhookSignature.NewSecret(), 1, null, null, default, null, 0, 0, null, null);

    private sealed class Production : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
