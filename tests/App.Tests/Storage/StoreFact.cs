using Improvement.Bot.Tests.Channel;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Improvement.Bot.Tests.Storage;

/// <summary>A class of tests that run against PostgreSQL; skipped with the reason on a machine without it.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnPostgresAttribute : Attribute;

/// <summary>A test of what any engine must do, inherited by a class for each.</summary>
[XunitTestCaseDiscoverer($"Improvement.Bot.Tests.Storage.{nameof(StoreFactDiscoverer)}", "App.Tests")]
internal sealed class StoreFactAttribute : FactAttribute;

/// <summary>The same with several rows of data.</summary>
[XunitTestCaseDiscoverer($"Improvement.Bot.Tests.Storage.{nameof(StoreTheoryDiscoverer)}", "App.Tests")]
internal sealed class StoreTheoryAttribute : TheoryAttribute;

/// <summary>A test of its own that needs PostgreSQL; skipped with the reason on a machine without it.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}

/// <summary>Lets a class that is marked with <see cref="OnPostgresAttribute"/> be skipped.</summary>
public sealed class StoreFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        Skipped.WithoutPostgres(testMethod, discoveryOptions, DiagnosticMessageSink)
            ?? base.Discover(discoveryOptions, testMethod, factAttribute);
}

/// <inheritdoc cref="StoreFactDiscoverer"/>
public sealed class StoreTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        Skipped.WithoutPostgres(testMethod, discoveryOptions, DiagnosticMessageSink)
            ?? base.Discover(discoveryOptions, testMethod, theoryAttribute);
}

internal static class Skipped
{
    public static IEnumerable<IXunitTestCase>? WithoutPostgres(
        ITestMethod method, ITestFrameworkDiscoveryOptions options, IMessageSink diagnostics) =>
        PostgresServer.Missing is { } reason && method.TestClass.Class.GetCustomAttributes(typeof(OnPostgresAttribute)).Any()
            ? [
                new XunitSkippedDataRowTestCase(
                    diagnostics, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method, reason)]
            : null;
}
