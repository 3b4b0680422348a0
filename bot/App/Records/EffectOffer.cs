using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Records;

/// <summary>
/// The way from a record to what is measured of it; the slice that measures registers it, and the slice of the record draws the button.
/// </summary>
/// <param name="Button">
/// The button for whoever acts; null where they may not see what is measured. The last argument says whether something can still begin to
/// be measured; where not, there is a button only if something is.
/// </param>
/// <param name="InTeam">The same for the people of a team that works by a record of another one; asks nobody whether they are.</param>
internal sealed record EffectOffer(
    Func<IServiceProvider, RecordId, bool, CardAction?> Button, Func<IServiceProvider, RecordId, TeamId, bool, CardAction?> InTeam)
{
    /// <summary>The button on a record, for whoever acts.</summary>
    /// <param name="mayBegin">Whether something can still begin to be measured.</param>
    public static CardAction? On(IServiceProvider services, RecordId record, bool mayBegin) =>
        services.GetService<EffectOffer>()?.Button(services, record, mayBegin);

    /// <summary>The button on what a team does with a record of another one, for its people.</summary>
    /// <param name="mayBegin">Whether something can still begin to be measured.</param>
    public static CardAction? On(IServiceProvider services, RecordId record, TeamId team, bool mayBegin) =>
        services.GetService<EffectOffer>()?.InTeam(services, record, team, mayBegin);
}
