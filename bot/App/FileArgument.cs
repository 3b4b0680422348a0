using System.CommandLine;

namespace Improvement.Bot;

/// <summary>A file on a command line. What begins with a hyphen is a misspelt option, never a file.</summary>
internal sealed class FileArgument : Argument<string>
{
    /// <param name="name">As the help shows it.</param>
    /// <param name="description">What the file is.</param>
    /// <param name="complaint">What is said of a misspelt option; 0: what was typed.</param>
    public FileArgument(string name, string description, string complaint)
        : base(name)
    {
        Description = description;
        Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: ['-', ..] typed }])
            {
                given.AddError(string.Format(System.Globalization.CultureInfo.InvariantCulture, complaint, typed));
            }
        });
    }
}
