namespace Improvement.Bot.Jobs;

/// <summary>A kind of rows that wait for a moment, such as a reminder.</summary>
/// <param name="Name">For the log and for the runs; never changed.</param>
/// <param name="Find">The rows that are due, the oldest first: those after the first so many, at most so many.</param>
/// <param name="Handle">
/// The effect of one row, inside its commit. Since the row was found somebody may have taken its step, so that it looks first whether the
/// row is still due at that moment, and does nothing otherwise. Afterwards the row must no longer be due at that moment.
/// </param>
internal sealed record DueSource(string Name, FindDue Find, Action<IServiceProvider, JobRun> Handle);

/// <summary>Finds the rows that are due.</summary>
/// <param name="skip">How many of the oldest are passed over, because they failed in this sweep.</param>
internal delegate IReadOnlyList<DueRow> FindDue(IServiceProvider scope, DateTimeOffset now, int skip, int limit);

/// <summary>A row that is due.</summary>
/// <param name="Key">Names it among the rows of its source.</param>
internal sealed record DueRow(string Key, DateTimeOffset DueAt);
