using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Edits;

/// <summary><em>Add detail</em>: adds something learned later.</summary>
internal sealed class AddDetail(ErrorChange change)
{
    /// <summary>Characters of a detail in a line of the channel; the card below has more of it.</summary>
    private const int LineShown = 200;

    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog =
        ErrorChange.Dialog("add-detail", new ChangeDialog<AddDetail, ErrorEdit, Addition>(ErrorKind.Definition)
        {
            Look = (detail, number, _) => new(detail.Look(number)),
            Ask = found => Form(found.Number),
            Change = (detail, found, addition, origin, _) => new(detail.Add(found.Number, addition, origin)),
            View = ErrorViews.Reporter,
        });

    private ChangeResult<ErrorEdit> Look(long number) => new(number, change.Allowed(number, ErrorAction.AddDetail).Refusal);

    /// <summary>Adds it; gives why not, or what shows it from then on.</summary>
    public ChangeResult<ErrorEdit> Add(long number, Addition addition, RequestOrigin origin)
    {
        var me = change.Me();
        var (error, refusal) = change.Allowed(number, ErrorAction.AddDetail);
        if (error is null) return new(number, refusal);
        var added = change.Statements.Execute($"""
            INSERT INTO error_additions {NewRow.Of(
                ("error", number), ("person", me.Value), ("dialog_id", origin.DialogId), ("text", addition.Text),
                ("created_at", change.Actor.Now))}
            ON CONFLICT DO NOTHING
            """);
        if (added > 0)
        {
            change.Note(
                error, "detail-added", origin,
                () => Say(ErrorTexts.LineDetailAdded, change.Actor.Name, ShortText.Cut(addition.Text, LineShown)));
        }

        return new(number) { View = change.ViewOf(error) };
    }

    /// <summary>One more thing about an error.</summary>
    public static Form<Addition> Form(long number)
    {
        var heading = ErrorChange.Titled(ErrorTexts.AddDetailHeading, number);
        return new(
            Card(
                heading,
                Heading(heading),
                Paragraph(nameof(Addition.Text), ErrorTexts.WhatElse) with { IsRequired = true, ErrorMessage = ErrorTexts.DetailMissing }),
            addition =>
                Problems.None.When(
                    addition.Text.Length > Story.MaxLength, nameof(Addition.Text),
                    Say(ErrorTexts.StoryTooLong, addition.Text.Length, Story.MaxLength)))
        {
            Submit = ErrorTexts.AddIt,
            MainInput = nameof(Addition.Text),
        };
    }
}

/// <summary>Something learned after filing.</summary>
internal sealed record Addition(string Text);
