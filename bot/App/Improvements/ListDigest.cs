using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Improvements;

/// <summary>The first of the prioritised list, as a digest tells them; to a person, the first of their own.</summary>
internal sealed class ListDigest(ImprovementList list, KnownPeople people, Actor actor, IServiceProvider services)
{
    /// <summary>Lines at most, as a team cannot do more at once.</summary>
    private const int Most = 5;

    /// <summary>What the list tells.</summary>
    public static DigestPart Of(IServiceProvider services, DigestQuery query) =>
        services.GetRequiredService<ListDigest>().Of(query);

    private DigestPart Of(DigestQuery query)
    {
        if (!query.AsksFor(DigestSection.Actions)) return DigestPart.Empty;
        if (query.Reader is { } reader && !list.HasOwn(query.Team.Id, reader, query)) return DigestPart.Empty;
        var ranked = list.Of([query.Team.Id], query.Reader, query).Ranked
            .Where(each => query.Reader is null || each.Candidate.Owner == query.Reader.Person).ToList();
        var first = ranked.Take(Math.Min(Most, query.MostLines)).ToList();
        var owners = people.Find([.. first.Select(each => each.Candidate.Owner?.Value).OfType<long>()])
            .ToDictionary(owner => owner.Id, owner => owner.ShownName);
        return new([.. first.Select(each => Line(each, owners))])
        {
            Totals = new Dictionary<DigestSection, int> { [DigestSection.Actions] = ranked.Count },
        };
    }

    private DigestLine Line(RankedCandidate ranked, Dictionary<PersonId, string> owners)
    {
        var record = ranked.Candidate.Record;
        var owner = ranked.Candidate.Owner is { } id ? owners.GetValueOrDefault(id) : null;
        return new(
            DigestSection.Actions, record, record.Kind.Line(services, record.Number)?.Title,
            Say(
                ImprovementTexts.DigestLine, owner ?? ImprovementTexts.Nobody, ListCards.Age(ranked.Candidate.Since, actor.Now)));
    }
}
