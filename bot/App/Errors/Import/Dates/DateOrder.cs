namespace Improvement.Bot.Errors.Import.Dates;

/// <summary>Which number comes first in dates such as 03/04/05.</summary>
internal enum DateOrder
{
    DayFirst,
    MonthFirst,
    YearFirst,
}
