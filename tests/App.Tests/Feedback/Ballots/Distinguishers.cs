using Improvement.Bot.Feedback.Ballots;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>
/// Ways to tell the worlds apart by everything but the key. Each gives a number: above zero it says that Ann gave X, below that she gave Y,
/// at zero that it does not know.
/// </summary>
internal static class Distinguishers
{
    private const int Overhead = 28, DistinctPart = 14;

    public static readonly IReadOnlyDictionary<string, Func<Game, double>> All = new Dictionary<string, Func<Game, double>>
    {
        ["order of rows"] = game => InOrder(game, [.. game.Comments]),
        ["order of ids"] = game => InOrder(game, [.. game.Comments.OrderBy(each => each.Id, StringComparer.Ordinal)]),
        ["ids of slips"] = game => SlipOf(game, game.X, game.AnnAt, game.BoAt) + SlipOf(game, game.Y, game.BoAt, game.AnnAt),
        ["length of slips"] = game => (Bytes(game, game.AnnAt) - Bytes(game, game.BoAt)) * (Length(game.X) - Length(game.Y)),
        ["number of slips"] = game => (game.SlipsAt(game.AnnAt).Count() - game.SlipsAt(game.BoAt).Count())
            * (Math.Sign(Length(game.X)) - Math.Sign(Length(game.Y))),
        ["growth of the box"] = game => (Growth(game, game.AnnAt) - Growth(game, game.BoAt)) * (Length(game.X) - Length(game.Y)),
        ["other columns"] = OtherColumns,
        ["plain totals"] = game => Cells(game, (at, cell) => Byte(game, at, cell) - Byte(game, at - 1, cell) is 1),
        ["nonces that come again"] = Nonces,
        ["keys in the database"] = game => Opened(game, [.. game.Copies.SelectMany(copy => copy.Others).Distinct()]),
        ["shuffle by the wave"] = Shuffled,
        ["order of what subscribers are told"] = game => InOrderTold(game) * game.AnnFirst,
        ["length of what subscribers are told"] = game => (ToldBytes(game, game.AnnAt) - ToldBytes(game, game.BoAt))
            * (Length(game.X) - Length(game.Y)),
        ["pages of the files"] = game => (At(game.Raw, game.Y) - At(game.Raw, game.X)) * game.AnnFirst,
    };

    /// <summary>What can be read with keys: which totals rose with Ann's answer and with Bo's, and whose slip is which.</summary>
    public static double Opened(Game game, IReadOnlyList<byte[]> keys)
    {
        if (keys.Count is 0) return 0;
        var layout = new BoxLayout(BoxForm.Read(game.Wave.Layout));
        var plain = game.Copies.Select(copy => Plain(copy.Box, keys, game, layout)).ToList();
        var score = Cells(game, (at, cell) => plain[at] is { } now && plain[at - 1] is { } before && now[cell] - before[cell] is 1);
        if (plain.LastOrDefault(each => each is not null) is not { } last) return score;
        var slipKey = last.AsSpan(BoxLayout.SlipKey, BoxLayout.KeySize).ToArray();
        return score + SlipText(game, game.AnnAt, slipKey) - SlipText(game, game.BoAt, slipKey);
    }

    private static double SlipText(Game game, int at, byte[] slipKey)
    {
        foreach (var (id, stored) in game.SlipsAt(at))
        {
            var slip = new BoxCipher().OpenSlip(id, stored, slipKey, game.Wave.Id);
            if (slip?.Text?.Body is not { } body) continue;
            return body == Text(game.X) ? 1 : body == Text(game.Y) ? -1 : 0;
        }

        return 0;
    }

    private static byte[]? Plain(BoxRow row, IReadOnlyList<byte[]> keys, Game game, BoxLayout layout)
    {
        foreach (var bytes in keys)
        {
            using var key = new BoxKey(row.KeyId, default, [.. bytes]);
            using var box = new OpenBox(layout);
            if (new BoxCipher().OpenBox(row.Sealed, key, game.Wave, box.Plain)) return box.Plain.ToArray();
        }

        return null;
    }

    // Counters that only X, or only Y, raises: did they rise with Ann's answer, or with Bo's?
    private static double Cells(Game game, Func<int, int, bool> rose)
    {
        var layout = new BoxLayout(BoxForm.Read(game.Wave.Layout));
        var (x, y) = (Place(game.X), Place(game.Y));
        return Sign(rose(game.AnnAt, x)) + Sign(rose(game.BoAt, y)) - Sign(rose(game.AnnAt, y)) - Sign(rose(game.BoAt, x));

        int Place(Ballot ballot) => layout.CellPlaces[new("speak", 0, ballot.Choices["speak"][0])];
    }

    private static int Byte(Game game, int at, int cell) => game.Copies[at].Box.Sealed[Overhead + cell];

    private static double Nonces(Game game) => Cells(game, (at, cell) =>
    {
        var (now, before) = (game.Copies[at].Box.Sealed, game.Copies[at - 1].Box.Sealed);
        return now.AsSpan(0, 12).SequenceEqual(before.AsSpan(0, 12)) && now[Overhead + cell] != before[Overhead + cell];
    });

    private static double Shuffled(Game game)
    {
        var places = Enumerable.Range(0, game.Comments.Count).ToArray();
        new Random((int)game.Wave.Id.Value).Shuffle(places);
        var stored = game.Comments.OrderBy(each => each.Id, StringComparer.Ordinal).ToArray();
        var before = new StoredComment[stored.Length];
        for (var i = 0; i < stored.Length; i++) before[places[i]] = stored[i];
        return InOrder(game, before);
    }

    private static double OtherColumns(Game game)
    {
        var x = game.Comments.FirstOrDefault(each => each.Body == Text(game.X));
        var y = game.Comments.FirstOrDefault(each => each.Body == Text(game.Y));
        return x is null || y is null ? 0 : x.Others.Zip(y.Others, (one, other) => Math.Sign(other - one)).Sum() * game.AnnFirst;
    }

    private static double InOrder(Game game, StoredComment[] comments)
    {
        var x = Array.FindIndex(comments, each => each.Body == Text(game.X));
        var y = Array.FindIndex(comments, each => each.Body == Text(game.Y));
        return x < 0 || y < 0 ? 0 : Math.Sign(y - x) * game.AnnFirst;
    }

    private static int InOrderTold(Game game)
    {
        var lines = game.Told.SelectMany(each => each).ToList();
        var (x, y) = (Line(game.X), Line(game.Y));
        return x < 0 || y < 0 ? 0 : Math.Sign(y - x);

        int Line(Ballot ballot) => Text(ballot) is { } text
            ? lines.FindIndex(line => line.Contains(text[..DistinctPart], StringComparison.Ordinal))
            : -1;
    }

    /// <summary>How many characters a subscriber is told of an answer.</summary>
    public static int ToldBytes(Game game, int at) =>
        game.ToldOfAnswers.Count < at ? 0 : game.ToldOfAnswers[at - 1].Sum(line => line.Length);

    private static double SlipOf(Game game, Ballot ballot, int own, int other)
    {
        if (game.Comments.FirstOrDefault(each => each.Body == Text(ballot))?.Id is not { } id) return 0;
        return Sign(game.SlipsAt(own).Any(slip => slip.Id == id)) - Sign(game.SlipsAt(other).Any(slip => slip.Id == id));
    }

    private static double At(byte[] raw, Ballot ballot) =>
        Text(ballot) is { } text ? raw.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text[..DistinctPart])) : 0;

    private static double Bytes(Game game, int at) => game.SlipsAt(at).Sum(slip => slip.Sealed.Length);

    private static double Growth(Game game, int at) => game.Copies[at].Box.Sealed.Length - game.Copies[at - 1].Box.Sealed.Length;

    private static int Length(Ballot ballot) => GameTable.LengthOf(ballot);

    private static string? Text(Ballot ballot) => ballot.Texts.TryGetValue("why", out var text) ? text.Body : null;

    private static int Sign(bool yes) => yes ? 1 : 0;
}
