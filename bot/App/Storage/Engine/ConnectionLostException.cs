namespace Improvement.Bot.Storage.Engine;

/// <summary>The database went away in the middle of a transaction; nothing of it was kept, and it can be done again.</summary>
internal sealed class ConnectionLostException(Exception cause) : Exception(
    "The connection to the database was lost; nothing was kept.", cause);
