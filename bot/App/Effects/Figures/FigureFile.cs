using System.CommandLine;
using System.Text;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Effects.Figures;

/// <summary>
/// The command line <c>figures FILE.csv --series NAME [--team NAME]</c>, beside a running bot or without it. It keeps all of a file or
/// nothing; running it again changes nothing. Exit codes: 0 kept, 1 lines are wrong or the bot's settings are, 2 impossible.
/// </summary>
internal sealed class FigureFile(Func<IServiceProvider?> open, TextWriter output, TextWriter problems)
{
    private const int Kept = 0, Refused = 1, Impossible = 2;

    private const string Source = "import:figures";

    /// <summary>The command with its words.</summary>
    /// <param name="open">Opens the database; null where that is impossible, which has been said then.</param>
    /// <param name="output">What was kept.</param>
    /// <param name="problems">What is wrong.</param>
    public static Command Command(Func<IServiceProvider?> open, TextWriter output, TextWriter problems)
    {
        var file = new FileArgument("FILE", FigureTexts.ArgumentFile, FigureTexts.ArgumentMisspelt);
        var series = new Option<string>("--series") { Description = FigureTexts.OptionSeries, Required = true };
        var team = new Option<string?>("--team") { Description = FigureTexts.OptionTeam };
        var command = new Command("figures", FigureTexts.CommandFigures) { file, series, team };
        command.SetAction((line, ct) => new FigureFile(open, output, problems).Run(
            line.GetRequiredValue(file), line.GetRequiredValue(series), line.GetValue(team), ct));
        return command;
    }

    private async Task<int> Run(string path, string series, string? team, CancellationToken ct)
    {
        if (FigureLimits.Name(series) is not { Length: > 0 and <= FigureLimits.LongestName } name)
        {
            return Say(Impossible, Wording.Say(FigureTexts.LongSeries, FigureLimits.LongestName));
        }
        if (Text(path) is not { } text) return Impossible;
        if (open() is not { } services) return Refused;
        await using var scope = services.CreateAsyncScope();
        var teams = scope.ServiceProvider.GetRequiredService<Teams>();
        if (Chosen(teams, team) is not { } chosen)
        {
            return Say(
                Impossible, Wording.Say(FigureTexts.TeamUnknown, string.Join(", ", teams.All().Select(each => $"“{each.Name}”"))));
        }
        var now = scope.ServiceProvider.GetRequiredService<Clock>().UtcNow;
        var table = FigureTable.Read(text, chosen.Name, chosen.LocalDate(now));
        if (table.Problems is not []) return Tell(table.Problems);
        var kept = await Keep(scope.ServiceProvider, chosen, name, table.Figures, now, ct);
        output.WriteLine(Wording.Say(FigureTexts.Kept, name, kept.Added, kept.Changed, kept.Known));
        return Kept;
    }

    private static async Task<FiguresKept> Keep(
        IServiceProvider scope, Team team, string series, IReadOnlyList<Figure> figures, DateTimeOffset now, CancellationToken ct)
    {
        var kept = new FiguresKept(0, 0, 0);
        await scope.GetRequiredService<JobCommit>().Run("import of figures", scope, _ =>
        {
            var source = scope.GetRequiredService<KnownPeople>().Keep(new ObservedPerson(null, null, Source, Source));
            scope.GetRequiredService<Actor>().ActAs(source, now);
            kept = scope.GetRequiredService<FigureDesk>().Keep(team.Id, series, figures, origin: null).Kept;
        }, ct);
        return kept;
    }

    private string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            problems.WriteLine(Wording.Say(FigureTexts.FileUnreadable, path, refusal.Message));
            return null;
        }
    }

    private static Team? Chosen(Teams teams, string? named)
    {
        var all = teams.All();
        return named is null ? teams.Default() ?? (all is [var only] ? only : null)
            : all.FirstOrDefault(each => Folding.Fold(each.Name) == Folding.Fold(named));
    }

    private int Tell(IReadOnlyList<string> wrong)
    {
        foreach (var problem in wrong) problems.WriteLine(problem);
        return Say(Refused, Wording.Say(FigureTexts.Refused, wrong.Count));
    }

    private int Say(int code, string words)
    {
        problems.WriteLine(words);
        return code;
    }
}
