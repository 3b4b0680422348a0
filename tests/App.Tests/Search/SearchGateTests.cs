using FluentAssertions;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Search;
using Xunit;

namespace Improvement.Bot.Tests.Search;

public sealed class SearchGateTests
{
    [Fact]
    public async Task Heavy_searches_of_one_person_wait_for_each_other_and_too_many_are_sent_away()
    {
        using var gate = new SearchGate(TimeProvider.System);
        var first = await gate.Enter(1, default);

        var others = Enumerable.Range(0, 20).Select(_ => gate.Enter(1, default).AsTask()).ToList();

        first.Should().NotBeNull();
        others.Count(each => each.IsCompleted && each.Result is null).Should().Be(12, "eight may wait");
        first!.Dispose();
        var next = await others[0];
        next.Should().NotBeNull();
        next!.Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waits_no_longer()
    {
        using var gate = new SearchGate(TimeProvider.System);
        using var first = await gate.Enter(1, default);
        using var over = new CancellationTokenSource(50);

        var waiting = async () => await gate.Enter(1, over.Token);

        await waiting.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Nobody_waits_longer_than_a_turn_can_bear()
    {
        using var gate = new SearchGate(TimeProvider.System);
        using var first = await gate.Enter(1, default);

        (await gate.Enter(1, default)).Should().BeNull();
    }
}
