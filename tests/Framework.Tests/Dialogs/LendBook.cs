using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Framework.Tests.Dialogs;

// The example of bot/Framework/Dialogs/README.md; a test compares the two.

internal static class LendBook
{
    public static readonly DialogDefinition Dialog = new("lend", Conduct, LendingJson.Default, () => Card("Lending", Text("Name a book.")));

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var loan = await dialog.Ask("loan", LoanForm);
        var copies = await dialog.Look("copies", loan.Title, (Library library, CancellationToken ct) => library.CopiesOf(loan.Title, ct));
        if (copies is 0) return Ending.With(Card("Not here", Text($"We have no copy of {loan.Title}.")));

        var reason = loan.IsLong ? await dialog.Ask("reason", ReasonForm) : null;
        var number = await dialog.Do("lend",
            (Library library, CancellationToken ct) => library.Lend(dialog.Id, loan.Title, reason?.Text, ct));
        return Ending.With(Card("Lent", Text($"{loan.Title} is yours, as loan {number}.")));
    }

    private static readonly Form<Loan> LoanForm = new(
        Card(
            "Which book?",
            Heading("Which book?"),
            Line(nameof(Loan.Title), "Title") with { IsRequired = true, ErrorMessage = "Please name a book." },
            Tick(nameof(Loan.IsLong), "For how long?", "More than a month")),
        check: loan => Problems.None.When(loan.Title.Length > 80, nameof(Loan.Title), "Shorter, please."))
    {
        Submit = "Lend it",
        MainInput = nameof(Loan.Title),
    };

    private static readonly Form<Reason> ReasonForm = new(Card("Why so long?", Paragraph(nameof(Reason.Text), "Why so long?")));
}

internal sealed record Loan(string Title, bool IsLong = false);

internal sealed record Reason(string? Text);

[JsonSerializable(typeof(Loan))]
[JsonSerializable(typeof(Reason))]
[JsonSerializable(typeof(int))]
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class LendingJson : JsonSerializerContext;

/// <summary>The outside of the example.</summary>
internal sealed class Library
{
    public List<(string Loan, string Title, string? Reason)> Lent { get; } = [];

    public ValueTask<int> CopiesOf(string title, CancellationToken ct) => new(title is "Emma" ? 2 : 0);

    public ValueTask<int> Lend(string loan, string title, string? reason, CancellationToken ct)
    {
        Lent.Add((loan, title, reason));
        return new(Lent.Count);
    }
}
