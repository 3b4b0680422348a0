namespace Improvement.Bot.People;

/// <summary>One thing of how the bot does, as each administrator reads it once a week.</summary>
/// <param name="Words">A few words where all is well; otherwise what is the matter and what to do, in a sentence or two.</param>
/// <param name="IsWell">Whether there is nothing to do.</param>
internal sealed record AdministratorFact(string Words, bool IsWell)
{
    /// <summary>What an administrator can press where there is something to do; null for nothing.</summary>
    public FactButton? Button { get; init; }
}

/// <summary>A button that says a command for whoever presses it.</summary>
/// <param name="Command">Without its slash.</param>
internal sealed record FactButton(string Title, string Command);

/// <summary>Where a slice tells the administrators something.</summary>
/// <param name="Order">The lower, the earlier in the line.</param>
/// <param name="Find">
/// What it is at a moment, in the language of the reader; null for nothing. It is asked inside the commit that writes the message, so it is
/// quick, and what cannot be read is told instead of thrown.
/// </param>
internal sealed record AdministratorFactSource(int Order, Func<IServiceProvider, DateTimeOffset, AdministratorFact?> Find);
