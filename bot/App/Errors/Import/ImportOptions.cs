using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using Improvement.Bot.Errors.Import.Dates;
using Improvement.Bot.Errors.Import.Encodings;
using Improvement.Bot.People;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Import;

/// <summary>The words of the command line <c>import errors</c>.</summary>
internal sealed class ImportOptions
{
    private readonly TimeProvider _clock;
    private readonly FileArgument _file = new("FILE.csv", ImportTexts.OptionFile, ImportTexts.NoFileName);
    private readonly Option<string?> _map = new("--map") { Description = ImportTexts.OptionMap, HelpName = "title=Summary,created=Opened" };
    private readonly Option<DateTimeOffset?> _created =
        new("--created") { Description = ImportTexts.OptionCreated, HelpName = "today|2026-03-15" };
    private readonly Option<DateOrder?> _dates =
        new("--dates") { Description = ImportTexts.OptionDates, HelpName = "dmy|mdy|ymd", CustomParser = Dates };
    private readonly Option<TimeZoneInfo?> _zone =
        new("--zone") { Description = ImportTexts.OptionZone, HelpName = "Europe/Berlin", CustomParser = Zone };
    private readonly Option<Encoding?> _encoding =
        new("--encoding") { Description = ImportTexts.OptionEncoding, HelpName = "windows-1252", CustomParser = NamedEncoding };
    private readonly Option<string?> _source = new("--source") { Description = ImportTexts.OptionSource, HelpName = "NAME" };
    private readonly Option<string?> _team = new("--team") { Description = ImportTexts.OptionTeam, HelpName = "NAME" };

    /// <param name="clock">For today.</param>
    public ImportOptions(TimeProvider clock)
    {
        _clock = clock;
        _created.CustomParser = Created;
    }

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach (var option in new Option[] { _map, _created, _dates, _zone, _encoding, _source, _team }) command.Add(option);
    }

    /// <summary>What a line asks for.</summary>
    public ImportRequest Read(ParseResult line) => new(line.GetRequiredValue(_file), _clock.GetUtcNow())
    {
        Map = line.GetValue(_map),
        Created = line.GetValue(_created),
        Dates = line.GetValue(_dates),
        Zone = line.GetValue(_zone) ?? TimeZoneInfo.Utc,
        Encoding = line.GetValue(_encoding),
        Source = line.GetValue(_source) is { Length: > 0 } source ? source : null,
        Team = line.GetValue(_team) is { Length: > 0 } team ? team : null,
    };

    private DateTimeOffset? Created(ArgumentResult given)
    {
        if (Said(given) is "today") return _clock.GetUtcNow();
        if (DateTimeOffset.TryParseExact(
            Said(given), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            && day <= _clock.GetUtcNow()
            && day >= ImportRows.Earliest)
        {
            return day;
        }
        given.AddError(Say(ImportTexts.CreatedUnknown, Said(given)));
        return null;
    }

    private static DateOrder? Dates(ArgumentResult given)
    {
        foreach (var order in WrittenDate.Orders)
        {
            if (Said(given) == DateColumn.Option(order)) return order;
        }
        given.AddError(Say(ImportTexts.DatesUnknown, Said(given)));
        return null;
    }

    private static TimeZoneInfo? Zone(ArgumentResult given)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(Said(given), out var zone)) return zone;
        given.AddError(Say(ImportTexts.ZoneUnknown, Said(given)));
        return null;
    }

    private static Encoding? NamedEncoding(ArgumentResult given)
    {
        try
        {
            return FileEncoding.Named(Said(given));
        }
        catch (ImportImpossibleException unknown)
        {
            given.AddError(unknown.Message);
            return null;
        }
    }

    private static string Said(ArgumentResult given) => given.Tokens is [var token, ..] ? token.Value : "";
}
