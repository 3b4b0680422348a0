using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Import;

/// <summary>Shows progress on one line that is written over; where the output goes to a file, a line for every tenth instead.</summary>
internal sealed class ProgressLine(TextWriter output, bool redirected, TimeProvider clock) : IProgress<ImportProgress>
{
    private const int Width = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private long _shownAt;
    private int _tenths;
    private bool _open;

    public void Report(ImportProgress value)
    {
        if (redirected) ReportTenth(value);
        else if (_shownAt == 0 || value.Share >= 1 || clock.GetElapsedTime(_shownAt) >= Pause) Redraw(value);
    }

    /// <summary>Ends the line, so that the next text begins on its own.</summary>
    public void End()
    {
        if (_open) output.WriteLine();
        _open = false;
    }

    private void ReportTenth(ImportProgress value)
    {
        var tenths = (int)(value.Share * 10);
        if (tenths <= _tenths) return;
        _tenths = tenths;
        output.WriteLine(Said(value));
    }

    private void Redraw(ImportProgress value)
    {
        _shownAt = clock.GetTimestamp();
        _open = true;
        var full = (int)(value.Share * Width);
        output.Write($"\r[{new string('#', full)}{new string('.', Width - full)}] {Said(value)}");
    }

    private static string Said(ImportProgress value) =>
        Say(ImportTexts.Progress, (int)(value.Share * 100), Counted(value.Rows, ImportTexts.RowsOne, ImportTexts.RowsMany));
}
