using Improvement.Bot.Api.Calls;
using Improvement.Bot.Api.Keys;
using Improvement.Bot.Api.Webhooks;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Records;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Api;

/// <summary>Where the operations of the API lead. Filled once, at the start, by the slices.</summary>
internal sealed class ApiRoutes(IEndpointRouteBuilder app, ApiRunner runner)
{
    /// <summary>Adds an operation.</summary>
    public ApiRoutes Map(ApiOperation operation)
    {
        RequestDelegate run = http => runner.Run(http, operation);
        app.MapMethods(
            ApiCall.Root + operation.Path, [operation.Method], run).WithMetadata([.. ApiDocument.Describe(operation, run.Method)]);
        return this;
    }
}
