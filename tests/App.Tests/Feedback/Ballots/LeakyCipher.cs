using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Waves;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>Mistakes that would break the promise, planted to show that the tests notice them.</summary>
internal enum Leak
{
    None,
    CommentsInOrderOfArrival,
    CommentsKeepTheirSlip,
    SlipsNotPadded,
    EmptySlipsLeftOut,
    AnsweredAt,
    BoxGrows,
    KeyInDatabase,
    NonceReused,
    SeededShuffle,
    PlainTotals,
}

/// <summary>A cipher with one of them.</summary>
internal sealed class LeakyCipher(Leak leak) : BoxCipher
{
    private const int Overhead = 28, TextAt = 36;
    private int _slips, _comments, _written;

    public override byte[] SealBox(ReadOnlySpan<byte> plain, BoxKey key, Wave wave) => leak switch
    {
        Leak.PlainTotals => [.. new byte[Overhead], .. plain],
        Leak.BoxGrows => [.. base.SealBox(plain, key, wave), .. new byte[_written]],
        _ => base.SealBox(plain, key, wave),
    };

    public override bool OpenBox(ReadOnlySpan<byte> sealedBox, BoxKey key, Wave wave, Span<byte> plain)
    {
        if (leak is not Leak.PlainTotals) return base.OpenBox(sealedBox[..(Overhead + plain.Length)], key, wave, plain);
        sealedBox[Overhead..].CopyTo(plain);
        return true;
    }

    public override IEnumerable<Slip> SlipsOf(ImmutableArray<string> items, Ballot ballot)
    {
        _written += GameTable.LengthOf(ballot);
        return base.SlipsOf(items, ballot).Where(slip => leak is not Leak.EmptySlipsLeftOut || slip.IsWritten);
    }

    public override byte[] SealSlip(Slip slip, ReadOnlySpan<byte> slipKey, WaveId wave)
    {
        if (leak is not Leak.SlipsNotPadded) return base.SealSlip(slip, slipKey, wave);
        var plain = new byte[TextAt + (slip.Text?.Body.Length ?? 0)];
        slip.WriteTo(plain);
        return Seal(plain, slipKey, System.Text.Encoding.UTF8.GetBytes($"slip {wave} {slip.Id}"));
    }

    public override string CommentIdOf(Slip slip) => leak switch
    {
        Leak.CommentsInOrderOfArrival or Leak.SeededShuffle => Counted(ref _comments),
        Leak.CommentsKeepTheirSlip => slip.Id,
        _ => base.CommentIdOf(slip),
    };

    public override void Shuffle(Span<Slip> slips, WaveId wave)
    {
        if (leak is Leak.SeededShuffle) new Random((int)wave.Value).Shuffle(slips);
        else if (leak is not Leak.CommentsInOrderOfArrival) base.Shuffle(slips, wave);
    }

    protected override byte[] NewNonce() => leak is Leak.NonceReused ? new byte[12] : base.NewNonce();

    protected override string NewSlipId() =>
        leak is Leak.CommentsInOrderOfArrival or Leak.SeededShuffle ? Slip.Fresh + Counted(ref _slips) : base.NewSlipId();

    private static string Counted(ref int count) => (++count).ToString("D20", CultureInfo.InvariantCulture);
}
