using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>When everything has come to rest, and what was wrong on the way.</summary>
public sealed partial class FakeTeams
{
    private readonly List<string> _problems = [];
    private long _lastWork;
    private int _working;

    /// <summary>
    /// Everything the bot did that Teams would not understand: broken cards, answers of a wrong shape, words in answers that must be empty.
    /// A good test ends with looking here.
    /// </summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (Gate)
            {
                return [.. _problems, .. _cards.Where(c => c.Problem is not null).Select(c => $"Card {c.Number} ({c.Way}): {c.Problem}")];
            }
        }
    }

    /// <summary>Waits until nothing has been on its way for a while, in either direction.</summary>
    /// <param name="quiet">How long it must be quiet; a quarter of a second if nothing is said.</param>
    /// <param name="within">How long to wait for that; thirty seconds if nothing is said.</param>
    /// <exception cref="TimeoutException">It did not become quiet.</exception>
    public async Task Quiet(TimeSpan? quiet = null, TimeSpan? within = null)
    {
        var watch = Stopwatch.StartNew();
        while (Volatile.Read(ref _working) > 0
            || Stopwatch.GetElapsedTime(Interlocked.Read(ref _lastWork)) < (quiet ?? TimeSpan.FromMilliseconds(250)))
        {
            if (watch.Elapsed > (within ?? TimeSpan.FromSeconds(30)))
            {
                throw new TimeoutException($"It does not become quiet: {_working} on their way; last: {Received.LastOrDefault()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), RealTime);
        }
    }

    /// <summary>Every client forgets the answers to presses, as Teams may at any time, and fetches again what it may.</summary>
    /// <returns>When the refreshed cards are there.</returns>
    public Task ForgetAnswers()
    {
        lock (Gate)
        {
            return Task.WhenAll([.. Chats.FindAll(c => c.IsOpen).Select(c => c.Reopen())]);
        }
    }

    internal IDisposable Working()
    {
        Interlocked.Increment(ref _working);
        return new Work(this);
    }

    internal Task InBackground(Func<Task> work)
    {
        var busy = Working();
        return Task.Run(async () =>
        {
            using (busy)
            {
                await work();
            }
        });
    }

    private Delivery Checked(Delivery delivery, JsonObject? activity)
    {
        if (activity is null)
        {
            return delivery;
        }

        var invoke = Wire.Text(activity, "type") == "invoke";
        var wrong = delivery.Status >= 500 && !(invoke && delivery.Status == 501) ? "a failure"
            : !invoke && delivery is { Status: 200 or 202, Body.Length: > 0 } ? "an answer that must be empty"
            : Wire.Text(activity, "name") == "adaptiveCard/action"
                && delivery.Status == 200
                && InvokeAnswer.Read(delivery).Error is { } error
                ? error
            : null;
        if (wrong is not null)
        {
            lock (Gate)
            {
                _problems.Add($"{Wire.Text(activity, "type")} {Wire.Text(activity, "name")}: {wrong} ({delivery.Status}: {delivery.Body})");
            }
        }

        return delivery;
    }

    private sealed class Work(FakeTeams teams) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                Interlocked.Exchange(ref teams._lastWork, Stopwatch.GetTimestamp());
                Interlocked.Decrement(ref teams._working);
            }
        }
    }
}
