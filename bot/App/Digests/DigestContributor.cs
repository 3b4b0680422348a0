using Improvement.Bot.Records;

namespace Improvement.Bot.Digests;

/// <summary>
/// What tells something in a digest and is no kind of record, such as the prioritised list; its slice registers one.
/// </summary>
/// <param name="Digest">What it tells, in the language of the moment.</param>
internal sealed record DigestContributor(Func<IServiceProvider, DigestQuery, DigestPart> Digest);
