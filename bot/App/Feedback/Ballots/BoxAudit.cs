namespace Improvement.Bot.Feedback.Ballots;

/// <summary>
/// The last run of the game in which somebody tries to tell who answered what, as people are told it. Repeated by <c>GAMES=2400 dotnet test
/// tests/App.Tests --filter AnonymityGameTests</c>; whoever runs it writes the figures here.
/// </summary>
/// <param name="Right">Right guesses of the best of all ways to guess.</param>
/// <param name="Planted">Mistakes that were planted, to show that the game notices them.</param>
/// <param name="Found">How many of these it found.</param>
internal sealed record BoxAudit(DateOnly On, int Right, int Games, int Planted, int Found)
{
    /// <summary>The last one.</summary>
    public static BoxAudit Latest { get; } = new(new(2026, 11, 28), Right: 1236, Games: 2400, Planted: 14, Found: 14);
}
