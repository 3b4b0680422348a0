using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>The plain box, for as long as a unit works on it; its bytes are in one place of memory and zeroed at the end.</summary>
internal sealed class OpenBox : IDisposable
{
    private readonly byte[] _plain;

    public OpenBox(BoxLayout layout)
    {
        Layout = layout;
        _plain = GC.AllocateUninitializedArray<byte>(layout.Size, pinned: true);
    }

    /// <summary>Where everything stands.</summary>
    public BoxLayout Layout { get; }

    /// <summary>All its bytes.</summary>
    public Span<byte> Plain => _plain;

    /// <summary>The key of the slips.</summary>
    public Span<byte> SlipKey => _plain.AsSpan(BoxLayout.SlipKey, BoxLayout.KeySize);

    /// <summary>How many ballots came under the key that it is sealed with.</summary>
    public int UnderKey
    {
        get => BinaryPrimitives.ReadInt32LittleEndian(_plain.AsSpan(BoxLayout.UnderKey));
        set => BinaryPrimitives.WriteInt32LittleEndian(_plain.AsSpan(BoxLayout.UnderKey), value);
    }

    /// <summary>How many people answered.</summary>
    public int Responded => Bits(BoxLayout.Answered);

    /// <summary>How many people said that a question is not acceptable.</summary>
    public int Objections => Bits(Layout.Objecting);

    /// <summary>A box with nothing in it but a slip key.</summary>
    public static OpenBox Empty(BoxLayout layout)
    {
        var box = new OpenBox(layout);
        box._plain.AsSpan().Clear();
        box._plain[0] = BoxLayout.Version;
        box.ChangeSlipKey();
        return box;
    }

    /// <summary>Makes a new slip key.</summary>
    public void ChangeSlipKey() => RandomNumberGenerator.Fill(SlipKey);

    /// <summary>Whether this seat answered.</summary>
    public bool HasAnswered(int seat) => (_plain[BoxLayout.Answered + (seat >> 3)] & (1 << (seat & 7))) is not 0;

    /// <summary>Adds a ballot that fits the form.</summary>
    /// <param name="seat">One that has not answered.</param>
    public void Add(Seat seat, Ballot ballot)
    {
        Mark(BoxLayout.Answered, seat.Number);
        if (ballot.Objects) Mark(Layout.Objecting, seat.Number);
        foreach (var (item, answers) in ballot.Choices)
        {
            foreach (var answer in answers) Raise(Layout.CellPlaces[new(item, seat.Segment, answer)]);
        }

        foreach (var pair in Layout.Form.Pairs)
        {
            if (Single(ballot, pair.One) is not { } one || Single(ballot, pair.Other) is not { } other) continue;
            Raise(Layout.PairPlaces[new(pair, one, other)]);
        }

        UnderKey++;
    }

    /// <summary>What is in it.</summary>
    /// <param name="texts">By item, how many wrote something.</param>
    public BoxCounts Counts(IReadOnlyDictionary<string, int> texts)
    {
        var responded = Responded;
        var pairs = responded < BoxForm.FewestForPairs ? new() : Numbers(Layout.PairPlaces);
        return new(Layout.Form.Seats, responded, Objections, Numbers(Layout.CellPlaces), pairs, texts);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_plain);

    private Dictionary<T, int> Numbers<T>(IReadOnlyDictionary<T, int> places)
        where T : notnull => places.ToDictionary(cell => cell.Key, cell => Counter(cell.Value));

    private static string? Single(Ballot ballot, string item) =>
        ballot.Choices.TryGetValue(item, out var answers) && answers is [var answer] ? answer : null;

    private void Mark(int bits, int seat) => _plain[bits + (seat >> 3)] |= (byte)(1 << (seat & 7));

    private int Bits(int from)
    {
        var count = 0;
        foreach (var each in _plain.AsSpan(from, Layout.BitBytes)) count += BitOperations.PopCount(each);
        return count;
    }

    private int Counter(int at) => BinaryPrimitives.ReadInt32LittleEndian(_plain.AsSpan(at));

    private void Raise(int at) => BinaryPrimitives.WriteInt32LittleEndian(_plain.AsSpan(at), Counter(at) + 1);
}
