using static Improvement.Bot.Errors.Wording;

namespace Improvement.Bot.Errors;

/// <summary>Looks at every date of a column to find out whether the day or the month comes first.</summary>
internal sealed class DateColumn(string name)
{
    private Seen? _onlyDayFirst, _onlyMonthFirst, _either, _unreadable;
    private long _read, _failed;

    /// <summary>Takes in a value; blank ones say nothing.</summary>
    public void See(string value, long line)
    {
        var text = ImportDates.WithoutOffset(value.Trim()).Local;
        if (text.Length == 0)
            return;
        var dayFirst = ImportDates.Local(text, DateOrder.DayFirst);
        var monthFirst = ImportDates.Local(text, DateOrder.MonthFirst);
        switch (dayFirst, monthFirst)
        {
            case (null, null): Note(ref _unreadable); _failed++; return;
            case (_, null): Note(ref _onlyDayFirst); break;
            case (null, _): Note(ref _onlyMonthFirst); break;
            case var (day, month) when day != month: Note(ref _either); break;
        }
        _read++;

        void Note(ref Seen? place) => place ??= new(value.Trim(), line);
    }

    /// <summary>The order that the column itself proves, or null where every date reads the same either way or none decides.</summary>
    public DateOrder? Proven => (_onlyDayFirst, _onlyMonthFirst) switch
    {
        (not null, null) => DateOrder.DayFirst,
        (null, not null) => DateOrder.MonthFirst,
        _ => null,
    };

    /// <summary>Why the column cannot be read with an order that was given or found elsewhere; null where it can.</summary>
    public string? Problem(DateOrder? order)
    {
        if (_failed > _read)
            return Say(ImportTexts.DatesUnreadable, name, _unreadable!.Line, _unreadable.Text);
        if (order is not null)
            return null;
        if (_onlyDayFirst is { } day && _onlyMonthFirst is { } month)
            return Say(ImportTexts.DatesMixed, name, day.Line, day.Text, month.Line, month.Text);
        return Proven is null && _either is { } either ? Say(ImportTexts.DatesAmbiguous, name, either.Line, either.Text) : null;
    }

    private sealed record Seen(string Text, long Line);
}
