using System.Net.Sockets;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage.Engine.Postgres;
using Npgsql;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

public sealed class PostgresFaultsTests
{
    [Theory]
    [InlineData("53100", StoreFault.Full)]
    [InlineData("25006", StoreFault.NotWritable)]
    [InlineData("58030", StoreFault.NotWritable)]
    [InlineData("53300", StoreFault.Busy)]
    [InlineData("57P03", StoreFault.Unreachable)]
    [InlineData("08006", StoreFault.Unreachable)]
    [InlineData("23505", null)]
    [InlineData("42P01", null)]
    public void What_the_server_says_is_recognised(string state, StoreFault? fault) =>
        PostgresFaults.Of(new PostgresException("said", "ERROR", "ERROR", state)).Should().Be(fault);

    [Fact]
    public void A_way_that_leads_nowhere_is_recognised_and_a_mistake_of_ours_is_not()
    {
        PostgresFaults.Of(new NpgsqlException("Failed to connect", new SocketException())).Should().Be(StoreFault.Unreachable);
        PostgresFaults.Of(new SocketException()).Should().Be(StoreFault.Unreachable);
        PostgresFaults.Of(new InvalidOperationException()).Should().BeNull();
    }

    [Theory]
    [InlineData("28P01", "*refuses the user 'bot'. Check Username and Password*")]
    [InlineData("3D000", "*has no database 'reports'. Create it*")]
    [InlineData("57P03", "*cannot be reached. Check Host and Port*")]
    public void A_connection_that_cannot_be_had_is_told_with_the_setting_and_what_to_do(string state, string sentence)
    {
        var told = PostgresFaults.NotConnected(
            new("Host=db.example;Database=reports;Username=bot;Password=hunter2"), new PostgresException("said", "FATAL", "FATAL", state));

        told.Message.Should().Match(sentence).And.Contain("Storage:ConnectionString names (db.example:5432)").And.NotContain("hunter2");
    }
}
