using BenchmarkDotNet.Running;
using Improvement.Bot.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- --filter '*'
// … -- relay PORT SOCKET MILLISECONDS: postgres.sh's way to the server
if (args is ["relay", var port, var socket, var milliseconds])
{
    await RelayCommand.Run(int.Parse(port), socket, TimeSpan.FromMilliseconds(double.Parse(milliseconds)));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
