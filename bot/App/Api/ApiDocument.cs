using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Improvement.Bot.Api.Calls;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Improvement.Bot.Api;

/// <summary>The OpenAPI document: made from the operations and their types, once, so that nobody is kept busy by asking for it.</summary>
internal sealed class ApiDocument([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    /// <summary>The name of the document.</summary>
    public const string Name = "v1";

    /// <summary>Where it is.</summary>
    public const string Path = ApiCall.Root + "/openapi.json";

    /// <summary>What nearly all answers are.</summary>
    public const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";
    private const string SchemeName = "key";

    private readonly Lazy<Task<byte[]>> _written = new(() => Make(provider));

    /// <summary>Answers with it.</summary>
    public async Task Write(HttpContext http)
    {
        http.Response.ContentType = Json;
        await http.Response.Body.WriteAsync(await _written.Value, http.RequestAborted);
    }

    /// <summary>What is made known of an operation.</summary>
    public static IEnumerable<object> Describe(ApiOperation operation, MethodInfo method)
    {
        yield return method;
        yield return operation;
        yield return new ProducesResponseTypeMetadata(operation.Answer.Status, operation.Answer.Type, [operation.AnswerType]);
        foreach (var status in ProblemsOf(operation))
        {
            yield return new ProducesResponseTypeMetadata(status, typeof(ApiProblem), [ProblemJson]);
        }
        if (operation.Body is { } body) yield return new AcceptsMetadata([Json], body);
    }

    /// <summary>How it is made.</summary>
    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = described => OperationOf(described.ActionDescriptor.EndpointMetadata) is not null;
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new()
            {
                Title = "Improvement Bot", Version = Name,
                Description = "Errors for AI agents and other systems: report, join, read, search, propose fixes; people decide. "
                    + "Surveys: answer, read results. Problems follow RFC 9457.",
            };
            document.Servers = [new() { Url = AddressOf(context.ApplicationServices) }];
            document.Tags =
                new HashSet<OpenApiTag>(TagsOf(context).Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
            (document.Components ??= new()).SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [SchemeName] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http, Scheme = "bearer",
                    Description = "A key that an administrator makes with /keys in the chat.",
                },
            };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // What is not there is left out of an answer.
            foreach (var property in context.JsonTypeInfo.Properties.Where(property => property.IsGetNullable))
            {
                schema.Required?.Remove(property.Name);
            }
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((described, context, _) =>
        {
            if (OperationOf(context.Description.ActionDescriptor.EndpointMetadata) is { } operation)
            {
                Complete(described, operation, context.Document!);
            }
            return Task.CompletedTask;
        });
    }

    private static IEnumerable<ApiTag> TagsOf(OpenApiDocumentTransformerContext context) =>
        context.DescriptionGroups.SelectMany(group => group.Items)
            .Select(described => OperationOf(described.ActionDescriptor.EndpointMetadata)?.Tag)
            .OfType<ApiTag>()
            .Distinct();

    /// <summary>Where the API is: the public address of the bot, or else the address that the document was read from.</summary>
    private static string AddressOf(IServiceProvider services) =>
        services.GetRequiredService<IConfiguration>()["Bot:PublicUrl"] is { Length: > 0 } address ? address.TrimEnd('/') : "/";

    private static async Task<byte[]> Make(IOpenApiDocumentProvider provider)
    {
        var document = await provider.GetOpenApiDocumentAsync();
        return Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
    }

    private static void Complete(OpenApiOperation described, ApiOperation operation, OpenApiDocument document)
    {
        (described.OperationId, described.Summary) = (operation.Id, operation.Summary);
        described.Description = $"Needs a key with {string.Join(" or ", operation.Scopes)}.";
        described.Tags = new HashSet<OpenApiTagReference> { new(operation.Tag.Name, document) };
        described.Security = [new() { [new OpenApiSecuritySchemeReference(SchemeName, document)] = [] }];
        described.Parameters = [.. ParametersOf(operation)];
        if (operation.BodyExample is { } example && described.RequestBody?.Content?[Json] is { } body)
        {
            body.Example = JsonNode.Parse(example);
        }
    }

    private static IEnumerable<IOpenApiParameter> ParametersOf(ApiOperation operation)
    {
        if (operation.Path.Contains("{number}", StringComparison.Ordinal))
        {
            yield return Parameter("number", ParameterLocation.Path, "Its number, such as 12; of an error also ERR-12.", null);
        }
        if (operation.Path.Contains("{fix}", StringComparison.Ordinal))
        {
            yield return Parameter("fix", ParameterLocation.Path, "The number of the fix, such as 3 or FIX-3.", null);
        }
        foreach (var (name, meaning, example) in operation.Parameters)
        {
            yield return Parameter(name, ParameterLocation.Query, meaning, example is "" ? null : example);
        }
        if (operation.Write is not null)
        {
            yield return Parameter(
                "Idempotency-Key", ParameterLocation.Header, "Names the request: repeated with the same body, it is done once.",
                "run-4711-step-7");
        }
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, string meaning, string? example) => new()
    {
        Name = name, In = place, Description = meaning, Required = place is ParameterLocation.Path,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = example,
    };

    private static ImmutableArray<int> ProblemsOf(ApiOperation operation)
    {
        int[] ofAll = [
            StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests,
            StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable];
        int[] ofBodies = [
            StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType,
            StatusCodes.Status422UnprocessableEntity];
        return [.. ofAll.Concat(operation.Body is null ? [] : ofBodies).Concat(operation.Problems).Distinct().Order()];
    }

    private static ApiOperation? OperationOf(IEnumerable<object> metadata) => metadata.OfType<ApiOperation>().FirstOrDefault();
}
