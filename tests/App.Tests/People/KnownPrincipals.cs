using Improvement.Bot.People;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.People;

/// <summary>Who somebody is, in the services of a test.</summary>
internal static class KnownPrincipals
{
    /// <summary>The roles and teams of somebody; those of a stranger where nobody has the number.</summary>
    public static Principal PrincipalOf(this IServiceProvider services, PersonId id) =>
        services.GetRequiredService<KnownPeople>().Find(id) is { } person
            ? services.GetRequiredService<PrincipalReader>().Of(person)
            : Principal.Stranger;
}
