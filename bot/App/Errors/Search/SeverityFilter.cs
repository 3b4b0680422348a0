using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors.Search;

/// <summary><c>severity&gt;=3</c>: the numbers of severities, from mild to severe.</summary>
internal sealed class SeverityFilter() : SearchFilter("severity", ["severities", "sev"])
{
    /// <inheritdoc/>
    public override string Example => "severity>=3";

    /// <inheritdoc/>
    public override string InputId => "Severity";

    /// <inheritdoc/>
    public override string InputSign => ">=";

    /// <inheritdoc/>
    public override SearchFilterValues Begin() => new SeverityValues();

    /// <inheritdoc/>
    public override string Complaint(string value) => Wording.Say(ErrorTexts.FindUnknownSeverity, value);

    /// <inheritdoc/>
    public override string Write(ImmutableArray<string> codes)
    {
        var (least, most) = (NumberOf(codes[0]), NumberOf(codes[^1]));
        var isUnbroken = most - least == codes.Length - 1;
        return isUnbroken switch
        {
            true when least == most => $":{least}",
            true when most is (int)Severity.Critical => $">={least}",
            true when least is (int)Severity.Hazard => $"<={most}",
            true => $":{least}-{most}",
            false => ":" + string.Join(',', codes),
        };
    }

    /// <inheritdoc/>
    public override Sql Condition(ImmutableArray<string> codes) => Sql.Of($"e.severity IN {codes.Select(code => (long)NumberOf(code))}");

    /// <inheritdoc/>
    public override bool FitsInput(ImmutableArray<string> codes) =>
        codes is [var least, ..] && codes.Length == (int)Severity.Critical - NumberOf(least) + 1;

    /// <inheritdoc/>
    public override Input InputFor(ImmutableArray<string> codes)
    {
        var choices = ErrorInputs.Severities().Select((each, number) => (number.ToString(CultureInfo.InvariantCulture), each.Title));
        return Pick(InputId, ErrorTexts.FindSeverityFrom, choices) with { Placeholder = ErrorTexts.Any, Value = codes.FirstOrDefault() };
    }

    private static int NumberOf(string code) => int.Parse(code, CultureInfo.InvariantCulture);
}
