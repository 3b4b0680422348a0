using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.Development;

/// <summary>A test that needs a schema; skipped with the reason where it is absent.</summary>
internal sealed class SharedSchemaFactAttribute : FactAttribute
{
    public SharedSchemaFactAttribute(string name) => Skip = SharedSchema.Missing(name);
}

/// <inheritdoc cref="SharedSchemaFactAttribute"/>
internal sealed class SharedSchemaTheoryAttribute : TheoryAttribute
{
    public SharedSchemaTheoryAttribute(string name) => Skip = SharedSchema.Missing(name);
}
