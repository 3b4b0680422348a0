using Improvement.Bot.Errors;
using Improvement.Bot.Records;

namespace Improvement.Bot.Tests.Search;

/// <summary>The kinds of record that tests search.</summary>
internal static class SearchedKinds
{
    public static readonly RecordKinds All = new([ErrorKind.Definition]);
}
