namespace Improvement.Bot.Records;

/// <summary>A record in a list.</summary>
/// <param name="Hint">What stands below its title: state, date and the like, in the language of the turn.</param>
/// <param name="Text">In which words are found besides its title; empty for none, and where the viewer does not see all of it.</param>
internal sealed record RecordLine(RecordId Id, string Title, string Hint, string Text);
