using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Waves;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>About how many have answered, as it is said.</summary>
public sealed class ResponseBandTests
{
    [Theory]
    [InlineData(5, 6, null)]
    [InlineData(6, 12, ResponseBand.UpToHalf)]
    [InlineData(7, 12, ResponseBand.MoreThanHalf)]
    [InlineData(9, 12, ResponseBand.MoreThanHalf)]
    [InlineData(10, 12, ResponseBand.MoreThanThreeQuarters)]
    [InlineData(12, 12, ResponseBand.MoreThanThreeQuarters)]
    internal void Bands(int responded, int invited, ResponseBand? band) => BoxSweep.BandOf(responded, invited).Should().Be(band);
}
