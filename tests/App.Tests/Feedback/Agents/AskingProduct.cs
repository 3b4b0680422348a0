using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Api;

namespace Improvement.Bot.Tests.Feedback.Agents;

/// <summary>The application with keys for anonymous surveys, quick to look for events.</summary>
public class AskingProduct : ApiProduct
{
    protected override IEnumerable<(string Name, string Value)> Settings =>
        [.. base.Settings, ("Anonymity:KeyFolder", Keys), ("Webhooks:Pause", "00:00:00.05")];

    private string Keys => Directory.CreateDirectory(Path.Combine(Folder, "keys")).FullName;
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresAskingProduct : AskingProduct
{
    private protected override StorageEngine Engine => StorageEngine.PostgreSql;
}
