using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.People;

/// <summary>The people who look after the bot: those of the settings, and those who were given the role.</summary>
internal sealed class Administrators(IOptions<RolesSettings> settings)
{
    /// <summary>Those of them whom the bot knows.</summary>
    public IEnumerable<Person> Known(Statements database)
    {
        var found = new List<Person?>();
        foreach (var id in settings.Value.Administrators) found.Add(PersonRows.Find(database, id, null));

        var given = new List<long>();
        using (var rows = database.Read($"SELECT person FROM roles WHERE role = 'administrator' AND team IS NULL"))
        {
            while (rows.Read()) given.Add(rows.GetInt64(0));
        }

        foreach (var id in given) found.Add(PersonRows.Find(database, new PersonId(id)));
        return found.OfType<Person>().DistinctBy(person => person.Id);
    }

    /// <summary>Where to write to them.</summary>
    /// <param name="serviceUrl">The connector to use where a personal chat is not known yet.</param>
    public IEnumerable<Address> PersonalChats(Statements database, string? serviceUrl) =>
        Known(database).Select(person => KnownConversations.PersonalChat(database, person, serviceUrl)).OfType<Address>();
}
