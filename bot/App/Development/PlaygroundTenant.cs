namespace Improvement.Bot.Development;

/// <summary>
/// The tenant that the chat page plays: six people, a personal chat, a group chat and a team with two channels.
/// The ids are fixed and shaped like those of Teams, so that what was said before a restart still belongs to the same people and places.
/// </summary>
internal static class PlaygroundTenant
{
    /// <summary>The tenant.</summary>
    public const string Id = "7d1c2f30-0000-4000-8000-000000000001";

    /// <summary>The Entra object id of the person who uses the chat page.</summary>
    public const string CurrentUserObjectId = "7d1c2f30-0000-4000-8000-0000000000a0";

    /// <summary>The personal chat of that person with the bot.</summary>
    public const string PersonalChat = "a:personal-alex";

    /// <summary>The team, which is also the id of its General channel.</summary>
    public const string Team = "19:operations@thread.tacv2";

    /// <summary>The Entra group id of the team.</summary>
    public const string TeamGroupId = "7d1c2f30-0000-4000-8000-0000000000c0";

    /// <summary>The name of the team.</summary>
    public const string TeamName = "Operations";

    /// <summary>Name of the file in which the chat page looks for all this, in its working directory.</summary>
    public const string FileName = ".m365agentsplayground.yml";

    /// <summary>The content of that file: JSON, which is YAML as well.</summary>
    public const string Configuration = $$"""
        {
          "version": "0.1.1",
          "tenantId": "{{Id}}",
          "bot": { "id": "28:7d1c2f30-0000-4000-8000-0000000000b0", "name": "Improvement Bot" },
          "currentUser": { "id": "29:alex", "name": "Alex Rivera", "givenName": "Alex", "surname": "Rivera", "email": "alex@example.com",
            "userPrincipleName": "alex@example.com", "aadObjectId": "{{CurrentUserObjectId}}" },
          "users": [
            { "id": "29:bao", "name": "Bao Nguyen", "givenName": "Bao", "surname": "Nguyen", "email": "bao@example.com",
              "userPrincipleName": "bao@example.com", "aadObjectId": "7d1c2f30-0000-4000-8000-0000000000a1" },
            { "id": "29:chidi", "name": "Chidi Okafor", "givenName": "Chidi", "surname": "Okafor", "email": "chidi@example.com",
              "userPrincipleName": "chidi@example.com", "aadObjectId": "7d1c2f30-0000-4000-8000-0000000000a2" },
            { "id": "29:dana", "name": "Dana Levi", "givenName": "Dana", "surname": "Levi", "email": "dana@example.com",
              "userPrincipleName": "dana@example.com", "aadObjectId": "7d1c2f30-0000-4000-8000-0000000000a3" },
            { "id": "29:elif", "name": "Elif Kaya", "givenName": "Elif", "surname": "Kaya", "email": "elif@example.com",
              "userPrincipleName": "elif@example.com", "aadObjectId": "7d1c2f30-0000-4000-8000-0000000000a4" },
            { "id": "29:farid", "name": "Farid Haddad", "givenName": "Farid", "surname": "Haddad", "email": "farid@example.com",
              "userPrincipleName": "farid@example.com", "aadObjectId": "7d1c2f30-0000-4000-8000-0000000000a5" }
          ],
          "personalChat": { "id": "{{PersonalChat}}" },
          "groupChat": { "id": "19:night-shift@thread.v2", "name": "Night shift" },
          "team": {
            "id": "{{Team}}", "name": "{{TeamName}}", "aadGroupId": "{{TeamGroupId}}",
            "channels": [ { "id": "19:releases@thread.tacv2", "name": "Releases" } ]
          }
        }

        """;
}
