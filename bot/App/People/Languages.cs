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
    public T At<T>(Address place, Func<T> words) => In(Ask(place), words);

    /// <summary>Asks for the language of whoever reads there, in the round trip of what is asked next.</summary>
    public Answer<string?> Ask(Address place) => place.Person is { } person
        ? session.Statements.Ask(
            $"SELECT locale FROM people WHERE channel_user_id = {person} OR aad_object_id = {person} ORDER BY id LIMIT 1", First)
        : session.Statements.Ask($"""
            SELECT COALESCE(people.locale, teams.language) FROM conversations
            LEFT JOIN people ON people.id = conversations.person LEFT JOIN teams ON teams.id = conversations.team
            WHERE conversations.id = {Address.ChannelOf(place.Conversation ?? "")}
            """, First);

    /// <summary>Makes words in the language that was asked for.</summary>
    public T In<T>(Answer<string?> locale, Func<T> words)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = options.Value.LanguageFor(locale.Value);
        try
        {
            return words();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static string? First(Rows rows) => rows.Read() ? rows.TextOrNull(0) : null;
}
