using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary>The answer of the form that puts an error off.</summary>
/// <param name="Until">The day of the review, in the team's time zone.</param>
internal sealed record PutOffAnswer(DateOnly Until, string Text);

/// <summary>
/// <em>Defer …</em> and <em>Accept the risk …</em>: a lead leaves an error until a review date, with a reason; the bot wakes it then.
/// </summary>
internal static class PutOff
{
    /// <summary><em>Defer …</em></summary>
    public static readonly DialogDefinition Defer = TriageDialog.Of<PutOffAnswer>(
        "defer-error", ErrorAction.Defer, (number, present) => Form(number, present, TriageTexts.DeferHeading, TriageTexts.DeferIt),
        (steps, number, answer, origin) => Decide(steps, number, ErrorAction.Defer, "deferred", answer, origin), ErrorKind.LeadView);

    /// <summary><em>Accept the risk …</em></summary>
    public static readonly DialogDefinition AcceptRisk = TriageDialog.Of<PutOffAnswer>(
        "accept-risk", ErrorAction.AcceptRisk, (number, present) => Form(number, present, TriageTexts.RiskHeading, TriageTexts.RiskIt),
        (steps, number, answer, origin) => Decide(steps, number, ErrorAction.AcceptRisk, "risk-accepted", answer, origin),
        ErrorKind.LeadView);

    /// <summary>One press: taken up again before its review; gives why not, or null.</summary>
    public static string? Wake(TriageSteps steps, long number) => steps.Take(number, ErrorAction.Wake, _ =>
        new("woken", () => Say(TriageTexts.LineWoken, steps.Actor.Name)) { Columns = [("came_from", (string?)null)] }).Refusal;

    /// <summary>The form; the day is at most 90 days ahead.</summary>
    public static Form<PutOffAnswer> Form(long number, TriagePresent present, string heading, string submit)
    {
        var titled = Say(heading, ErrorKind.Labels.Of(number));
        return new(
            Card(
                titled,
                Heading(titled),
                Text(present.Title),
                new DateInput(nameof(PutOffAnswer.Until), Escape.Markdown(TriageTexts.Until)) with
                {
                    IsRequired = true, ErrorMessage = TriageTexts.UntilMissing,
                },
                Paragraph(nameof(PutOffAnswer.Text), TriageTexts.PutOffWhy) with
                {
                    IsRequired = true, ErrorMessage = TriageTexts.PutOffWhyMissing,
                }),
            answer => TriageDialog.TooLong(nameof(PutOffAnswer.Text), answer.Text))
        {
            Submit = submit,
            MainInput = nameof(PutOffAnswer.Text),
        };
    }

    private static ChangeResult<TriagePresent> Decide(
        TriageSteps steps, long number, ErrorAction action, string happened, PutOffAnswer answer, RequestOrigin origin) =>
        steps.Take(number, action, error =>
        {
            var review = steps.ReviewOn(answer.Until, error);
            return new(happened, () => Say(
                action is ErrorAction.Defer ? TriageTexts.LineDeferred : TriageTexts.LineRiskAccepted, steps.Actor.Name,
                Moment.Day(review), answer.Text.Trim()))
            {
                Columns = [("reason", answer.Text.Trim()), ("decided_by", steps.Actor.Id?.Value), ("came_from", error.State.ToString())],
                Data = [("until", answer.Until.ToString("O"))],
                Reason = answer.Text.Trim(),
                Origin = origin,
                ReviewAt = review,
                Told = () => Say(TriageTexts.ToldPutOff, error.Label, Moment.Day(review), answer.Text.Trim()),
            };
        });
}
