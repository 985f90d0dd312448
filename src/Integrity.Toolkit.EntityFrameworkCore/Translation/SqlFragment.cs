using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Translation;

/// <summary>A value in SQL, with its properties.</summary>
/// <param name="Sql">The SQL, which can be used as an operand.</param>
/// <param name="Form">The kind of the value.</param>
/// <param name="CanBeNull">Whether it can be null in its context.</param>
/// <param name="Literal">Creates the literal of a constant in the same form. Throws if there is no exact literal.</param>
internal sealed record SqlFragment(string Sql, SqlValueKind Form, bool CanBeNull, Func<object, string> Literal)
{
    /// <summary>The column type and the converter, which must be the same for two values to be compared.</summary>
    public string Storage { get; init; } = "";

    /// <summary>The property, if the value is a property.</summary>
    public IReadOnlyProperty? Property { get; init; }

    /// <summary>The SQL for null checks: the column of a property, otherwise the value itself.</summary>
    public string Tested => Property is null ? Sql : Column;

    public string Column { get; init; } = "";

    /// <summary>Whether the value is converted, and therefore cannot be used in computations.</summary>
    public bool IsConverted { get; init; }

    /// <summary>Whether the value can be ordered.</summary>
    public bool HasOrder { get; init; } = true;

    /// <summary>The text of which this is the length.</summary>
    public string? LengthOf { get; init; }

    public SqlFragment NotNull() => this with { CanBeNull = false };
}
