using System.Data.Common;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Storage;

/// <summary>The connection of a session, for what tests arrange and look up with texts of their own.</summary>
internal static class TestSql
{
    extension(Session session)
    {
        public DbConnection Connection => session.Statements.Connection;
    }
}
