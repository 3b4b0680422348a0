namespace Improvement.Bot.Records;

/// <summary>Registers what every kind of record shares.</summary>
internal static class RecordServices
{
    /// <summary>Adds the record's events and the notes of what was refused.</summary>
    public static IServiceCollection AddRecords(this IServiceCollection services) => services
        .AddScoped<RecordEvents>()
        .AddScoped<Refusals>();
}
