using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Roles;

/// <summary>Who is meant; the property is the input of the form.</summary>
internal sealed record MeantPerson(string Person);

/// <summary>The part of a conversation that makes one person out of a name: it asks as long as nobody or several are called so.</summary>
internal static class ChoosePerson
{
    /// <summary>Finds the person, and asks while it is not clear who is meant.</summary>
    /// <param name="typed">A name, or what a drop-down sent.</param>
    /// <param name="mayBeOneself">Whether whoever speaks is a choice.</param>
    public static async Dialog<ChosenPerson> Conduct(DialogContext dialog, string typed, bool mayBeOneself)
    {
        for (var i = 1; ; i++)
        {
            var name = typed;
            var found = await dialog.Look(
                $"meant-{i}", name, (PeopleLookUp people, CancellationToken ct) => people.Find(name, mayBeOneself));
            if (found.People is [var only]) return only;
            typed = (await dialog.Ask($"who-{i}", () => Form(name, found))).Person;
        }
    }

    /// <summary>Asks which of several is meant, or for another name.</summary>
    public static Form<MeantPerson> Form(string typed, FoundPeople found) => new(
        Card(
            RolesTexts.WhoHeading,
            Heading(RolesTexts.WhoHeading),
            found.WhyNot is { } why ? Warning(why) : Text(Say(RolesTexts.SeveralCalled, typed)),
            Input(nameof(MeantPerson.Person), RolesTexts.WhoLabel, found.People is [] ? null : found.People, required: true)))
    {
        Submit = RolesTexts.GoOn,
        MainInput = nameof(MeantPerson.Person),
    };

    /// <summary>A drop-down, or a line where there are too many to choose from.</summary>
    public static Input Input(string id, string label, ChosenPerson[]? choices, bool required) => choices is null
        ? Demanded(Line(id, label) with { Placeholder = RolesTexts.NameHint }, required)
        : Demanded(
            Pick(id, label, choices.Select(each => (each.Value, each.Title))) with
            {
                Placeholder = required ? null : RolesTexts.NextLead,
            },
            required);

    private static Input Demanded(Input input, bool required) =>
        required ? input with { IsRequired = true, ErrorMessage = RolesTexts.PersonMissing } : input;
}

/// <summary>Finds people for the conversation.</summary>
internal sealed class PeopleLookUp(PeopleDirectory people, People.Actor actor)
{
    /// <summary>Those whom a name means.</summary>
    public ValueTask<FoundPeople> Find(string typed, bool mayBeOneself) => new(people.Find(typed, mayBeOneself ? null : actor.Id));
}
