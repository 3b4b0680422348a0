using System.CommandLine;
using System.Globalization;
using Improvement.Bot.Operations.CommandLine;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Operations.Simulations;

/// <summary>
/// The command lines <c>simulate-verdicts</c>, <c>simulate-alarms</c> and <c>simulate-effects</c>, each with
/// <c>[--runs N] [--seed N]</c>: how well the statistical rules keep what they promise. They need no settings and no database.
/// </summary>
internal static class SimulationCommands
{
    /// <summary>Runs of a row where nothing else is said: a share is then right to about a point.</summary>
    private const int UsualRuns = 2_000;

    private const int UsualSeed = 1;

    /// <summary>Rows with fewer runs would show chance.</summary>
    private const int FewestRuns = 100;

    /// <summary>All of them.</summary>
    public static IEnumerable<Command> All =>
    [
        Of("simulate-verdicts", SimulationTexts.Verdicts, Verdicts),
        Of("simulate-alarms", SimulationTexts.Alarms, Alarms),
        Of("simulate-effects", SimulationTexts.Effects, Effects),
    ];

    private static Command Of(string name, string description, Action<int, int, TextWriter, CancellationToken> play)
    {
        var (runs, seed) = (Number("--runs", SimulationTexts.Runs, UsualRuns), Number("--seed", SimulationTexts.Seed, UsualSeed));
        var command = new Command(name, description) { runs, seed };
        command.SetAction((line, ct) =>
        {
            play(line.GetValue(runs), line.GetValue(seed), line.InvocationConfiguration.Output, ct);
            return Task.FromResult(ct.IsCancellationRequested ? ExitCode.Stopped : ExitCode.Done);
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: var typed }]
                && !(int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0))
            {
                given.AddError(Say(SimulationTexts.NotPositive, name, typed));
            }
        });
        return option;
    }

    private static void Verdicts(int runs, int seed, TextWriter output, CancellationToken ct)
    {
        var simulation = new VerdictSimulation(runs, seed);
        foreach (var trigger in Enum.GetValues<AlarmTrigger>())
        {
            output.WriteLine(trigger is AlarmTrigger.Ewma ? SimulationTexts.TriggerEwma : SimulationTexts.TriggerTwiceNormal);
            output.WriteLine(SimulationTexts.VerdictHead);
            foreach (var which in VerdictSimulation.Cases(trigger).TakeWhile(_ => !ct.IsCancellationRequested))
            {
                var found = simulation.Play(which);
                output.WriteLine(
                    found.Runs < Math.Min(runs, FewestRuns)
                        ? Say(SimulationTexts.NoAlarm, which.Rate, which.Dispersion, found.Runs)
                        : Say(
                            SimulationTexts.VerdictRow, which.Rate, which.Dispersion, found.Runs, found.Window, found.Coverage,
                            found.FalseWorked, found.FalseSuccess, found.HalvedFound, found.QuarteredFound));
            }
        }
    }

    private static void Alarms(int runs, int seed, TextWriter output, CancellationToken ct)
    {
        var simulation = new AlarmSimulation(runs, seed);
        output.WriteLine(SimulationTexts.FalseAlarms);
        output.WriteLine(SimulationTexts.FalseAlarmHead);
        foreach (var (categories, withRare, dispersion) in AlarmSimulation.Teams.TakeWhile(_ => !ct.IsCancellationRequested))
        {
            var found = simulation.WithoutRise(categories, dispersion, withRare);
            var scatter = dispersion ?? (object)SimulationTexts.Mixed;
            var rare = withRare ? SimulationTexts.HalfRare : SimulationTexts.NoneRare;
            output.WriteLine(Say(SimulationTexts.FalseAlarmRow, categories, rare, scatter, found.ByWeek, found.Rare, found.AlarmsAYear));
        }

        output.WriteLine(SimulationTexts.Rises);
        output.WriteLine(SimulationTexts.RiseHead);
        foreach (var (rate, dispersion) in AlarmSimulation.Rises.TakeWhile(_ => !ct.IsCancellationRequested))
        {
            var found = simulation.WithRise(rate, dispersion);
            output.WriteLine(Say(SimulationTexts.RiseRow, rate, dispersion, found.DoublingFound, found.TriplingFound));
        }
    }
    private static void Effects(int runs, int seed, TextWriter output, CancellationToken ct)
    {
        var simulation = new EffectSimulation(runs, seed);
        foreach (var design in EffectSimulation.Cases.GroupBy(which => which.Design))
        {
            output.WriteLine(design.Key switch
            {
                EffectDesign.BeforeAfter => SimulationTexts.EffectBeforeAfter,
                EffectDesign.Interrupted => SimulationTexts.EffectInterrupted,
                _ => SimulationTexts.EffectCompared,
            });
            output.WriteLine(SimulationTexts.EffectHead);
            foreach (var which in design.TakeWhile(_ => !ct.IsCancellationRequested))
            {
                var found = simulation.Play(which);
                output.WriteLine(Say(
                    SimulationTexts.EffectRow, which.Points, which.Dependence, found.FalseImproved, found.FalseWorse, found.Coverage,
                    found.Found));
            }
        }
    }
}
