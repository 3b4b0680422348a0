using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>
/// Seals a box anew under a new key, and its slips with new ids among others, so that whoever copied database and key folder at one moment
/// learns nothing of what was sealed under earlier keys, and no slip can be told by when it came.
/// </summary>
internal sealed class BoxRenewal(Database database, LockedBox boxes, KeyFolder keys, BoxCipher cipher, TimeProvider time)
{
    /// <summary>Slips that one unit seals anew; a wave of more keeps its slip key, and new ones are put among as many old ones.</summary>
    public const int MostSlips = 500;

    private const int MostFresh = 400, MostUnits = 100;

    /// <summary>Renews a box whose key is old and has taken ballots.</summary>
    public async Task Renew(Wave wave, CancellationToken ct)
    {
        // The key changes with the first unit; further ones mix what has come meanwhile, as long as there is some.
        for (var units = 0; units < MostUnits; units++)
        {
            var isFirst = units is 0;
            if (!await database.Commit(session => new ValueTask<bool>(Renew(session, wave.Id, isFirst)), ct)) return;
        }
    }

    // Whether there may be more to mix.
    private bool Renew(Session session, WaveId id, bool changesKey)
    {
        cipher.Reached(BoxStep.SweepBegun);
        var reading = boxes.Read(session, id);
        if (reading is not { IsOurs: true, Box: not null, Wave: { State: WaveState.Open } wave }) return false;
        using var opened = boxes.Open(reading, new(BoxForm.Read(wave.Layout)));
        var now = time.GetUtcNow();
        if (opened is null || (changesKey && !(opened.Key.IsOld(now) && opened.Box.UnderKey > 0))) return false;

        var goesOn = Mix(session, wave, opened.Box);
        using var next = changesKey ? keys.Make(now) : null;
        cipher.Reached(BoxStep.SweepKeyMade);
        if (next is not null) opened.Box.UnderKey = 0;
        var key = next ?? opened.Key;
        BoxRows.ReplaceBox(session, id, opened.Key.Id, new(key.Id, cipher.SealBox(opened.Box.Plain, key, wave)));
        cipher.Reached(BoxStep.SweepSealed);
        return goesOn;
    }

    private bool Mix(Session session, Wave wave, OpenBox box)
    {
        var count = BoxRows.CountSlips(session.Statements, wave.Id);
        var areAll = count <= MostSlips;
        var stored = areAll ? BoxRows.Slips(session.Statements, wave.Id, "", "~", count) : Some(session, wave.Id);
        Slip?[] slips = [.. stored.Select(slip => cipher.OpenSlip(slip.Id, slip.Sealed, box.SlipKey, wave.Id))];
        if (slips.Length is 0 || slips.Contains(null)) return false; // what does not open is found at the close

        if (areAll) box.ChangeSlipKey();
        BoxRows.RemoveSlips(session, wave.Id, slips.Select(slip => slip!.Id));
        List<(string, byte[])> anew = [];
        foreach (var slip in slips)
        {
            var mixed = slip! with { Id = Slip.Mixed + BoxCipher.NewId() };
            anew.Add((mixed.Id, cipher.SealSlip(mixed, box.SlipKey, wave.Id)));
        }

        BoxRows.AddSlips(session, wave.Id, anew);
        return !areAll && slips.Count(slip => slip!.Id.StartsWith(Slip.Fresh, StringComparison.Ordinal)) is MostFresh;
    }

    // Those that have just come, and others that were mixed before: ids are random, so a part of them in a row is a random part.
    private static List<(string Id, byte[] Sealed)> Some(Session session, WaveId wave)
    {
        var some = BoxRows.Slips(session.Statements, wave, Slip.Fresh, Slip.Mixed, MostFresh);
        var from = Slip.Mixed + BoxCipher.NewId();
        some.AddRange(BoxRows.Slips(session.Statements, wave, from, "~", MostSlips - some.Count));
        some.AddRange(BoxRows.Slips(session.Statements, wave, Slip.Mixed, from, MostSlips - some.Count));
        return some;
    }
}
