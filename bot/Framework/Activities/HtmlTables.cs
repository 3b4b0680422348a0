namespace Improvement.Bot.Framework.Activities;

/// <summary>
/// Where in tables a reader stands. A row is a line, <c>Step | Result</c>. A table inside a cell stays on the line of its row: its cells
/// are set apart by commas, its rows by semicolons.
/// </summary>
internal sealed class HtmlTables
{
    /// <summary>Tables inside deeper ones count as part of those.</summary>
    private const int Deepest = 16;

    private readonly Stack<(int Rows, int Cells)> _open = new();
    private int _ignored;

    /// <summary>Whether what is read stands in a cell, and so on the line of its row.</summary>
    public bool IsInCell => _open.Count > 1 || (_open.TryPeek(out var table) && table.Cells > 0);

    /// <summary>A table begins.</summary>
    public void Begin()
    {
        if (_open.Count < Deepest) _open.Push((0, 0));
        else _ignored++;
    }

    /// <summary>A table ends.</summary>
    public void End()
    {
        if (_ignored > 0) _ignored--;
        else _open.TryPop(out _);
    }

    /// <summary>A row begins; gives what stands before it, null for a new line.</summary>
    public string? BeginRow()
    {
        if (!_open.TryPop(out var table)) return null;
        _open.Push((table.Rows + 1, 0));
        return _open.Count is 1 ? null : table.Rows > 0 ? "; " : "";
    }

    /// <summary>A row ends.</summary>
    public void EndRow()
    {
        if (_open.TryPop(out var table)) _open.Push(table with { Cells = 0 });
    }

    /// <summary>A cell begins; gives what stands before it, null for a new line.</summary>
    public string? BeginCell()
    {
        if (!_open.TryPop(out var table)) return null;
        _open.Push(table with { Cells = table.Cells + 1 });
        return table.Cells is 0 ? "" : _open.Count is 1 ? " | " : ", ";
    }
}
