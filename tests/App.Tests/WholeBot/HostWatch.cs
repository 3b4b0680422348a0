using System.Diagnostics;
using Improvement.Bot.Errors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Runs the application's entry point and catches the host that it builds, as the host itself tells those who listen.</summary>
internal sealed class HostWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly AsyncLocal<HostWatch?> Here = new();

    private readonly TaskCompletionSource<IHost> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IDisposable> _subscriptions = [];
    private readonly Action<IServiceCollection> _prepare;

    public HostWatch(Action<IServiceCollection> prepare)
    {
        _prepare = prepare;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>The host, as soon as there is one.</summary>
    public Task<IHost> Built => _built.Task;

    /// <summary>Runs the application; gives its exit code.</summary>
    public Task<int> Run(string[] arguments) => Task.Factory.StartNew(
        () =>
        {
            Here.Value = this;
            try
            {
                var code = (int)typeof(ErrorsSlice).Assembly.EntryPoint!.Invoke(null, [arguments])!;
                _built.TrySetException(new InvalidOperationException($"It ended with {code} before there was a host."));
                return code;
            }
            catch (Exception problem)
            {
                _built.TrySetException(problem);
                throw;
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name is not "Microsoft.Extensions.Hosting" || Here.Value != this) return;
        lock (_subscriptions) _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Here.Value != this) return;
        if (value is { Key: "HostBuilding", Value: IHostBuilder builder }) builder.ConfigureServices(_prepare);
        if (value is { Key: "HostBuilt", Value: IHost host }) _built.TrySetResult(host);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        lock (_subscriptions) _subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
