using FluentAssertions;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Turns;

/// <summary>Forms that nobody comes back to.</summary>
public sealed class ExpiryTests
{
    [Fact]
    public async Task After_two_weeks_a_form_ends_with_a_kind_word_in_its_place()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");
        bench.Time.Advance(TimeSpan.FromDays(14));

        (await Sweep(bench)).Should().Be(1);

        bench.Kept.Dialogs.Should().BeEmpty();
        bench.Ann.Messages.Should().ContainSingle().Which.Card!.Shows("This form waited for two weeks and was closed.").Should().BeTrue();
    }

    [Fact]
    public async Task Until_then_it_is_offered_again_with_what_was_filled_in()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");
        await bench.Ann.Say("milk");
        bench.Time.Advance(TimeSpan.FromDays(13.9));

        (await Sweep(bench)).Should().Be(0);

        await bench.Ann.Say("errand");
        bench.Ann.Card.Value("What").Should().Be("milk");
    }

    [Fact]
    public async Task Whoever_goes_on_has_two_weeks_again()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");
        bench.Time.Advance(TimeSpan.FromDays(13));
        await bench.Ann.Press("Go on", ("What", "milk"));
        bench.Time.Advance(TimeSpan.FromDays(13));

        (await Sweep(bench)).Should().Be(0);
    }

    [Fact]
    public async Task A_form_that_stood_in_the_place_of_a_record_gives_the_place_back()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("note milk");
        await bench.Ann.Press("Go on");
        var place = bench.Ann.Last;
        await bench.Kept.Commit(null, bench.Chat.Services, writer =>
        {
            var journal = Framework.Dialogs.Journal.Begin("errand", "edit-1");
            writer.Save(
                new(journal, new("https://channel.example/", bench.Ann.Id, "tenant"), "aad-Ann", place.Id, 0, bench.Time.GetUtcNow()));
            return default;
        }, default);

        await Sweep(bench);

        place.Card!.Shows("bill:1: milk").Should().BeTrue();
        bench.Kept.Dialogs.Should().BeEmpty();
    }

    [Fact]
    public async Task Many_end_in_one_sweep()
    {
        await using var bench = new TurnBench();
        for (var i = 0; i < 120; i++) await bench.Chat.Personal($"Person{i}").Say("errand");
        bench.Time.Advance(TimeSpan.FromDays(15));

        (await Sweep(bench)).Should().Be(120);
    }

    [Fact]
    public async Task One_that_is_being_changed_at_this_moment_is_left_for_the_next_sweep()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");
        bench.Time.Advance(TimeSpan.FromDays(15));
        bench.Store.Next.Enqueue(() => CommitOutcome.RaceLost);

        (await Sweep(bench)).Should().Be(0);
        (await Sweep(bench)).Should().Be(1);
    }

    private static async Task<int> Sweep(TurnBench bench)
    {
        var ended = await bench.Chat.Services.GetRequiredService<DialogExpiry>().Sweep(default);
        await bench.Chat.SendOutbox();
        return ended;
    }
}
