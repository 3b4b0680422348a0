using Dapper;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

public sealed class RowMappingTests : IDisposable
{
    private readonly TemporaryDatabase _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Rows_become_records_whatever_types_the_engine_gives_its_columns()
    {
        var row = new Row(
            7, 3, null, 4, true, 0.25, DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123), null, new DateOnly(2026, 2, 28),
            Colour.Green, "whole", null);
        using var session = _file.Database.OpenSession();

        var read = session.Connection.QuerySingle<Row>(
            """
            SELECT @Id AS id, @Reporter AS reporter, @Team AS team, @Severity AS severity, @Restricted AS restricted, @Confidence AS confidence, @CreatedAt AS created_at,
                @ClosedAt AS closed_at, @LocalDate AS local_date, 'Green' AS colour, @Story AS story, @Detail AS detail
            """,
            row);

        read.Should().Be(row);
    }

    [Fact]
    public void Empty_columns_become_null()
    {
        using var session = _file.Database.OpenSession();

        session.Connection.QuerySingle<DateOnly?>("SELECT NULL").Should().BeNull();
        session.Connection.QuerySingle<DateTimeOffset?>("SELECT NULL").Should().BeNull();
        session.Connection.QuerySingle<DateOnly?>("SELECT '2026-02-28'").Should().Be(new DateOnly(2026, 2, 28));
    }

    private enum Colour
    {
        Red,
        Green,
    }

    private sealed record Row(
        long Id, long Reporter, long? Team, int? Severity, bool Restricted, double? Confidence, DateTimeOffset CreatedAt,
        DateTimeOffset? ClosedAt, DateOnly LocalDate,
        Colour Colour, string Story, string? Detail);
}
