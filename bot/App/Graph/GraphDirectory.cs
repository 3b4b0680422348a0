using System.Globalization;
using System.Net.Http.Headers;
using Improvement.Bot.Framework.Connector;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Improvement.Bot.Graph;

/// <summary>
/// Asks Microsoft Graph. The only type that knows its library, which is large, so that it is loaded where the directory is switched on and
/// nowhere else. Paging is followed on the same host only; after an answer that says when to ask again, nothing is sent until then.
/// </summary>
internal sealed class GraphDirectory : IDisposable
{
    private const int PageSize = 999;

    private static readonly string[] Fields = ["id", "displayName", "givenName", "mail", "userType"];
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly Uri _graph;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly GraphServiceClient _client;
    private DateTimeOffset _notBefore;

    public GraphDirectory(DirectoryAccess access, TimeProvider time)
    {
        (_graph, _time) = (access.Graph, time);
        _http = new(access.Outgoing(new ConnectorOptions().CreateHandler())) { Timeout = Timeout.InfiniteTimeSpan };
        _client = new(_http, new AnonymousAuthenticationProvider(), new Uri(access.Graph, "v1.0").ToString());
    }

    /// <summary>What others see of it.</summary>
    public DirectoryClient Client => new() { Owners = Owners, Members = Members, AutomaticReply = RepliesOf };

    public void Dispose() => _http.Dispose();

    private Task<DirectoryAnswer<IReadOnlyList<DirectoryPerson>>> Owners(string group, CancellationToken ct)
    {
        var owners = _client.Groups[group].Owners;
        return All(
            () => owners.GetAsync(request =>
            {
                (request.QueryParameters.Select, request.QueryParameters.Top) = (Fields, PageSize);
            }, ct),
            next => owners.WithUrl(next).GetAsync(cancellationToken: ct));
    }

    private Task<DirectoryAnswer<IReadOnlyList<DirectoryPerson>>> Members(string group, CancellationToken ct)
    {
        var members = _client.Groups[group].Members;
        return All(
            () => members.GetAsync(request =>
            {
                (request.QueryParameters.Select, request.QueryParameters.Top) = (Fields, PageSize);
            }, ct),
            next => members.WithUrl(next).GetAsync(cancellationToken: ct));
    }

    private Task<DirectoryAnswer<AutomaticReply>> RepliesOf(string person, CancellationToken ct)
    {
        var request = new RequestInformation(
            Method.GET, "{+baseurl}/users/{user}/mailboxSettings/automaticRepliesSetting", new Dictionary<string, object>
            {
                ["baseurl"] = _client.RequestAdapter.BaseUrl!,
                ["user"] = person,
            });
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("Prefer", "outlook.timezone=\"UTC\"");
        return Ask(async () => ReadReply(await _client.RequestAdapter.SendAsync(
            request, AutomaticRepliesSetting.CreateFromDiscriminatorValue,
            new() { ["XXX"] = ODataError.CreateFromDiscriminatorValue }, ct)));
    }

    /// <summary>All pages of people.</summary>
    private Task<DirectoryAnswer<IReadOnlyList<DirectoryPerson>>> All(
        Func<Task<DirectoryObjectCollectionResponse?>> first, Func<string, Task<DirectoryObjectCollectionResponse?>> following) =>
        Ask<IReadOnlyList<DirectoryPerson>>(async () =>
        {
            var found = new List<DirectoryPerson>();
            for (var page = await first(); page is not null; page = await following(page.OdataNextLink))
            {
                found.AddRange((page.Value ?? []).OfType<User>().Where(user => user.Id is { Length: > 0 }).Select(PersonOf));
                if (page.OdataNextLink is not { Length: > 0 } next) break;
                if (!IsHere(next)) throw new InvalidDataException("The next page is elsewhere.");
            }

            return found;
        });

    private async Task<DirectoryAnswer<T>> Ask<T>(Func<Task<T>> call)
    {
        var left = _notBefore - _time.GetUtcNow();
        if (left > TimeSpan.Zero) return Failed<T>(DirectoryFailureKind.Throttled, "429", left);
        try
        {
            return new(await call());
        }
        catch (ApiException e)
        {
            return DirectoryAnswer<T>.Failed(FailureOf(e));
        }
        catch (OperationCanceledException)
        {
            return Failed<T>(DirectoryFailureKind.Silent, "no answer in time");
        }
        catch (Exception e) // what a library makes of an answer that is none
        {
            return Failed<T>(DirectoryFailureKind.Silent, e.GetType().Name);
        }
    }

    private DirectoryFailure FailureOf(ApiException failure)
    {
        var reason = (failure as ODataError)?.Error?.Code is { Length: > 0 } code
            ? $"{failure.ResponseStatusCode} {code}"
            : failure.ResponseStatusCode.ToString(CultureInfo.InvariantCulture);
        switch (failure.ResponseStatusCode)
        {
            case 401 or 403: return new(DirectoryFailureKind.Refused, reason);
            case 404: return new(DirectoryFailureKind.Missing, reason);
            case 429 or 503:
                var pause = PauseOf(failure);
                _notBefore = _time.GetUtcNow() + pause;
                return new(DirectoryFailureKind.Throttled, reason, pause);
            default: return new(DirectoryFailureKind.Silent, reason);
        }
    }

    /// <summary>How long the answer wants nothing to be sent; never longer than an hour, whatever it says.</summary>
    private TimeSpan PauseOf(ApiException failure)
    {
        var told = failure.ResponseHeaders?.FirstOrDefault(
            header => string.Equals(header.Key, "Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
        var pause = !RetryConditionHeaderValue.TryParse(told, out var after) ? UsualPause
            : after.Delta ?? after.Date - _time.GetUtcNow() ?? UsualPause;
        return pause > LongestPause ? LongestPause : pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    private bool IsHere(string address) => Uri.TryCreate(address, UriKind.Absolute, out var next)
        && next.Scheme == _graph.Scheme && next.Authority == _graph.Authority;

    private static DirectoryPerson PersonOf(User user) => new(
        user.Id!, Filled(user.DisplayName), Filled(user.GivenName), Filled(user.Mail),
        string.Equals(user.UserType, "Member", StringComparison.OrdinalIgnoreCase));

    private static string? Filled(string? text) => text is { Length: > 0 } ? text : null;

    private static AutomaticReply ReadReply(AutomaticRepliesSetting? told) => told?.Status switch
    {
        AutomaticRepliesStatus.AlwaysEnabled => new(true),
        AutomaticRepliesStatus.Scheduled when MomentOf(told.ScheduledStartDateTime) is { } from =>
            new(true, from, MomentOf(told.ScheduledEndDateTime)),
        _ => AutomaticReply.Off,
    };

    /// <summary>A moment in UTC, as it was asked for; null for one in a time zone that nobody asked for and nobody here knows.</summary>
    private static DateTimeOffset? MomentOf(DateTimeTimeZone? told)
    {
        if (!DateTime.TryParse(told?.DateTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return null;
        var local = DateTime.SpecifyKind(moment, DateTimeKind.Unspecified);
        if (told?.TimeZone is null or "" or "UTC" or "Etc/GMT") return new(local, TimeSpan.Zero);
        return TimeZoneInfo.TryFindSystemTimeZoneById(told.TimeZone, out var zone) ? new(TimeZoneInfo.ConvertTimeToUtc(local, zone)) : null;
    }

    private static DirectoryAnswer<T> Failed<T>(DirectoryFailureKind kind, string reason, TimeSpan? retryAfter = null) =>
        DirectoryAnswer<T>.Failed(new(kind, reason, retryAfter));
}
