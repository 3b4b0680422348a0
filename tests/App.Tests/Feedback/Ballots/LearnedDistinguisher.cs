using System.Globalization;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>Logistic regression on every number that can be had of a game, learned from games whose world is known.</summary>
internal sealed class LearnedDistinguisher
{
    private const int Rounds = 300;
    private const double Rate = 0.1;

    private readonly double[] _weights;

    public LearnedDistinguisher(IReadOnlyList<Game> games)
    {
        var rows = games.Select(Numbers).ToList();
        _weights = new double[rows[0].Length];
        for (var round = 0; round < Rounds; round++)
        {
            var slope = new double[_weights.Length];
            for (var i = 0; i < rows.Count; i++)
            {
                var miss = (games[i].AnnGaveX ? 1 : 0) - (1 / (1 + Math.Exp(-Sum(rows[i]))));
                for (var j = 0; j < slope.Length; j++) slope[j] += miss * rows[i][j];
            }

            for (var j = 0; j < slope.Length; j++) _weights[j] += Rate * slope[j] / rows.Count;
        }
    }

    public double Guess(Game game) => Sum(Numbers(game));

    private double Sum(double[] row) => row.Zip(_weights, (each, weight) => each * weight).Sum();

    // What the named ones say, each answer's bytes and ids, and how they stand to what was answered.
    private static double[] Numbers(Game game)
    {
        double[] said = [.. Distinguishers.All.Values.Select(each => Math.Tanh(each(game)))];
        double[] seen = [.. Seen(game, game.AnnAt).Zip(Seen(game, game.BoAt), (ann, bo) => ann - bo)];
        var (length, answer) = (Math.Sign(GameTable.LengthOf(game.X) - GameTable.LengthOf(game.Y)), Answer(game.X) - Answer(game.Y));
        return
        [
            1, .. said, .. seen, .. seen.Select(each => each * length), .. seen.Select(each => each * answer),
            .. seen.Select(each => each * game.AnnFirst),
        ];
    }

    private static double Answer(Improvement.Bot.Feedback.Ballots.Ballot ballot) =>
        int.Parse(ballot.Choices["speak"][0], CultureInfo.InvariantCulture) / 5.0;

    private static double[] Seen(Game game, int at)
    {
        var (box, slips) = (game.Copies[at].Box.Sealed, game.SlipsAt(at).ToList());
        return
        [
            at / 10.0, Distinguishers.ToldBytes(game, at) / 10_000.0, box.Length / 1000.0, Mean(box), Mean(box.AsSpan(0, 12)),
            slips.Count, slips.Sum(slip => slip.Sealed.Length) / 4096.0,
            slips.Count is 0 ? 0 : Mean(slips[0].Sealed),
            slips.Count is 0 ? 0 : int.Parse(slips[0].Id.AsSpan(1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 65536.0,
            game.Copies[at].Slips.Select((slip, place) => slips.Any(own => own.Id == slip.Id) ? place / 10.0 : 0).Sum(),
        ];
    }

    private static double Mean(ReadOnlySpan<byte> bytes)
    {
        double sum = 0;
        foreach (var each in bytes) sum += each;
        return (sum / bytes.Length / 255) - 0.5;
    }
}
