using System.Collections.Immutable;
using Improvement.Bot.Records;

namespace Improvement.Bot.Pages;

/// <summary>
/// A page of the records of a kind, drawn for the browser of one person. Its slice registers it with
/// <see cref="PageServices.AddRecordPage"/>.
/// </summary>
/// <param name="Name">Stable name in links and the data of buttons; unique among the pages of its kind.</param>
/// <param name="Draw">
/// Draws the page of a record in the language of the moment, for the <see cref="People.Actor"/> of the scope; null where there is no such
/// record. It is asked only for somebody who sees the record.
/// </param>
internal sealed record RecordPage(string Name, RecordKind Kind, Func<IServiceProvider, long, PageBody?> Draw)
{
    /// <summary>What its button says, in the language of the moment.</summary>
    public Func<string> Button { get; init; } = () => PagesTexts.OpenAsPage;

    /// <summary>How much of the record somebody has to see.</summary>
    public AccessLevel AtLeast { get; init; } = AccessLevel.Everything;
}

/// <summary>What a page says, without what all pages have around it.</summary>
/// <param name="Title">The title of the document, and its heading.</param>
internal sealed record PageBody(string Title, ImmutableArray<Html> Parts)
{
    /// <summary>A body of parts; those that are null are left out.</summary>
    public static PageBody Of(string title, params ReadOnlySpan<Html?> parts)
    {
        var all = ImmutableArray.CreateBuilder<Html>();
        foreach (var part in parts)
        {
            if (part is not null) all.Add(part);
        }

        return new(title, all.DrainToImmutable());
    }
}
