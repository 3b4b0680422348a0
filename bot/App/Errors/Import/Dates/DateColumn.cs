using Improvement.Bot.Api.Calls;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Import.Dates;

/// <summary>
/// Looks at every date of a column to find out in which order its numbers stand: that in which all dates of the column are possible, not
/// one of them in the future.
/// </summary>
/// <param name="name">The name of the column.</param>
/// <param name="zone">For times without an offset.</param>
/// <param name="now">The present; a date more than a day later is no reading.</param>
internal sealed class DateColumn(string name, TimeZoneInfo zone, DateTimeOffset now)
{
    private static readonly (DateOrder, DateOrder)[] Pairs = [
        (DateOrder.DayFirst, DateOrder.MonthFirst), (DateOrder.DayFirst, DateOrder.YearFirst), (DateOrder.MonthFirst, DateOrder.YearFirst)];

    private readonly HashSet<DateOrder> _possible = [.. WrittenDate.Orders];
    private readonly Dictionary<DateOrder, Seen> _against = [];
    private readonly Dictionary<(DateOrder, DateOrder), Seen> _different = [];
    private readonly Dictionary<DateOrder, (DateTimeOffset First, DateTimeOffset Last)> _range = [];
    private Seen? _unreadable, _unsureZone, _first;
    private long _read, _failed;

    /// <summary>The name of the column.</summary>
    public string Name => name;

    /// <summary>The first date of the column, for an example.</summary>
    public string? Example => _first?.Text;

    /// <summary>For times without an offset.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The earliest and the latest date in an order; null where there is none.</summary>
    public (DateTimeOffset First, DateTimeOffset Last)? Range(DateOrder order) => _range.TryGetValue(order, out var range) ? range : null;

    /// <summary>Takes in a value; those that stand for no date say nothing.</summary>
    public void See(string value, long line)
    {
        if (NoDate.Is(value)) return;
        if (WrittenDates.Read(value) is not { } date)
        {
            _unreadable ??= new(value.Trim(), line, null);
            _failed++;
            return;
        }
        _read++;
        var seen = new Seen(value.Trim(), line, date);
        _first ??= seen;
        if (date.Offsets.Length > 1 && WrittenDate.Orders.All(order => date.At(order, zone) is null)) _unsureZone ??= seen;
        else Weigh(date, seen);
    }

    /// <summary>
    /// The order that the column itself proves; null where it decides nothing, as all of its dates read the same, or some read in two ways.
    /// </summary>
    public DateOrder? Proven => _possible.Count is 1 ? _possible.First() : null;

    /// <summary>The order in which the column is read: its own where it proves one, else what was said or found elsewhere.</summary>
    public DateOrder Order(DateOrder? elsewhere) => Proven ?? elsewhere ?? (_possible.Count is 0 ? DateOrder.DayFirst : _possible.Min());

    /// <summary>Why the column cannot be read with an order that was said or found elsewhere; null where it can.</summary>
    public string? Problem(DateOrder? elsewhere)
    {
        if (_failed > _read) return Say(ImportTexts.DatesUnreadable, name, _unreadable!.Line, _unreadable.Text);
        if (_unsureZone is { } unsure) return Say(ImportTexts.ZoneUnsure, name, unsure.Line, unsure.Text);
        if (elsewhere is not null) return null;
        if (_possible.Count is 0) return Mixed();
        var ambiguous =
            Pairs.FirstOrDefault(pair => _possible.Contains(pair.Item1) && _possible.Contains(pair.Item2) && _different.ContainsKey(pair));
        return _different.TryGetValue(ambiguous, out var either) && ambiguous.Item1 != ambiguous.Item2
            ? Say(
                ImportTexts.DatesAmbiguous, name, either.Line, either.Text, Shown(either, ambiguous.Item1), Shown(either, ambiguous.Item2),
                Option(ambiguous.Item1), Option(ambiguous.Item2))
            : null;
    }

    /// <summary>How an order is said on the command line.</summary>
    public static string Option(DateOrder order) => order switch
    {
        DateOrder.DayFirst => "dmy",
        DateOrder.MonthFirst => "mdy",
        _ => "ymd",
    };

    private void Weigh(WrittenDate date, Seen seen)
    {
        var possible =
            WrittenDate.Orders.Where(order => date.At(order, zone) is { } at && at <= now.AddDays(1) && at >= ImportRows.Earliest).ToList();
        if (possible.Exists(date.Usual.Contains)) possible.RemoveAll(order => !date.Usual.Contains(order));
        if (possible is [])
            return; // the row will be refused as too far away
        foreach (var order in WrittenDate.Orders.Except(possible))
        {
            _possible.Remove(order);
            _against.TryAdd(order, seen);
        }
        foreach (var order in possible) Widen(order, date.At(order, zone)!.Value);
        foreach (var (one, other) in Pairs)
        {
            if (possible.Contains(one) && possible.Contains(other) && date.Day(one) != date.Day(other))
            {
                _different.TryAdd((one, other), seen);
            }
        }
    }

    private void Widen(DateOrder order, DateTimeOffset at)
    {
        var (first, last) = _range.GetValueOrDefault(order, (at, at));
        _range[order] = (at < first ? at : first, at > last ? at : last);
    }

    private string Mixed()
    {
        var (day, month) = (_against[DateOrder.MonthFirst], _against[DateOrder.DayFirst]);
        return Say(ImportTexts.DatesMixed, name, day.Line, day.Text, month.Line, month.Text);
    }

    private static string Shown(Seen seen, DateOrder order) => seen.Date!.Day(order)!.Value.ToString("d MMMM yyyy");

    private sealed record Seen(string Text, long Line, WrittenDate? Date);
}
