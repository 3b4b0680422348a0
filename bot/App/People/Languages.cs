using System.Globalization;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.People;

/// <summary>In which language something is said where: to one person in theirs, in a channel in the team's.</summary>
internal sealed class Languages(Session session, IOptions<TurnOptions> options)
{
    /// <summary>Makes words in the language of whoever reads them there.</summary>
    public T At<T>(Address place, Func<T> words)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = options.Value.LanguageFor(LocaleAt(place));
        try
        {
            return words();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private string? LocaleAt(Address place) => place.Person is { } person
        ? First(session.Statements.Read(
            $"SELECT locale FROM people WHERE channel_user_id = {person} OR aad_object_id = {person} ORDER BY id LIMIT 1"))
        : First(session.Statements.Read($"""
            SELECT COALESCE(people.locale, teams.language) FROM conversations
            LEFT JOIN people ON people.id = conversations.person LEFT JOIN teams ON teams.id = conversations.team
            WHERE conversations.id = {Address.ChannelOf(place.Conversation ?? "")}
            """));

    private static string? First(Rows rows)
    {
        using (rows) return rows.Read() ? rows.TextOrNull(0) : null;
    }
}
