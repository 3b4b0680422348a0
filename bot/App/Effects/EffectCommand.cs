using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Effects;

/// <summary><c>/effect ERR-12</c>: whether what was done about a record had the effect that was promised.</summary>
internal static class EffectCommand
{
    /// <summary>The command.</summary>
    public const string Name = "effect";

    /// <summary>The way to it from a record.</summary>
    public static EffectOffer Offer { get; } = new(
        (services, subject, mayBegin) =>
            services.GetRequiredService<EffectDesk>().Of(subject) is not { } effects || (effects is [] && !mayBegin) ? null
            : CommandButton.Staying(effects is [] ? EffectTexts.MeasureIt : EffectTexts.ItsEffect, $"/{Name} {subject.Label}"),
        (services, subject, team, mayBegin) =>
            services.GetRequiredService<EffectRows>().Of(subject).Any(effect => effect.Team == team)
                ? CommandButton.Staying(EffectTexts.ItsEffect, $"/{Name} {subject.Label}")
            : mayBegin ? EffectCards.MeasureIn(subject, team.Value, EffectTexts.MeasureIt) : null);

    /// <summary>The command; its words name a record.</summary>
    public static ValueTask Run(TurnContext turn, string words, CancellationToken ct)
    {
        var card = turn.Services.GetRequiredService<RecordKinds>().Read(words.Trim()) is { } subject
            ? ListOf(turn, subject) ?? Sentence(subject.Kind.NotFound())
            : Sentence(EffectTexts.CommandHelp);
        turn.SayPrivately(OutgoingActivity.Of(card));
        return default;
    }

    /// <summary>The effects of a record, in the place of the card.</summary>
    public static ValueTask Listed(TurnContext turn, CancellationToken ct)
    {
        if (RecordIn(turn) is { } subject && ListOf(turn, subject) is { } card) turn.Show(card);
        else turn.Tell(EffectTexts.NoRecord);
        return default;
    }

    /// <summary>One effect, in the place of the card.</summary>
    public static ValueTask Shown(TurnContext turn, CancellationToken ct)
    {
        var desk = turn.Services.GetRequiredService<EffectDesk>();
        if (desk.Find(turn.PressData.Whole(EffectCards.Number) ?? 0) is { } effect) turn.Show(EffectCards.Of(desk.Look(effect)));
        else turn.Tell(EffectTexts.Gone);
        return default;
    }

    /// <summary>The form that fixes one, below the card.</summary>
    public static ValueTask Measured(TurnContext turn, CancellationToken ct) =>
        turn.Services.GetRequiredService<DialogTurns>().BeginBelow(
            turn, RegisterEffect.Dialog,
            RegisterEffect.Given(new(
                turn.PressData.Text(EffectCards.Kind) ?? "", turn.PressData.Whole(EffectCards.Record) ?? 0,
                turn.PressData.Whole(EffectCards.Team))),
            ct);

    /// <summary>Takes one back before its start; what is left of the record stands in the place of the card.</summary>
    public static ValueTask TakenBack(TurnContext turn, CancellationToken ct)
    {
        var desk = turn.Services.GetRequiredService<EffectDesk>();
        if (desk.Find(turn.PressData.Whole(EffectCards.Number) ?? 0) is not { } effect)
        {
            turn.Tell(EffectTexts.Gone);
            return default;
        }
        turn.Write(writer =>
        {
            if (desk.Withdraw(effect) is { } why) PressAnswer.Tell(turn, why);
            else if (ListOf(turn, effect.Subject) is { } card) PressAnswer.Show(turn, writer, card, toStay: true);
            return default;
        });
        return default;
    }

    private static RecordId? RecordIn(TurnContext turn) =>
        turn.Services.GetRequiredService<RecordKinds>().Named(turn.PressData.Text(EffectCards.Kind) ?? "") is { } kind
            && turn.PressData.Whole(EffectCards.Record) is { } number ? new(kind, number) : null;

    private static Card? ListOf(TurnContext turn, RecordId subject)
    {
        var desk = turn.Services.GetRequiredService<EffectDesk>();
        return desk.Of(subject) is { } effects
            ? EffectCards.Of(
                subject, [.. effects.Select(desk.Look)], [.. desk.TeamsFor(subject).Select(team => (team.Id.Value, team.Name))])
            : null;
    }

    private static Card Sentence(string words) => Card(words, Text(words));
}
