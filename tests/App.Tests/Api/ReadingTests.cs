using System.Buffers.Text;
using System.Text;
using FluentAssertions;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>
/// Requests as programs really send them: read where they can mean one thing, refused with words that help where they cannot, and never a
/// failure of the bot.
/// </summary>
public abstract class ReadingTests(ApiProduct product)
{
    public sealed class OnSqlite(ApiProduct product) : ReadingTests(product), IClassFixture<ApiProduct>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresApiProduct product) : ReadingTests(product), IClassFixture<PostgresApiProduct>;

    private const string Errors = "/api/v1/errors";

    [StoreTheory]
    [InlineData("""{"story":"a failed","story":"b failed"}""", "/story")]
    [InlineData("""{"story":"a failed","\u0073tory":"b failed"}""", "/story")]
    [InlineData("""{"story":"a failed","a/b":1,"a/b":2}""", "/a~1b")]
    public async Task A_member_that_is_there_twice_is_named(string body, string pointer)
    {
        using var agent = await Agent();

        foreach (var path in (string[])[Errors, $"{Errors}/similar", $"{Errors}/1/witnesses"])
        {
            var answer = await agent.Post(path, body);

            (answer.Status, answer.Problem).Should().Be((400, "unreadable"));
            answer.Complaints.Keys.Should().Equal(pointer);
            answer.Json.GetProperty("detail")
                .GetString()
                .Should()
                .Contain(pointer[1..].Replace("~1", "/", StringComparison.Ordinal)).And.NotContain("line");
        }
    }

    [StoreTheory]
    [InlineData("{", "line 1, byte 2")]
    [InlineData("{\n\"story\": 'x'}", "line 2, byte 10")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("\"story\"", "must be a JSON object")]
    [InlineData("deep", "more than 16 levels")]
    public async Task A_body_that_is_no_object_is_told_where(string body, string words)
    {
        using var agent = await Agent();

        var answer = await agent.Post(Errors, body is "deep" ? $$"""{"story":{{new string('[', 60)}}{{new string(']', 60)}}}""" : body);

        (answer.Status, answer.Problem).Should().Be((400, "unreadable"));
        answer.Json.GetProperty("detail").GetString().Should().Contain(words).And.NotContain("line ,");
    }

    [StoreFact]
    public async Task Thousands_of_wrong_members_make_a_short_answer()
    {
        using var agent = await Agent();
        var spellings = Enumerable.Range(0, 20_000).Select(i =>
            string.Concat(Convert.ToString(i, 2).PadLeft(15, '0').Select(bit => bit is '0' ? 'a' : 'A')));

        var answer = await agent.Post(Errors, "{" + string.Join(',', spellings.Select(name => $"\"{name}\":1")) + "}");

        answer.Problem.Should().Be("invalid");
        answer.Complaints.Should().HaveCountLessThanOrEqualTo(20);
    }

    [StoreTheory]
    [InlineData("03-05-2026 09:12", "2026-05-03T09:12:00Z", "2026-03-05T09:12:00Z")]
    [InlineData("03/05/2026", "2026-05-03", "2026-03-05")]
    [InlineData("3/5/2026 9:12 PM", "2026-05-03T21:12:00Z", "2026-03-05T21:12:00Z")]
    [InlineData("3-5-26", "2026-05-03", "2026-03-05")]
    [InlineData("03 05 2026T09:12+02:00", "2026-05-03T09:12:00+02:00", "2026-03-05T09:12:00+02:00")]
    [InlineData("23-05-2026 09:12", "2026-05-23T09:12:00Z", null)]
    [InlineData("05/23/2026", "2026-05-23", null)]
    [InlineData("05-05-2026", "2026-05-05", null)]
    [InlineData("03.05.2026", "2026-05-03", null)]
    [InlineData("5 March 2026 09:12", "2026-03-05T09:12:00Z", null)]
    [InlineData("Thu, 05 Mar 2026 09:12:00 GMT", "2026-03-05T09:12:00Z", null)]
    public async Task A_day_that_does_not_begin_with_its_year_is_refused_with_what_it_may_mean(string typed, string reading, string? other)
    {
        using var agent = await Agent();

        var answer = await agent.Post(Errors, new { story = "A day was written in another order", occurredAt = typed });

        answer.Status.Should().Be(422, answer.Body);
        answer.Complaints["/occurredAt"].Should().Contain(reading).And.Contain(typed);
        if (other is not null) answer.Complaints["/occurredAt"].Should().Contain(other);
        (await agent.Post($"{Errors}/1/witnesses", new { occurredAt = typed })).Complaints["/occurredAt"]
            .Should()
            .Contain(reading, "it is read alike everywhere");
    }

    [StoreTheory]
    [InlineData("2026-03-05T09:12:00Z", "2026-03-05T09:12:00+00:00")]
    [InlineData("2026-03-05t09:12z", "2026-03-05T09:12:00+00:00")]
    [InlineData("2026-03-05 09:12:07,5", "2026-03-05T09:12:07.5+00:00")]
    [InlineData("2026-03-05T09:12:07.123456789123+0530", "2026-03-05T03:42:07.123+00:00")]
    [InlineData("20260305T091207-05", "2026-03-05T14:12:07+00:00")]
    [InlineData("2026-3-5", "2026-03-05T00:00:00+00:00")]
    [InlineData("2026/03/05 9:12", "2026-03-05T09:12:00+00:00")]
    public async Task A_day_that_begins_with_its_year_is_read(string typed, string meant)
    {
        using var agent = await Agent();

        var answer = await agent.Post(Errors, new { story = "A day was written the year first", occurredAt = typed });

        answer.Status.Should().Be(201, answer.Body);
        answer.Json.GetProperty("error")
            .GetProperty("occurredAt")
            .GetDateTimeOffset()
            .Should()
            .Be(DateTimeOffset.Parse(meant, System.Globalization.CultureInfo.InvariantCulture));
    }

    [StoreTheory]
    [InlineData("2026-02-30")]
    [InlineData("2026-03-05T25:00")]
    [InlineData("2026-03-05T09:12+99:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("31/31/2026")]
    [InlineData("yesterday")]
    [InlineData("1772700000")]
    [InlineData("-5")]
    [InlineData("2026-03-05T09:12:00Z[Europe/Berlin]")]
    [InlineData("٢٠٢٦-٠٣-٠٥")]
    public async Task What_is_no_moment_is_told_how_to_write_one(string typed)
    {
        using var agent = await Agent();

        (await agent.Post(Errors, new { story = "No day at all", occurredAt = typed })).Complaints["/occurredAt"]
            .Should()
            .Contain("2026-03-02T09:30:00Z");
    }

    [StoreTheory]
    [InlineData("application/json;charset=\"utf-8\"")]
    [InlineData("Application/JSON; Charset=UTF-8")]
    [InlineData("application/json ;  charset=utf8")]
    [InlineData("application/vnd.agent+json; charset=\"UTF-8\"; profile=x")]
    public async Task JSON_is_taken_however_its_media_type_is_spelt(string type)
    {
        using var agent = await Agent();

        (await Send(agent, """{"story":"The media type is spelt oddly"}"""u8.ToArray(), type)).Status.Should().Be(201);
    }

    [StoreTheory]
    [InlineData("text/plain")]
    [InlineData("text/json+json")]
    [InlineData("application/json; charset=\"utf-16\"")]
    [InlineData("application/jsonp")]
    [InlineData("json")]
    public async Task Other_media_types_are_refused(string type)
    {
        using var agent = await Agent();

        (await Send(agent, """{"story":"Another media type"}"""u8.ToArray(), type)).Problem.Should().Be("unsupported-media-type");
    }

    [StoreFact]
    public async Task A_compressed_body_is_refused_with_the_words_whether_it_says_so_or_not()
    {
        using var agent = await Agent();
        using var packed = new MemoryStream();
        await using (
            var gzip = new System.IO.Compression.GZipStream(
                packed, System.IO.Compression.CompressionLevel.Fastest,
                leaveOpen: true)) await gzip.WriteAsync("""{"story":"It was packed"}"""u8.ToArray());

        foreach (var coding in (string?[])["gzip", "x-gzip", "GZIP", "br", "identity, deflate", null])
        {
            var answer = await Send(agent, packed.ToArray(), "application/json", coding);
            (answer.Status, answer.Problem).Should().Be((415, "unsupported-media-type"), coding);
            answer.Json.GetProperty("detail").GetString().Should().Contain("Compressed");
        }

        (await Send(agent, """{"story":"It was not packed"}"""u8.ToArray(), "application/json", "identity")).Status.Should().Be(201);
    }

    [StoreFact]
    public async Task A_byte_order_mark_is_passed_over_and_another_encoding_than_UTF8_is_named()
    {
        using var agent = await Agent();
        const string body = """{"story":"Ein Zeichen stand davor: ä"}""";

        var marked = await Send(agent, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(body)], "application/json");
        marked.Status.Should().Be(201, marked.Body);
        marked.Json.GetProperty("error").GetProperty("story").GetString().Should().Be("Ein Zeichen stand davor: ä");
        (await Send(agent, [0xEF, 0xBB, 0xBF], "application/json")).Problem.Should().Be("invalid", "it is an empty body");

        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
        {
            foreach (var bytes in (byte[][])[encoding.GetBytes(body), [.. encoding.Preamble, .. encoding.GetBytes(body)]])
            {
                var answer = await Send(agent, bytes, "application/json");
                answer.Status.Should().Be(415);
                answer.Json.GetProperty("detail").GetString().Should().Contain("UTF-8").And.Contain("UTF-16");
            }
        }
    }

    [StoreTheory]
    [InlineData("-9223372036854775808.1")]
    [InlineData("-62135596800001.1")]
    [InlineData("253402300800000.1")]
    [InlineData("9223372036854775807.9223372036854775807")]
    [InlineData("1.-1")]
    [InlineData("1")]
    [InlineData("1.2.3")]
    [InlineData("+1. 1")]
    [InlineData("\0.\0")]
    public async Task A_cursor_that_nobody_gave_is_refused(string cursor)
    {
        using var agent = await Agent();

        foreach (var spelt in (string[])[cursor, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(cursor))])
        {
            var answer = await agent.Get($"{Errors}?cursor={Uri.EscapeDataString(spelt)}");
            (answer.Status, answer.Problem).Should().Be((400, "unreadable"), answer.Body);
            answer.Complaints.Should().ContainKey("cursor");
        }
    }

    [StoreTheory]
    [InlineData("limit=ten", 400, "unreadable")]
    [InlineData("limit=1e9", 400, "unreadable")]
    [InlineData("limit=99999999999999999999", 400, "unreadable")]
    [InlineData("limit=0", 422, "invalid")]
    [InlineData("limit=-1", 422, "invalid")]
    [InlineData("limit=101", 422, "invalid")]
    public async Task A_limit_that_is_no_number_cannot_be_read_and_one_that_is_too_large_cannot_be_taken(
        string query, int status, string problem)
    {
        using var agent = await Agent();

        var answer = await agent.Get($"{Errors}?{query}");

        (answer.Status, answer.Problem).Should().Be((status, problem), answer.Body);
        answer.Complaints.Keys.Should().Equal("limit");
    }

    [StoreTheory]
    [InlineData("-62135596800000.0")]
    [InlineData("253402300799999.1")]
    [InlineData("0.9223372036854775807")]
    public async Task A_cursor_at_the_ends_of_time_is_only_an_empty_or_a_first_page(string cursor)
    {
        using var agent = await Agent();

        (await agent.Get($"{Errors}?cursor={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(cursor))}")).Status.Should().Be(200);
    }

    [StoreFact]
    public async Task No_query_and_no_path_makes_the_bot_fail()
    {
        using var agent = await Agent();
        var chance = new Random(20261126);
        string[] names =
            ["q", "team", "state", "severity", "category", "since", "until", "last", "limit", "cursor", "colour", "", "Q", "%00"];
        string[] odd =
            ["", "%00", "a%00b", "%ED%A0%80", "%FF%FE", "%F0%9F%98%80", "%22", "%22%22%22", "-", "--", "-%22", ":", "team:", "since:",
                "%27%3B--", "*", "%25", "_", "%5C", "%0A", "(((", ")",
            "0", "-1", "1", "99999999999999999999", "1e9", "NaN", "0001-01-01", "9999-12-31", "0000-00-00", "2026-02-30", "99999999y",
            "2147483647d", "9999y", "last:9999y", "0d", "<", ">", ">=", "<>=3", "3-1", "1-", "-3", "5..1",
            "severity>=3", "open,closed", ",", ",,,", "none", "state:open", new string('a', 600), new string('%', 3), "+", "%2B", "ERR-1",
                "LTkyMjMzNzIwMzY4NTQ3NzU4MDguMQ", "====", "%C4%B0", "%EF%BC%A1", "a%CC%81"];
        string[] numbers = [
            "0", "1", "-1", "%00", "1%00", "ERR-1", "err-%ED%A0%80", "%2F", "..", "%2E%2E", "1;2", "１", "٣", "9223372036854775807",
            "9223372036854775808", "1.0", "0x1", "%F0%9F%98%80", new string('9', 300)];

        for (var i = 0; i < 500; i++)
        {
            var query = string.Join(
                '&',
                Enumerable.Range(0, chance.Next(1, 4)).Select(_ => $"{names[chance.Next(names.Length)]}={odd[chance.Next(odd.Length)]}"));
            var (method, path) = chance.Next(4) switch
            {
                0 => (HttpMethod.Get, $"{Errors}/{numbers[chance.Next(numbers.Length)]}?{query}"),
                1 => (HttpMethod.Post, $"{Errors}/{numbers[chance.Next(numbers.Length)]}/witnesses"),
                _ => (HttpMethod.Get, $"{Errors}?{query}"),
            };

            var answer = await agent.Send(
                method, path, method == HttpMethod.Post ? new StringContent("{}", Encoding.UTF8, "application/json") : null);

            answer.Status.Should().BeOneOf([200, 201, 400, 404, 405, 409, 415, 422], path);
        }

        product.Failures.Should().BeEmpty();
    }

    private async Task<Caller> Agent() =>
        await product.CallerIn(product.Teams.Teams is [.., var last] ? last : await product.TeamOf(product.Somebody()));

    private static Task<Answered> Send(Caller agent, byte[] body, string type, string? coding = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (coding is not null) content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        return agent.Send(HttpMethod.Post, Errors, content);
    }
}
