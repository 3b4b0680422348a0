using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Similarity;

/// <summary>What a look-up begins with: how far the indexes are, and the records that this process has not read yet.</summary>
internal sealed record IndexQuestion(RecordKind Kind, Answer<IndexSpans> Indexes, NewerRecords Newer);

/// <summary>The newest records after one.</summary>
/// <param name="Texts">Null where it is not known yet what of them an index has.</param>
internal sealed record NewerRecords(Answer<List<RecordText>>? Texts);
