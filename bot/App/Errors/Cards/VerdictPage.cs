using System.Globalization;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Pages;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Cards;

/// <summary>The verdict on a fix as a page: the words, the figures, and the weeks as a picture and as a table.</summary>
internal static class VerdictPage
{
    /// <summary>The page.</summary>
    public static RecordPage Page { get; } = new("verdict", ErrorKind.Definition, Draw)
    {
        Button = () => VerificationTexts.PageButton,
    };

    private static PageBody? Draw(IServiceProvider services, long number) =>
        ErrorRows.FindAny(services.GetRequiredService<Session>(), number) is { } error
            && services.GetRequiredService<Reporter>().LookAtWatch(error) is { } look
                ? Of(error, look)
                : null;

    /// <summary>The page of an error.</summary>
    public static PageBody Of(ErrorRecord error, WatchLook look) => PageBody.Of(
        $"{error.Label} · {error.Title}",
        Html.Section(
            VerificationTexts.Heading,
            Html.Paragraph(look.Watch.Verdict is { } verdict
                ? VerdictWords.Of(verdict)
                : Say(VerificationTexts.TooEarly, PlainDay(look.Watch.Over))),
            look.Watch.Verdict is { } told && VerdictWords.OfPromise(told, look.Promised) is { } promise ? Html.Paragraph(promise) : null,
            Html.Facts(
                (VerificationTexts.FactBefore, VerdictWords.AWeek(look.Watch.Verdict?.RateBefore)),
                (VerificationTexts.FactSince, VerdictWords.AWeek(look.Watch.Verdict?.RateAfter)),
                (VerificationTexts.FactChange, look.Watch.Verdict is { } said ? VerdictWords.ChangeOf(said) : null),
                (VerificationTexts.FactEffective, PlainDay(DayOf(look.Watch.EffectiveAt, look.Zone))),
                (VerificationTexts.FactVersion, look.Watch.Version),
                (VerificationTexts.FactWindow, VerdictCards.WindowOf(look.Watch)),
                (VerificationTexts.FactOthers, look.Others is [] ? null : string.Join(", ", look.Others)),
                (ErrorTexts.FactState, ErrorWords.StateOf(error)),
                (ErrorTexts.FactOwner, error.OwnerName),
                (ErrorTexts.FactTeam, error.TeamName)),
            look.Watch.ConfirmedByName is { } name ? Html.Hint(Say(VerificationTexts.ConfirmedBy, name)) : null),
        Picture(look.Picture));

    private static Html? Picture(WeeksPicture? picture) => picture is null ? null : Html.Section(
        VerificationTexts.ChartTitle,
        BarPicture.Of(
            [.. picture.Weeks.Select(week => new PictureBar(
                week.Count, week.Monday.ToString("MM-dd", CultureInfo.InvariantCulture), ClassOf(week.Period)))],
            picture.Low, picture.High, VerificationTexts.ChartTitle,
            Say(
                VerificationTexts.ChartAlt, picture.Weeks.Count,
                Mean(picture.MeanOf(WeekPeriod.Before) ?? picture.MeanOf(WeekPeriod.Between)), Mean(picture.MeanOf(WeekPeriod.Since)),
                picture.Low, picture.High)),
        Html.Legend(
            ("before", VerificationTexts.ChartBefore), ("between", VerificationTexts.ChartBetween), ("since", VerificationTexts.ChartSince),
            ("band", Say(VerificationTexts.ChartBand, picture.Low, picture.High))),
        Html.Table(
            VerificationTexts.TableCaption,
            [VerificationTexts.ColumnWeek, VerificationTexts.ColumnPeriod, VerificationTexts.ColumnCount],
            picture.Weeks.Select(week => new[]
            {
                PlainDay(week.Monday), WordsOf(week.Period), week.Count.ToString(CultureInfo.CurrentCulture),
            })));

    private static string Mean(double? mean) => mean is { } known ? known.ToString("0.#", CultureInfo.CurrentCulture) : "–";

    private static string ClassOf(WeekPeriod period) => period switch
    {
        WeekPeriod.Since => "since", WeekPeriod.Between => "between", _ => "before",
    };

    private static string WordsOf(WeekPeriod period) => period switch
    {
        WeekPeriod.Since => VerificationTexts.ChartSince, WeekPeriod.Between => VerificationTexts.ChartBetween,
        _ => VerificationTexts.ChartBefore,
    };
}
