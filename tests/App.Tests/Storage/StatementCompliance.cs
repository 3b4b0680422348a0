using FluentAssertions;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Storage;

/// <summary>What every engine must do.</summary>
public abstract class StatementCompliance : IDisposable
{
    private readonly TemporaryDatabase _file;

    private protected StatementCompliance(StorageEngine engine) => _file = new(engine: engine);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _file.Dispose();
    }

    [StoreFact]
    public void Texts_come_back_as_they_were()
    {
        foreach (var text in new[] { "", "plain", "العربية 中文 🙂 <script>'; DROP TABLE people; --" }) Returned(text).Should().Be(text);
    }

    [StoreFact]
    public void A_statement_that_runs_ends_when_its_reader_is_cancelled_and_the_connection_is_good_afterwards()
    {
        const string endless =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT COUNT(*) FROM n";
        using var session = _file.Database.OpenSession();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var began = TimeProvider.System.GetTimestamp();

        var prepared = () => session.Read(reading => reading.Statements[endless].Number(), soon.Token);
        prepared.Should().Throw<OperationCanceledException>();

        TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(TimeSpan.FromSeconds(12), "it would take minutes");
        session.Read(reading => reading.Statements["SELECT 1"].Number(), CancellationToken.None).Should().Be(1);
    }

    [StoreFact]
    public void What_no_engine_can_keep_of_a_text_becomes_visible_and_the_rest_stays()
    {
        Returned("zero \0 inside").Should().Be("zero ␀ inside");
        Returned("half \ud83d a smile").Should().Be("half \ufffd a smile");
    }

    [StoreFact]
    public void A_long_text_comes_back_whole()
    {
        var text = string.Concat(Enumerable.Repeat("ä🙂 ", 20_000));
        using var session = _file.Database.OpenSession();
        using var rows = session.Statements["SELECT CAST(@text AS text)"].Read(text);

        rows.Read();
        rows.GetString(0).Should().Be(text);
    }

    [StoreFact]
    public void Every_kind_of_value_comes_back()
    {
        using var session = _file.Database.OpenSession();
        using var rows = session.Statements["SELECT CAST(@whole AS bigint), CAST(@fraction AS double precision), CAST(@yes AS boolean), "
            + "CAST(@nothing AS bigint), CAST(@no_text AS text)"]
            .Read(long.MinValue, 0.25, true, (long?)null, (string?)null);

        rows.Read();
        rows.GetInt64(0).Should().Be(long.MinValue);
        rows.GetDouble(1).Should().Be(0.25);
        rows.GetBoolean(2).Should().BeTrue();
        rows.NumberOrNull(3).Should().BeNull();
        rows.TextOrNull(4).Should().BeNull();
    }

    [StoreFact]
    public async Task Bytes_come_back_also_when_there_are_none()
    {
        var kept = new byte[]?[] { [0, 1, 255], [], null };
        foreach (var bytes in kept)
        {
            await _file.Database.Commit(session =>
            {
                session.Statements[
                    "INSERT INTO outbox (kind, to_service_url, body, revision, attempts, created_at) VALUES (1, '', @body, 0, 0, 0)"]
                    .Execute(bytes);
                return default;
            });
        }

        using var session = _file.Database.OpenSession();
        using var rows = session.Statements["SELECT body FROM outbox ORDER BY id"].Read();
        foreach (var bytes in kept)
        {
            rows.Read().Should().BeTrue();
            rows.BytesOrNull(0).Should().Equal(bytes);
        }
    }

    [StoreFact]
    public void Values_follow_the_first_appearance_of_their_names()
    {
        using var session = _file.Database.OpenSession();
        using var rows = session.Statements["SELECT CAST(@b AS text), CAST(@a AS text), @b"].Read("first", "second");

        rows.Read();
        (rows.GetString(0), rows.GetString(1), rows.GetString(2)).Should().Be(("first", "second", "first"));
    }

    [StoreFact]
    public void A_wrong_number_of_values_is_refused()
    {
        using var session = _file.Database.OpenSession();

        var reading = () => session.Statements["SELECT CAST(@a AS bigint), CAST(@b AS bigint)"].Number(1);

        reading.Should().Throw<ArgumentException>().WithMessage("*takes 2 values and was given 1*");
    }

    [StoreFact]
    public void A_statement_may_begin_while_another_is_being_read()
    {
        using var session = _file.Database.OpenSession();
        using var outer = session.Statements["SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT NULL ORDER BY 1"].Read();
        var seen = new List<long?>();
        while (outer.Read())
        {
            session.Statements["SELECT 3"].Number().Should().Be(3);
            seen.Add(outer.NumberOrNull(0));
        }

        seen.Should().BeEquivalentTo(new long?[] { 1, 2, null });
    }

    [StoreFact]
    public void Rows_of_an_earlier_run_are_refused()
    {
        using var session = _file.Database.OpenSession();
        using var first = session.Statements["SELECT 1"].Read();
        using var second = session.Statements["SELECT 1"].Read();

        second.Read().Should().BeTrue();
        ((Func<bool>)(() => first.Read())).Should().Throw<InvalidOperationException>();
    }

    [StoreFact]
    public void A_statement_that_failed_can_be_run_again()
    {
        using var session = _file.Database.OpenSession();
        Func<int> writing = () => session.Statements["DELETE FROM people WHERE id = @id"].Execute(1);

        for (var i = 0; i < 2; i++) writing.Should().Throw<System.Data.Common.DbException>().WithMessage("*read*only*");
    }

    private string Returned(string text)
    {
        using var session = _file.Database.OpenSession();
        using var rows = session.Statements["SELECT CAST(@text AS text), CAST(@text AS text) IS NULL"].Read(text);

        rows.Read().Should().BeTrue();
        rows.GetBoolean(1).Should().BeFalse();
        return rows.GetString(0);
    }
}
