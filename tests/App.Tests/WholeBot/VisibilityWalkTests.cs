using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// Roles, teams and restriction change at random; after each change everything that stands anywhere is drawn again, and asked for by
/// everybody: nobody sees what they may not at that moment.
/// </summary>
public sealed class VisibilityWalkTests(Product product) : IClassFixture<Product>
{
    private const string Story = "The beehive on the roof hums at night\nThe walnut honey is gone";
    private const string Title = "beehive";
    private const string Hidden = "walnut";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nobody_sees_what_they_may_not_at_that_moment(int seed)
    {
        var random = new Random(seed);
        var scene = await Scene.Set(product);
        var seen = 0;
        for (var step = 0; step < 14; step++)
        {
            var change = await scene.Change(random);
            await scene.DrawAgain();

            foreach (var (place, post) in scene.Posts())
            {
                var words = post.Body.ToJsonString();
                var (all, title) = post.OnlyFor is { } alone ? scene.Sees(alone) : scene.Reads(place);
                if (!all) words.Should().NotContain(Hidden, "{0} after {1} in step {2} of seed {3}", place, change, step, seed);
                if (!title) words.Should().NotContain(Title, "{0} after {1} in step {2} of seed {3}", place, change, step, seed);
                if (all && words.Contains(Hidden, StringComparison.Ordinal)) seen++;
                foreach (var person in scene.Everybody)
                {
                    var answer = await scene.Ask(person, place, post.Id);
                    var (mayAll, mayTitle) = scene.Sees(person);
                    if (!mayAll)
                    {
                        answer.Should().NotContain(
                            Hidden, "{0} asks in {1} after {2} in step {3} of seed {4}", person, place, change, step, seed);
                    }
                    if (!mayTitle)
                    {
                        answer.Should().NotContain(
                            Title, "{0} asks in {1} after {2} in step {3} of seed {4}", person, place, change, step, seed);
                    }
                }
            }
        }

        seen.Should().BeGreaterThan(14, "its reporter sees it at each step, so the walk looks at something");
        product.Failures.Should().BeEmpty();
    }

    /// <summary>A report with a place of every kind, and a model of who may see it that knows nothing of the bot's rules.</summary>
    private sealed class Scene
    {
        private readonly Product _product;
        private readonly HashSet<Person> _members = [], _owners = [], _named = [], _witnesses = [];
        private bool _restricted, _removed;

        private Scene(Product product) => _product = product;

        public required Person Reporter { get; init; }
        public required Person Installer { get; init; }
        public required Person Lead { get; init; }
        public required Person Member { get; init; }
        public required Person Outsider { get; init; }
        public required Person Guest { get; init; }
        public required Person Stranger { get; init; }
        public required Team Team { get; init; }
        public required Conversation Group { get; init; }
        public long Number { get; private set; }

        public IEnumerable<Person> Everybody => [Reporter, Installer, Lead, Member, Outsider, Guest, Stranger, _product.Administrator];

        private IEnumerable<Conversation> Places => [.. Everybody.Select(person => person.PersonalChat), Team.Triage(), Team.Talk(), Group];

        public static async Task<Scene> Set(Product product)
        {
            var (reporter, installer, lead, member, outsider, guest) = (
                product.Somebody(), product.Somebody("Ida"), product.Somebody("Lea"), product.Somebody("Max"), product.Somebody("Dora"),
                product.Somebody("Gus", "guest"));
            var team = await product.TeamOf(installer, lead, reporter, member, guest);
            await product.TeamOf(outsider);
            await product.Teams.Install(product.Administrator);
            var group = product.Teams.AddGroupChat($"Supper {reporter.Name}", reporter, member);
            product.Teams.Allow(group);
            var scene = new Scene(product) { Reporter = reporter, Installer = installer, Lead = lead, Member = member, Outsider = outsider,
                Guest = guest, Stranger = product.Somebody("Stan"), Team = team, Group = group };
            scene._members.UnionWith([installer, lead, reporter, member, guest]);
            await product.Bot.Change("UPDATE teams SET shares_similar = TRUE WHERE teams_team_id = @id", team.Id);
            await scene.Own(installer, true);
            await scene.Own(lead, true);
            await scene.File();
            return scene;
        }

        /// <summary>Who sees all of it, and who its title.</summary>
        public (bool All, bool Title) Sees(Person person)
        {
            var leads = !_removed && (_owners.Contains(person) || (person == Installer && _members.Contains(person) && _owners.Count is 0));
            var all = person == Reporter || person == _product.Administrator || leads || _named.Contains(person)
                || (!_restricted && !_removed && person != Guest && _members.Contains(person));
            return (all, all || (!_restricted && _witnesses.Contains(person)));
        }

        /// <summary>What may stand where several people read.</summary>
        public (bool All, bool Title) Reads(Conversation place) =>
            place.Person is { } person ? Sees(person) : (!_restricted && !_removed && place != Group, !_restricted);

        public IEnumerable<(Conversation Place, Post Post)> Posts() =>
            Places.SelectMany(place =>
                place.Posts.Where(post =>
                    post is { ByBot: true, Deleted: false } && post.Cards.Count > 0 && IsPlace(post.Id)).Select(post => (place, post)));

        public async Task<string> Ask(Person person, Conversation place, string message) =>
            (await _product.Teams.Deliver(_product.Teams.Activities.CardAction(
            person, place, message, "dialog.redraw",
                new() { ["verb"] = "dialog.redraw", ["dialog"] = "00000000000000000000000000000000", ["turn"] = 1 }, "automatic"))).Body;

        public async Task DrawAgain()
        {
            await using var scope = _product.Bot.Services.CreateAsyncScope();
            await _product.Bot.Services.GetRequiredService<ITurnStore>().Commit(null, scope.ServiceProvider, writer =>
            {
                foreach (var place in writer.PlacesOf($"error:{Number}"))
                {
                    writer.Enqueue(new(OutboxKind.Show, place.To) { Place = place.Id });
                }
                return default;
            }, CancellationToken.None);
            await _product.Bot.Idle();
        }

        /// <summary>Changes one thing, in the model and in the bot.</summary>
        public async Task<string> Change(Random random)
        {
            var someone = new[] { Installer, Lead, Member, Guest }[random.Next(4)];
            switch (random.Next(6))
            {
                case 0: await Restrict(!_restricted); return $"restricted: {_restricted}";
                case 1: await Own(someone, !_owners.Contains(someone)); return $"{someone} owns: {_owners.Contains(someone)}";
                case 2 or 3: await Join(someone, !_members.Contains(someone)); return $"{someone} is in: {_members.Contains(someone)}";
                case 4: await Name(Outsider, !_named.Contains(Outsider)); return $"{Outsider} is named: {_named.Contains(Outsider)}";
                default: await RemoveTeam(!_removed); return $"removed: {_removed}";
            }
        }

        private async Task File()
        {
            var talk = Reporter.Open(Team.Talk());
            var form = await talk.Ask(() => talk.Say($"report-error {Story}"), "Report an error");
            Number =
                long.Parse(Talking.LabelOn((await talk.Press(form.Card, "Report it", ("Confidentiality", "Restricted"))).Card!).AsSpan(4));
            await Installer.Chat.See($"ERR-{Number}");
            await Restrict(false);
            await Witnesses(Outsider, Outsider.PersonalChat);
            await Witnesses(Member, Team.Talk());
            await Show("triage", Group);
            await DrawAgain();
        }

        private async Task Witnesses(Person person, Conversation where)
        {
            await _product.Teams.Deliver(
                _product.Teams.Activities.CardAction(
                    person, where, "1700000000001", "error.witness",
                    new() { ["verb"] = "error.witness", ["error"] = Number, ["below"] = true }));
            var chat = where == person.PersonalChat ? person.Chat : person.Open(where);
            await chat.Press((await chat.See("What did you see?")).Card, "Count me in", ("Note", "Same here"));
            await _product.Bot.Idle();
            _witnesses.Add(person);
        }

        private async Task Show(string view, Conversation where)
        {
            await using var scope = _product.Bot.Services.CreateAsyncScope();
            await _product.Bot.Services.GetRequiredService<ITurnStore>().Commit(null, scope.ServiceProvider, writer =>
            {
                writer.PlaceOf($"error:{Number}", view, new(_product.Teams.ServiceUrl, where.Id, _product.Teams.TenantId));
                return default;
            }, CancellationToken.None);
        }

        private bool IsPlace(string message) => _product.Bot.Number("SELECT COUNT(*) FROM places WHERE activity_id = @id", message) > 0;

        private Task Restrict(bool value) =>
            Set(() => _restricted = value, "UPDATE errors SET restricted = @value, version = version + 1 WHERE id = @id", value, Number);

        private Task RemoveTeam(bool value) =>
            Set(
                () => _removed = value,
                value
                    ? "UPDATE teams SET removed_at = 1 WHERE teams_team_id = @id"
                    : "UPDATE teams SET removed_at = NULL WHERE teams_team_id = @id",
                Team.Id);

        private Task Own(Person person, bool value) => Set(
            () => { if (value && _members.Contains(person)) _owners.Add(person); else _owners.Remove(person); },
            "UPDATE team_members SET is_owner = @value WHERE person = (SELECT id FROM people WHERE channel_user_id = @person) AND "
                + "left_at IS NULL", value, person.Mri);

        private Task Join(Person person, bool value) => Set(
            () => { if (value) _members.Add(person); else { _members.Remove(person); _owners.Remove(person); } },
            $"UPDATE team_members SET left_at = {(value ? "NULL" : "1")}, is_owner = FALSE WHERE person = (SELECT id FROM people WHERE "
                + "channel_user_id = @person)", person.Mri);

        private Task Name(Person person, bool value) => Set(
            () => { if (value) _named.Add(person); else _named.Remove(person); },
            value
                ? "INSERT INTO error_readers (error, person) SELECT @error, id FROM people WHERE channel_user_id = @person"
                : "DELETE FROM error_readers WHERE error = @error AND person = (SELECT id FROM people WHERE channel_user_id = @person)",
            Number, person.Mri);

        private async Task Set(Action model, string sql, params Improvement.Bot.Storage.Value[] values)
        {
            model();
            await _product.Bot.Change(sql, values);
        }
    }
}
