using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Translation;

/// <summary>A value in SQL, with what is known of it.</summary>
/// <param name="Sql">The SQL, fit to be an operand.</param>
/// <param name="Form">What it is.</param>
/// <param name="CanBeNull">Whether it may be null, as far as is known where it is used.</param>
/// <param name="Literal">Writes a constant in the same form; throws for one that the form cannot say exactly.</param>
internal sealed record SqlFragment(string Sql, SqlValueKind Form, bool CanBeNull, Func<object, string> Literal)
{
    /// <summary>What else must be the same in two values that are compared: the column's type, and its converter.</summary>
    public string Storage { get; init; } = "";

    /// <summary>The property, when the value is just that.</summary>
    public IReadOnlyProperty? Property { get; init; }

    /// <summary>The column itself, to ask whether it is null; for anything else the SQL.</summary>
    public string Tested => Property is null ? Sql : Column;

    public string Column { get; init; } = "";

    /// <summary>Whether a converter stands between, so that nothing can be computed with it.</summary>
    public bool IsConverted { get; init; }

    /// <summary>Whether it can take part in an order.</summary>
    public bool HasOrder { get; init; } = true;

    /// <summary>The text whose length this is.</summary>
    public string? LengthOf { get; init; }

    public SqlFragment NotNull() => this with { CanBeNull = false };
}
