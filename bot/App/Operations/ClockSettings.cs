using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations;

/// <summary>
/// Section <c>Clock</c>: moves the product's clock, to see what happens in two weeks. Tokens, retries and throttling stay on real time.
/// </summary>
internal sealed class ClockSettings : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Clock";

    /// <summary>Added to the present time; accepted in Development only.</summary>
    public TimeSpan Offset { get; set; }
}

/// <summary>A moved clock would falsify records, so it is for trying out only.</summary>
internal sealed class ClockSettingsCheck(IHostEnvironment environment) : IValidateOptions<ClockSettings>
{
    public ValidateOptionsResult Validate(string? name, ClockSettings options) =>
        options.Offset == TimeSpan.Zero || environment.IsDevelopment()
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Clock:Offset is accepted in the Development environment only. Remove it.");
}
