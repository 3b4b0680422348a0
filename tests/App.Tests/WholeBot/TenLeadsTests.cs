using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Xunit;
using Role = Improvement.Bot.People.Role;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// Ten leads decide in the same moment, on PostgreSQL in two instances: one decides, nine are told alone who was quicker, and every copy
/// of the card shows what holds.
/// </summary>
public abstract class TenLeadsTests
{
    [Collection("whole bot")]
    public sealed class OnSqlite : TenLeadsTests
    {
        private protected override StorageEngine Engine => StorageEngine.Sqlite;
    }

    [OnPostgres]
    [Collection("whole bot")]
    public sealed class OnPostgreSql : TenLeadsTests
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    private const string Told = "SELECT COUNT(*) FROM record_events WHERE record_kind = 'error' AND record_id = @id AND what = @what";

    private protected abstract StorageEngine Engine { get; }

    private List<Person> _leads = [];
    private Person _ann = null!, _bob = null!;

    [StoreFact]
    public async Task Of_ten_who_accept_one_report_one_does_and_nine_read_who()
    {
        await using var bot = await BotFixture.StartAsync(Engine);
        await using var running = await Begin(bot);
        var filed = await _ann.Report("The pump of tank two loses oil");
        var channels = _leads.Select(lead => lead.Open(bot.Triage)).ToList();
        foreach (var channel in channels) await channel.See(m => m.Cards.Count == 1 && m.Shows(filed.Label));

        var presses = await Task.WhenAll(channels.Select(channel => Task.Run(() => channel.Press(CardOf(channel, filed), "Accept"))));

        OneWasQuicker(presses, filed.Label, "Accepted");
        await bot.Teams.Quiet();
        bot.Number(Told, filed.Number, "accepted").Should().Be(1);
        bot.Number(Told, filed.Number, "refused").Should().Be(0, "who was too late has done nothing wrong");
        foreach (var channel in channels)
        {
            await channel.See(_ => CardOf(channel, filed).Shows("Accepted"));
            CardOf(channel, filed).Buttons.Should().NotContain("Accept");
        }

        bot.Teams.Problems.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Of_ten_who_approve_one_fix_one_decides_it_is_begun_once_and_nine_read_who()
    {
        await using var bot = await BotFixture.StartAsync(Engine);
        await using var running = await Begin(bot);
        var filed = await IsProposed("The scale of gate three shows two kilos too many", "Calibrate it every Monday");
        var asked = new List<(Chat Chat, SeenCard Card)>();
        foreach (var (i, lead) in _leads.Index())
        {
            var chat = i % 2 is 0 ? lead.Chat : lead.Open(bot.Triage);
            asked.Add((chat, (await chat.See(m => m.Cards.Count == 1 && m.Shows(filed.Label) && m.Card.Buttons.Contains("Approve"))).Card));
        }

        var presses = await Task.WhenAll(asked.Select(each => Task.Run(() => each.Chat.Press(each.Card, "Approve"))));

        OneWasQuicker(presses, filed.Label, "Being fixed");
        await bot.Teams.Quiet();
        bot.Number(Told, filed.Number, "fix-approved").Should().Be(1);
        bot.Number(Told, filed.Number, "refused").Should().Be(0);
        bot.Number("SELECT COUNT(*) FROM fix_decisions").Should().Be(1);
        bot.Number("SELECT COUNT(*) FROM actions WHERE parent_kind = 'error' AND parent = @id", filed.Number).Should().Be(1);
        foreach (var chat in _leads.Select(lead => lead.Chat).Append(_leads[0].Open(bot.Triage)))
        {
            var cards = chat.Messages.Where(m => m.FromBot && m.Shows(filed.Label)).SelectMany(m => m.Cards).ToList();
            cards.Should().NotBeEmpty().And.NotContain(card => card.Buttons.Contains("Approve"), "every copy is of now");
        }

        bot.Teams.Problems.Should().BeEmpty();
    }

    private void OneWasQuicker(Pressed[] presses, string label, string state)
    {
        presses.Should().OnlyContain(press => press.Error == null);
        var winner = presses.Index().Should().ContainSingle(press => press.Item.Toast == null).Which.Index;
        foreach (var press in presses.Where(press => press.Toast is not null))
        {
            press.Toast.Should().Be($"{_leads[winner].Name} was quicker. {label} has gone on meanwhile: {state}.");
        }
    }

    /// <summary>The team, its ten leads by the settings, and the instances that know them; two where the engine has several.</summary>
    private async Task<Running> Begin(BotFixture bot)
    {
        (_ann, _bob) = (bot.Add("Ann Able"), bot.Add("Bob Baker"));
        _leads = [.. Enumerable.Range(0, 10).Select(i => bot.Add($"Lead {(char)('A' + i)}"))];
        await bot.Bot.Kill();
        var settings = _leads.Index().SelectMany(lead => new KeyValuePair<string, string>[]
        {
            new($"Roles:Leads:{lead.Index}:Person", lead.Item.ObjectId), new($"Roles:Leads:{lead.Index}:Role", Role.Lead),
            new($"Roles:Leads:{lead.Index}:Team", bot.Night.AadGroupId),
        }).ToList();
        var running = new Running([.. Enumerable.Range(0, Engine is StorageEngine.PostgreSql ? 2 : 1).Select(_ => bot.Another(settings))]);
        await running.Start(bot.Teams);
        await bot.InstallInTeam();
        foreach (var person in _leads.Append(_ann).Append(_bob)) await person.Ask("/help", "report-error");
        return running;
    }

    private async Task<Filed> IsProposed(string sentence, string what)
    {
        var filed = await _ann.Report(sentence);
        var status = (await _leads[0].Ask($"/status {filed.Label}", "History")).Card;
        var form = (await _leads[0].Chat.Ask(() => _leads[0].Press(status, "Next step …"), $"Accept {filed.Label}")).Card;
        await _leads[0].Press(form, "Accept", ("OwnerName", _bob.Name));
        var owned = (await _bob.Chat.See(m => m.Shows($"{_bob.Name} solves it"))).Card;
        var proposal = (await _bob.Press(owned, "Propose a fix …")).Card!;
        await _bob.Press(proposal, "Propose it", ("What", what), ("Effect", "From three a week to none"));
        return filed;
    }

    private static SeenCard CardOf(Chat channel, Filed filed) =>
        channel.Messages.First(m => m.Cards.Count == 1 && m.Shows(filed.Label)).Card;

    private sealed class Running(IReadOnlyList<BotProcess> processes) : IAsyncDisposable
    {
        private readonly HttpMessageInvoker _all = new(new InTurn([.. processes.Select(process => process.Address)]));

        public async Task Start(FakeTeams teams)
        {
            foreach (var process in processes) await process.Start();
            teams.ConnectBot(processes[0].Endpoint, _all);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var process in processes) await process.DisposeAsync();
            _all.Dispose();
        }
    }
}
