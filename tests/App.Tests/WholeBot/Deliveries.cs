using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>One life of a process of the bot.</summary>
/// <param name="Ports">Its ports of the connections that were open at its end.</param>
internal sealed record ProcessLife(DateTimeOffset Began, DateTimeOffset KilledAt, IReadOnlySet<int> Ports);

/// <summary>
/// Every message that the connector took, beside the entry of the outbox that it delivered. An entry is delivered twice only where the
/// process that got the first answer was killed before that was noted.
/// </summary>
internal sealed partial class Deliveries
{
    // The connector and the database read the same clock; one of them in whole milliseconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(3);

    // What a process sent right before its end may be read by a busy connector after it.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<ProcessLife> _lives;
    private readonly ILookup<(string, string), OutboxEntry> _entries;
    private readonly Dictionary<OutboxEntry, List<(ReceivedRequest Request, ProcessLife Life)>> _of = [];

    public Deliveries(IReadOnlyList<OutboxEntry> entries, IEnumerable<ReceivedRequest> taken, IReadOnlyList<ProcessLife> lives)
    {
        _lives = lives;
        _entries = entries.ToLookup(entry => (entry.Conversation, entry.Content));
        foreach (var entry in entries) _of.Add(entry, []);
        foreach (var request in taken) Assign(request);
    }

    /// <summary>Entries that were delivered more than once, and how often more.</summary>
    public int Doubled => _of.Values.Sum(times => Math.Max(0, times.Count - 1));

    /// <summary>How many the connector took.</summary>
    public int Taken => _of.Values.Sum(times => times.Count);

    /// <summary>Fails where one is lost, not noted, or doubled without a kill between the answer and the note.</summary>
    public void Check()
    {
        foreach (var (entry, times) in _of)
        {
            times.Should().NotBeEmpty($"no message is lost: {entry}");
            entry.NotedAt.Should().NotBeNull($"it was delivered in the end: {entry}");
            foreach (var ((first, life), (second, _)) in times.Zip(times.Skip(1)))
            {
                life.KilledAt.Should().BeOnOrAfter(first.At - OnItsWay).And.BeOnOrBefore(second.At + Rounding,
                    $"only its end makes a process forget that it sent {entry}");
                entry.NotedAt.Should().BeOnOrAfter(life.KilledAt - Rounding, $"what is noted is not sent again: {entry}");
            }

            times.Select(time => time.Life).Should().OnlyHaveUniqueItems($"no process sends twice: {entry}");
        }
    }

    // Of several messages that say the same in one place, the oldest that waits is delivered first, once by each process.
    private void Assign(ReceivedRequest request)
    {
        var life = _lives.Should().ContainSingle(
            each => each.Ports.Contains(request.From) && each.Began <= request.At && request.At <= each.KilledAt + OnItsWay,
            $"a process of the bot sent {request} from port {request.From} at {request.At:O}").Which;
        var conversation = request.ConversationId!.Split(';')[0];
        var candidates = _entries[(conversation, request.Body)].Concat(_entries[(conversation, SubjectOf(request))]);
        var entry = candidates.FirstOrDefault(each =>
            each.WrittenAt <= request.At + Rounding && !(each.NotedAt < request.At - Rounding)
            && !_of[each].Exists(time => time.Life == life));
        entry.Should().NotBeNull($"the outbox knows why this is sent, for this process the first time: {request}, {request.Body}");
        _of[entry!].Add((request, life));
    }

    private static string SubjectOf(ReceivedRequest request) =>
        Label().Match(request.Body) is { Success: true } label ? $"error:{label.Groups[1].Value}" : "";

    [GeneratedRegex("ERR-([0-9]+)")]
    private static partial Regex Label();
}
