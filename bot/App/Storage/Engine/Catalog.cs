using Improvement.Bot.Storage.Backups;

namespace Improvement.Bot.Storage.Engine;

/// <summary>What a database says about its own tables.</summary>
internal abstract class Catalog
{
    /// <summary>All tables but the list of migrations.</summary>
    public abstract List<Table> Tables(Statements database);

    /// <summary>The last number that was given out for rows of a table; null when none was.</summary>
    public abstract long? LastNumber(Statements database, Table table);

    /// <summary>The next number of a table is to be greater than this.</summary>
    public abstract void ContinueAfter(Statements writer, Table table, long last);

    /// <summary>The first column of each row as text.</summary>
    protected static List<string> Names(Rows rows)
    {
        using (rows)
        {
            var names = new List<string>();
            while (rows.Read()) names.Add(rows.GetString(0));
            return names;
        }
    }
}
