namespace Integrity.Toolkit.Migrations;

/// <summary>What is said when the database refuses something for a declaration.</summary>
internal sealed class DeclaredViolation(string code, IReadOnlyList<string> members, Func<Refusal, string> text)
{
    public Func<Refusal, string> Text { get; set; } = text;

    /// <summary>About the one member there is, else about the entity.</summary>
    public Refusal CreateViolation(string entity, IReadOnlyList<object?> key)
        => new(
            code,
            entity,
            Text,
            members is [var member] ? RefusalPath.Parse(member) : null,
            key,
            new Dictionary<string, object?> { ["members"] = members });
}
