using FluentAssertions;
using Improvement.Bot.Storage.Sqlite;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

public sealed class StatementTests : IDisposable
{
    private readonly TemporaryDatabase _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("zero \0 inside")]
    [InlineData("العربية 中文 🙂 <script>'; DROP TABLE people; --")]
    public void Texts_come_back_as_they_were(string text)
    {
        using var session = _file.Database.OpenSession();
        using var rows = session.Statements["SELECT @text, @text IS NULL"].Read(text);

        rows.Read().Should().BeTrue();
        rows.TextOrNull(0).Should().Be(text);
        rows.GetBoolean(1).Should().BeFalse();
    }

    [Fact]
    public void A_long_text_comes_back_whole()
    {
        var text = string.Concat(Enumerable.Repeat("ä🙂 ", 20_000));
        using var session = _file.Database.OpenSession();
        using var rows = session.Statements["SELECT @text"].Read(text);

        rows.Read();
        rows.GetString(0).Should().Be(text);
    }

    [Fact]
    public void Every_kind_of_value_comes_back()
    {
        using var session = _file.Database.OpenSession();
        using var rows = session.Statements["SELECT @whole, @fraction, @yes, @bytes, @none_bytes, @nothing, @no_text"]
            .Read(long.MinValue, 0.25, true, new byte[] { 0, 1, 255 }, Array.Empty<byte>(), (long?)null, (string?)null);

        rows.Read();
        rows.GetInt64(0).Should().Be(long.MinValue);
        rows.GetDouble(1).Should().Be(0.25);
        rows.GetBoolean(2).Should().BeTrue();
        rows.GetBytes(3).Should().Equal(0, 1, 255);
        rows.BytesOrNull(4).Should().NotBeNull().And.BeEmpty();
        rows.NumberOrNull(5).Should().BeNull();
        rows.TextOrNull(6).Should().BeNull();
    }

    [Fact]
    public void Values_follow_the_first_appearance_of_their_names()
    {
        using var session = _file.Database.OpenSession();
        using var rows = session.Statements["SELECT @b, @a, @b"].Read("first", "second");

        rows.Read();
        (rows.GetString(0), rows.GetString(1), rows.GetString(2)).Should().Be(("first", "second", "first"));
    }

    [Fact]
    public void A_wrong_number_of_values_is_refused()
    {
        using var session = _file.Database.OpenSession();

        var reading = () => session.Statements["SELECT @a, @b"].Number(1);

        reading.Should().Throw<ArgumentException>().WithMessage("*takes 2 values and was given 1*");
    }

    [Fact]
    public void Rows_of_an_earlier_run_are_refused()
    {
        using var session = _file.Database.OpenSession();
        using var first = session.Statements["SELECT 1"].Read();
        using var second = session.Statements["SELECT 1"].Read();

        second.Read().Should().BeTrue();
        ((Func<bool>)(() => first.Read())).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void A_statement_that_failed_can_be_run_again()
    {
        using var session = _file.Database.OpenSession();
        Func<int> writing = () => session.Statements["DELETE FROM people WHERE id = @id"].Execute(1);

        for (var i = 0; i < 2; i++) writing.Should().Throw<Microsoft.Data.Sqlite.SqliteException>().WithMessage("*readonly*");
    }
}
