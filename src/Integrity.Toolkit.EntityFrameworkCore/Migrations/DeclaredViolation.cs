using Integrity.Toolkit.Abstractions;

namespace Integrity.Toolkit.Migrations;

/// <summary>Creates the violation of a declared constraint.</summary>
internal sealed class DeclaredViolation(string code, IReadOnlyList<string> members, Func<IntegrityViolation, string> text)
{
    public Func<IntegrityViolation, string> Text { get; set; } = text;

    /// <summary>Creates a violation of the member if there is exactly one, otherwise of the entity.</summary>
    public IntegrityViolation CreateViolation(string entity, IReadOnlyList<object?> key)
        => new(
            code,
            entity,
            Text,
            members is [var member] ? MemberPath.Parse(member) : null,
            key,
            new Dictionary<string, object?> { ["members"] = members });
}
