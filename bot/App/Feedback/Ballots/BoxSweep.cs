using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>
/// Each minute: boxes that took ballots under an old key are sealed anew, waves whose key is lost are void, once a day it is looked how
/// many have answered, and keys that no box names are destroyed. Runs first at start, in every instance.
/// </summary>
internal sealed partial class BoxSweep(
    Database database, KeyFolderCheck check, LockedBox boxes, KeyFolder keys, BoxRenewal renewal, BoxClosing closing, BoxCipher cipher,
    Clock clock, TimeProvider time, ILogger<BoxSweep> log)
{
    /// <summary>How often it runs.</summary>
    public static readonly JobSchedule Schedule = new("boxes of surveys", TimeSpan.FromMinutes(1));

    private string? _told;

    /// <summary>One run.</summary>
    public async Task Run(CancellationToken ct)
    {
        if (await HasProblem(ct)) return;
        foreach (var wave in OpenWaves()) await Tend(wave, ct);
        await DestroyUnusedKeys(ct);
    }

    // Without a wave there is nothing to tend and no folder to make: who never asks anonymously needs no key folder.
    private async Task<bool> HasProblem(CancellationToken ct)
    {
        if (!keys.Exists && OpenWaves().Count is 0) return false;
        var problem = await check.Look(ct);
        if (problem is not null && problem != _told) Refused(problem);
        _told = problem;
        return problem is not null;
    }

    private List<Wave> OpenWaves()
    {
        using var session = database.OpenSession();
        return WaveRows.Open(session.Statements, SurveyMode.Anonymous);
    }

    private async Task Tend(Wave wave, CancellationToken ct)
    {
        switch (Look(wave))
        {
            case Need.Void: await database.Commit(session => Settle(session, wave.Id), ct); break;
            case Need.Renewal: await renewal.Renew(wave, ct); break;
        }

        if (IsDueForLook(wave)) await database.Commit(session => LookDaily(session, wave.Id), ct);
    }

    private enum Need
    {
        Nothing,
        Renewal,
        Void,
    }

    // Most of the time there is nothing to do, which is found out without a transaction.
    private Need Look(Wave wave)
    {
        using var session = database.OpenSession();
        var reading = boxes.Read(session, wave.Id);
        if (reading is not { IsOurs: true, Box: not null }) return Need.Nothing;
        using var opened = boxes.Open(reading, new(BoxForm.Read(wave.Layout)));
        if (opened is null) return Need.Void;
        return opened.Key.IsOld(time.GetUtcNow()) && opened.Box.UnderKey > 0 ? Need.Renewal : Need.Nothing;
    }

    // Looked at again inside the commit: what was read may have been replaced, and its key destroyed, by now.
    private ValueTask Settle(Session session, WaveId id)
    {
        cipher.Reached(BoxStep.SweepBegun);
        var reading = boxes.Read(session, id);
        if (reading is not { IsOurs: true, Box: not null, Wave: { State: WaveState.Open } wave }) return default;
        using var opened = boxes.Open(reading, new(BoxForm.Read(wave.Layout)));
        if (opened is null) closing.Destroy(session, wave, WaveState.Void);
        return default;
    }

    private bool IsDueForLook(Wave wave) =>
        clock.UtcNow.TimeOfDay >= BoxRules.DailyLook && wave.BandDay != $"{DateOnly.FromDateTime(clock.UtcNow.UtcDateTime):yyyy-MM-dd}";

    // At a moment that no answer chooses, so that neither the band nor the end of the wave names who was the last.
    private ValueTask LookDaily(Session session, WaveId id)
    {
        var reading = boxes.Read(session, id);
        if (reading is not { IsOurs: true, Box: not null, Wave: { State: WaveState.Open } wave }) return default;
        using var opened = boxes.Open(reading, new(BoxForm.Read(wave.Layout)));
        if (opened is null) return default;
        if (opened.Box.Objections >= BoxRules.ObjectionsThatStop) closing.Destroy(session, wave, WaveState.Stopped);
        else WaveRows.SetBand(session, id, BandOf(opened.Box.Responded, wave.Invited), DateOnly.FromDateTime(clock.UtcNow.UtcDateTime));
        return default;
    }

    /// <summary>About how many have answered; null below six answers.</summary>
    internal static ResponseBand? BandOf(int responded, int invited) =>
        responded < BoxRules.FewestForScores ? null
        : responded * 4 > invited * 3 ? ResponseBand.MoreThanThreeQuarters
        : responded * 2 > invited ? ResponseBand.MoreThanHalf
        : ResponseBand.UpToHalf;

    // A key may belong to a launch that is under way, until it is old. No box comes back to a key that it has left.
    private async Task DestroyUnusedKeys(CancellationToken ct)
    {
        var old = keys.Ids.Where(IsOld).ToHashSet(StringComparer.Ordinal);
        if (old.Count is 0) return;
        using (var session = database.OpenSession()) old.ExceptWith(BoxRows.KeysInUse(session.Statements));
        if (old.Count is 0) return;
        old.ExceptWith(await database.Commit(session => new ValueTask<HashSet<string>>(BoxRows.KeysInUse(session.Statements)), ct));
        cipher.Reached(BoxStep.SweepCommitted);
        foreach (var id in old) keys.Destroy(id);
    }

    // A damaged file opens nothing, and is not kept either.
    private bool IsOld(string id)
    {
        using var key = keys.Find(id);
        return key is null || key.IsOld(time.GetUtcNow());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Anonymous surveys are not possible. {Problem}")]
    private partial void Refused(string problem);
}
