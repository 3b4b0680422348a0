using System.Diagnostics;
using System.Globalization;
using Improvement.Bot.Tests.Channel;
using Microsoft.Data.Sqlite;

namespace Improvement.Bot.Tests.EndToEnd.Stage;

/// <summary>One test's bot and chat.</summary>
/// <param name="bot">The running application.</param>
/// <param name="chat">The open chat page.</param>
/// <param name="folder">The bot's data folder.</param>
/// <param name="settings">The bot's settings, read whenever it starts.</param>
public sealed class Visit(BotProcess bot, Chat chat, string folder, IDictionary<string, string> settings) : IAsyncDisposable
{
    /// <summary>The running application.</summary>
    public BotProcess Bot => bot;

    /// <summary>The open chat page.</summary>
    public Chat Chat => chat;

    /// <summary>The bot's data folder.</summary>
    public string Folder => folder;

    /// <summary>Kills the bot as a power cut would and starts it again with the same data; the chat page stays open.</summary>
    public async Task CutThePower()
    {
        await bot.Kill();
        await bot.Start();
    }

    /// <summary>
    /// Gives the bot a past that no clock can be turned back to: its database is changed while it is down, as a power cut leaves it.
    /// </summary>
    public async Task Change(params string[] statements)
    {
        await bot.Kill();
        var file = Path.Combine(folder, "bot.db");
        await using (var database = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await database.OpenAsync();
            foreach (var statement in statements)
            {
                await using var command = database.CreateCommand();
                command.CommandText = statement;
                await command.ExecuteNonQueryAsync();
            }
        }

        await bot.Start();
    }

    /// <summary>A setting of the bot, from its next start on.</summary>
    public void Set(string name, string value) => settings[name] = value;

    /// <summary>Runs a command line of the bot beside it, with the same settings; gives what it said.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [BuiltBot.Path, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start)!;
        var problems = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode is 0 ? said : throw new InvalidOperationException($"{process.ExitCode}: {said}{await problems}");
    }

    /// <summary>Lets days pass: the bot is started again with its clock ahead of the true one.</summary>
    public Task GoOnAfter(int days)
    {
        settings["Clock:Offset"] = TimeSpan.FromDays(days).ToString("c", CultureInfo.InvariantCulture);
        return CutThePower();
    }

    /// <summary>Keeps the last picture and, for the curious, what the bot wrote.</summary>
    public async ValueTask DisposeAsync()
    {
        await chat.DisposeAsync();
        await bot.DisposeAsync();
        await File.WriteAllLinesAsync(Path.Combine(Chat.Pictures, $"{chat.Name}.log"), bot.Output);
    }
}
