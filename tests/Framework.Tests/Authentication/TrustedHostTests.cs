using FluentAssertions;
using Improvement.Bot.Framework.Authentication;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Authentication;

/// <summary>Which hosts may see the token of the bot.</summary>
public sealed class TrustedHostTests
{
    private static readonly TrustedHosts Public = new(Cloud.Public.ServiceHosts);

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/")]
    [InlineData("https://smba.trafficmanager.net/amer/2f7c3a54-0d5e-4b6a-9c1b-6d1f8a2e4c90/")]
    [InlineData("https://SMBA.TrafficManager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net:443/teams")]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/gcc/")]
    [InlineData("https://webchat.botframework.com/")]
    public void The_hosts_of_the_channel_may(string address) => Public.TrustsService(address).Should().BeTrue();

    [Theory]
    [InlineData("http://smba.trafficmanager.net/amer/")]
    [InlineData("https://smba.trafficmanager.net.evil.com/amer/")]
    [InlineData("https://evil-smba.trafficmanager.net/")]
    [InlineData("https://evil.smba.trafficmanager.net/")]
    [InlineData("https://trafficmanager.net/")]
    [InlineData("https://evil.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net./amer/")]
    [InlineData("https://smba.trafficmanager.net@evil.com/amer/")]
    [InlineData("https://user@smba.trafficmanager.net/amer/")]
    [InlineData("https://evil.com/smba.trafficmanager.net/")]
    [InlineData("https://evil.com\\@smba.trafficmanager.net/")]
    [InlineData("https://evil.com#smba.trafficmanager.net")]
    [InlineData("https://smba.trafficmanager.net/amer/?x=")]
    [InlineData("https://smba.trafficmanager.net/amer/#")]
    [InlineData("https://smba.trafficmanager.net:444/amer/")]
    [InlineData("https://smba.trafficmanager.net:80/amer/")]
    [InlineData("https://smbа.trafficmanager.net/amer/")] // a Cyrillic а
    [InlineData("https://xn--smb-7cd.trafficmanager.net/amer/")]
    [InlineData("https://teams.microsoft.com/")]
    [InlineData("https://evilteams.microsoft.com/")]
    [InlineData("https://teams.microsoft.com.evil.com/")]
    [InlineData("https://login.microsoft.com/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("http://127.0.0.1:3978/")]
    [InlineData("https://localhost/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://13.107.4.50/")]
    [InlineData("ftp://smba.trafficmanager.net/")]
    [InlineData("//smba.trafficmanager.net/")]
    [InlineData("/amer/")]
    [InlineData("smba.trafficmanager.net")]
    [InlineData("")]
    [InlineData(null)]
    public void Nobody_who_looks_like_them_may(string? address) => Public.TrustsService(address).Should().BeFalse();

    [Fact]
    public void Each_cloud_has_its_own()
    {
        var government = new TrustedHosts(Cloud.UsGovernment.ServiceHosts);

        government.TrustsService("https://smba.infra.dod.teams.microsoft.us/dod/").Should().BeTrue();
        government.TrustsService("https://smba.trafficmanager.net/amer/").Should().BeFalse();
        Public.TrustsService("https://smba.infra.gov.teams.microsoft.us/gov/").Should().BeFalse();
    }

    [Theory]
    [InlineData("connector.example.com", "https://connector.example.com/x", true)]
    [InlineData("connector.example.com", "https://connector.example.com:8443/x", false)]
    [InlineData("connector.example.com:8443", "https://connector.example.com:8443/x", true)]
    [InlineData("https://connector.example.com/some/path", "https://connector.example.com/x", true)]
    [InlineData(".example.com", "https://connector.example.com/x", true)]
    [InlineData(".example.com", "https://example.com/x", false)]
    [InlineData(".example.com", "https://badexample.com/x", false)]
    public void A_setting_adds_hosts(string entry, string address, bool expected) =>
        new TrustedHosts([entry]).TrustsService(address).Should().Be(expected);

    [Theory]
    [InlineData("http://127.0.0.1:9100", "http://127.0.0.1:9100/amer/", true)]
    [InlineData("127.0.0.1:9100", "http://127.0.0.1:9100/amer/", true)]
    [InlineData("127.0.0.1:9100", "http://127.0.0.1:9101/amer/", false)]
    [InlineData("127.0.0.1", "http://127.0.0.1:9101/amer/", true)]
    [InlineData("localhost", "http://localhost:9101/amer/", true)]
    [InlineData("localhost", "http://evil.localhost.example/amer/", false)]
    [InlineData("[::1]:9100", "http://[::1]:9100/amer/", true)]
    public void With_permission_also_on_this_machine(string entry, string address, bool expected) =>
        new TrustedHosts([entry], allowLoopback: true).TrustsService(address).Should().Be(expected);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("http://localhost:9100")]
    [InlineData("http://connector.example.com")]
    [InlineData("*.example.com")]
    [InlineData("*")]
    [InlineData(".")]
    [InlineData(".com")]
    [InlineData("user@connector.example.com")]
    [InlineData("two words")]
    public void What_cannot_be_meant_is_refused(string entry)
    {
        var read = () => new TrustedHosts([entry]);

        read.Should().Throw<FormatException>().WithMessage($"*{entry}*");
    }
}
