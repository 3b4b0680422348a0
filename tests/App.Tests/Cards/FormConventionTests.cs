using System.Globalization;
using System.Reflection;
using FluentAssertions;
using Improvement.Bot.Actions.Steps;
using Improvement.Bot.Api.Keys;
using Improvement.Bot.Api.Webhooks;
using Improvement.Bot.Attention;
using Improvement.Bot.Development.Gallery;
using Improvement.Bot.Digests;
using Improvement.Bot.Effects;
using Improvement.Bot.Effects.Figures;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Analyses;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Fixes;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Errors.Verdicts;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Improvements;
using Improvement.Bot.Patterns;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.Patterns.Steps;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews.Cards;
using Improvement.Bot.Reviews.Steps;
using Improvement.Bot.Roles;
using Xunit;

namespace Improvement.Bot.Tests.Cards;

/// <summary>
/// Every form of the product fills the record that it yields. Forms are found by themselves: static methods that give a
/// <see cref="Form{T}"/>.
/// </summary>
public sealed class FormConventionTests
{
    private static readonly GalleryData Data = new();

    /// <summary>
    /// Something of each kind that a form is made from; with several teams and similar reports, so that every input is there.
    /// </summary>
    private static readonly Dictionary<Type, object> Ingredients = new()
    {
        [typeof(string)] = Data.Sentence,
        [typeof(long)] = 12L,
        [typeof(bool)] = true,
        [typeof(IReadOnlyList<TeamChoice>)] = new TeamChoice[] { new(new(1), Data.Team), new(new(2), Data.OtherTeam) },
        [typeof(IReadOnlyList<SimilarReport>)] = Data.Similar,
        [typeof(IReadOnlyList<AdviceOffer>)] = new AdviceOffer[] { new("PAT-7", Data.Title, Data.Note) },
        [typeof(IReadOnlyList<long>)] = Data.Similar.Select(report => report.Number).ToArray(),
        [typeof(IReadOnlyList<KeyTeam>)] = new KeyTeam[] { new(new(1), Data.Team), new(new(2), Data.OtherTeam) },
        [typeof(WebhookBeginning)] = new WebhookBeginning(null, [new(new(1), Data.Team), new(new(2), Data.OtherTeam)]),
        [typeof(FoundPeople)] = new FoundPeople([new(1, "#1", Data.Reporter), new(2, "#2", Data.Colleague)]),
        [typeof(GiveBeginning)] = new GiveBeginning(null, [new(1, Data.Team)]),
        [typeof(AwayBeginning)] = new AwayBeginning(new(2026, 3, 2), null),
        [typeof(IReadOnlyList<HeldRole>)] = new HeldRole[] { new(1, Data.Reporter, Role.Lead, 1, Data.Team) },
        [typeof(Team)] = SetupSamples.Team(Data),
        [typeof(IReadOnlyList<Choice>)] = SetupSamples.Channels(Data),
        [typeof(IReadOnlyList<CultureInfo>)] = new[] { CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("de") },
        [typeof(FixPresent)] = FixSamples.Present(Data),
        [typeof(LaunchOption[])] = new LaunchOption[] { new("1", Data.Team), new("2", Data.OtherTeam) },
        [typeof(OwnAnswer)] = new OwnAnswer("Is it calm?", OwnKind.YesNo),
        [typeof(LaunchChoices)] = new LaunchChoices("team-pulse", "1", SurveyMode.Anonymous, 7, SurveyCadence.Once, 2),
        [typeof(LaunchPreview)] =
            new LaunchPreview(Data.Title, [Data.Sentence], Data.Sentence, [.. Enum.GetValues<LaunchWayOut>()]),
        [typeof(ReplyPresent)] = new ReplyPresent(Data.Title),
        [typeof(NotePresent)] = new NotePresent("A7F3", Data.Title),
        [typeof(WitnessedError)] = new WitnessedError(Data.Filed.Title, AsksVersion: true),
        [typeof(VerdictPresent)] = VerdictSamples.Present(Data),
        [typeof(CausePresent)] = CauseSamples.Present(Data),
        [typeof(AccountsPresent)] = TriageSamples.Accounts(Data),
        [typeof(ContextPresent)] = CauseSamples.Context(Data),
        [typeof(OtherErrorWords)] = new OtherErrorWords("{0}", Data.Note, Data.Title, Data.Note, Data.Note, Data.Title),
        [typeof(TriagePresent)] = TriageSamples.Present(Data),
        [typeof(ActionForm)] = new ActionForm(Data.Title) { DueDate = new(2026, 3, 9), Members = [new(Data.Reporter, "1")] },
        [typeof(PatternForm)] = new PatternForm(Data.Title)
        {
            Content = new(Data.Title, Data.Sentence), Flag = Data.Note, Colleagues = [new(1, Data.Reporter)],
            Targets = [new(new(1), null, Data.Team, MeetsTheSame: true, IsNew: true)],
        },
        [typeof(ReplicationForm)] = ReplicationSamples.Shown(text => text),
        [typeof(ReviewPresent)] = ReviewSamples.Present(text => text),
        [typeof(ReviewForm)] = ReviewSamples.Shown(text => text),
        [typeof(FollowForm)] = new FollowForm(Data.Sentence),
        [typeof(CaptureChoices)] = new CaptureChoices([new(new(1), Data.Team), new(new(2), Data.OtherTeam)], [new(1, Data.Reporter)]),
        [typeof(IReadOnlyList<SimilarPattern>)] = new SimilarPattern[] { new(4, Data.Title, IsAttempt: false, PatternState.Candidate) },
        [typeof(int)] = 17,
        [typeof(SurveyMode)] = SurveyMode.Anonymous,
        [typeof(RankLook)] = new RankLook("ERR-12", Data.Title),
        [typeof(WorkingHours)] = SetupSamples.Usual,
        [typeof(ChosenHours)] = new ChosenHours(new(20, 0), new(7, 0)),
        [typeof(DigestPresent)] = DigestSamples.Present(text => text),
        [typeof(DigestChoice[])] = new DigestChoice[] { new("1", Data.Team), new("2", Data.OtherTeam) },
        [typeof(FigurePresent)] = EffectSamples.Figures(text => text),
        [typeof(EffectPresent)] = EffectSamples.Present(text => text),
        [typeof(EffectChoices)] = EffectSamples.Choices,
        [typeof(EffectPreview)] = EffectSamples.Preview(text => text),
        [typeof(ErrorEdit)] = ChangeSamples.Present(Data.Complete),
    };

    private static readonly MethodInfo[] Makers = [.. typeof(ReportForm).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(method => method.ReturnType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Form<>))];

    /// <summary>The names of the methods, a test for each.</summary>
    public static TheoryData<string> Forms() => [.. Makers.Select(NameOf)];

    [Fact]
    public void All_forms_are_found() => Makers.Should().HaveCountGreaterThanOrEqualTo(6);

    [Theory]
    [MemberData(nameof(Forms))]
    public void Its_inputs_are_properties_of_its_record_and_fill_all_that_the_record_needs(string form)
    {
        var (card, mainInput, record) = Made(form);
        var inputs = card.Inputs.Select(input => input.Id!).Concat(ButtonsIn(card)).ToArray();

        inputs.Should().BeSubsetOf(record.GetProperties().Select(property => property.Name), "each input names a property");
        record.GetConstructors()
            .Single()
            .GetParameters()
            .Where(parameter => !parameter.HasDefaultValue)
            .Select(parameter => parameter.Name!)
            .Should()
            .BeSubsetOf(inputs, "what has no default is asked");
        if (mainInput is not null) inputs.Should().Contain(mainInput, "what is typed in the chat goes there");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_choices_for_an_enum_are_its_values(string form)
    {
        var (card, _, record) = Made(form);
        foreach (var input in card.Inputs.OfType<ChoiceInput>())
        {
            var type = record.GetProperty(input.Id!)!.PropertyType;
            if ((Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } values)
            {
                input.Choices.Select(choice => choice.Value).Should().BeEquivalentTo(Enum.GetNames(values), input.Id);
            }
        }
    }

    private static (Card Card, string? MainInput, Type Record) Made(string name)
    {
        var maker = Makers.Single(method => NameOf(method) == name);
        var arguments = maker.GetParameters().Select(parameter => Ingredients.GetValueOrDefault(parameter.ParameterType)
            ?? throw new InvalidOperationException(
                $"{name} is made from a {parameter.ParameterType}; add one to the ingredients above.")).ToArray();
        dynamic form = maker.Invoke(null, arguments)!;
        return ((Card)form.Card, (string?)form.MainInput, maker.ReturnType.GenericTypeArguments[0]);
    }

    private static IEnumerable<string> ButtonsIn(Card card)
    {
        var found = new List<string>();
        card.Map(element =>
        {
            if (element is ActionSet set) found.AddRange(set.Actions.OfType<Framework.Dialogs.AnswerWith>().Select(action => action.Input));
            return [element];
        });
        return found.Distinct();
    }

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
