using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Patterns.Steps;

/// <summary><em>Name a colleague</em>: somebody who did it hears so once, in private, and may take their name off.</summary>
internal static class NameColleague
{
    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = PatternDialogs.For<NamedColleague>("name-colleague", PatternStep.Name, Form, Take);

    /// <summary>Who did it.</summary>
    public static Form<NamedColleague> Form(long number, PatternForm shown) => new(
        Card(PatternDialogs.Titled(PatternTexts.NameHeading, number), [
            .. PatternDialogs.Top(PatternTexts.NameHeading, number, shown),
            Hint(PatternTexts.NameHint),
            PersonChoice.Input(nameof(NamedColleague.Person), PatternTexts.NameLabel, PatternTexts.NameChoose, shown.Colleagues),
            Line(nameof(NamedColleague.Name), PatternTexts.NameTyped),
        ]),
        named => Problems.None.When(
            PersonChoice.Meant(shown.Colleagues, named.Person, named.Name) is null, nameof(NamedColleague.Name), PatternTexts.NameUnknown))
    {
        Submit = PatternTexts.NameIt,
        MainInput = nameof(NamedColleague.Name),
    };

    private static string? Take(IServiceProvider services, long number, NamedColleague named, RequestOrigin origin)
    {
        var change = services.GetRequiredService<PatternChange>();
        var (refusal, pattern, _) = change.Allowed(number, PatternStep.Name);
        if (pattern is null) return refusal;
        var colleagues = services.GetRequiredService<PatternCapture>().ColleaguesOf(pattern);
        if (PersonChoice.Meant(colleagues, named.Person, named.Name) is not { } meant) return PatternTexts.NameUnknown;
        if (!services.GetRequiredService<PatternNaming>().Name(pattern, new(meant.Id)))
        {
            return Wording.Say(PatternTexts.NamedBefore, meant.Name);
        }

        change.Note(pattern, "named", origin);
        return null;
    }
}

/// <summary>Who did it.</summary>
/// <param name="Name">As typed; goes before what was chosen.</param>
internal sealed record NamedColleague(long? Person = null, string? Name = null);
