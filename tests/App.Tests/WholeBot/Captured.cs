using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Everything that was logged as a warning or worse, for tests to look at.</summary>
internal sealed class Captured : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public IEnumerable<string> Errors => Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal) || l.StartsWith("Critical", StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
