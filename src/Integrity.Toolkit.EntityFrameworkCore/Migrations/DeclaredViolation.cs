namespace Integrity.Toolkit.Migrations;

/// <summary>What is said when the database refuses something for a declaration.</summary>
internal sealed class DeclaredViolation(string code, IReadOnlyList<string> members, Func<IntegrityViolation, string> text)
{
    public Func<IntegrityViolation, string> Text { get; set; } = text;

    /// <summary>About the one member there is, else about the entity.</summary>
    public IntegrityViolation CreateViolation(string entity, IReadOnlyList<object?> key)
        => new(
            code,
            entity,
            Text,
            members is [var member] ? MemberPath.Parse(member) : null,
            key,
            new Dictionary<string, object?> { ["members"] = members });
}
