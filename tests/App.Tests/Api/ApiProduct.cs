using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;

namespace Improvement.Bot.Tests.Api;

/// <summary>The running application, whose limits leave the tests alone.</summary>
public class ApiProduct : Product
{
    protected override IEnumerable<(string Name, string Value)> Settings =>
        [("Api:PerMinute", "600000"), ("Api:AtOnce", "100000"), ("Api:FailuresPerMinute", "100000")];
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresApiProduct : ApiProduct
{
    private protected override StorageEngine Engine => StorageEngine.PostgreSql;
}

/// <summary>What administrators do so that somebody can call.</summary>
internal static class Callers
{
    public const string Everything = "true";

    /// <summary>Makes a key in the chat, as an administrator does, and gives a caller who holds it.</summary>
    public static async Task<Caller> CallerIn(
        this Product product, Team team, string name = "Export agent", params (string Input, string Value)[] inputs)
    {
        var secret = await product.KeyIn(team, name, inputs);
        return new(product.Bot.Root, secret);
    }

    /// <summary>Makes a key in the chat and gives it as it was shown.</summary>
    public static async Task<string> KeyIn(this Product product, Team team, string name, params (string Input, string Value)[] inputs)
    {
        var ada = product.Administrator;
        await product.Teams.Install(ada);
        var list = await ada.Ask("/keys", "Keys");
        var form = await ada.Chat.Ask(() => ada.Press(list.Card, "New key"), "A key for an agent or a system");
        var number = product.Bot.Number("SELECT id FROM teams WHERE name = @name", team.Name);
        (string, string)[] all = [
            ("Name", name), ("Team", $"{number}"), ("File", "true"), ("Witness", "true"), ("Read", "true"), ("Search", "true"), .. inputs];
        var made = await ada.Press(form.Card, "Make the key", all.GroupBy(input => input.Item1).Select(same => same.Last()).ToArray());
        var shown = await ada.Press(made.Card ?? throw new InvalidOperationException($"{made}"), "Show the key once");
        var secret = shown.Card?.Value("secret") ?? throw new InvalidOperationException($"{shown}");
        await ada.Press(shown.Card, "I have copied it");
        return secret;
    }
}
