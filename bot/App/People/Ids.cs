namespace Improvement.Bot.People;

/// <summary>Names a person inside the product; outside they are an Entra object id and tenant, or a channel's id.</summary>
internal readonly record struct PersonId(long Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>Names a team in which the bot is or was installed.</summary>
internal readonly record struct TeamId(long Value)
{
    public override string ToString() => Value.ToString();
}
