namespace Integrity.Toolkit.Validation;

/// <summary>A row that the database found for one of the values it was asked for.</summary>
internal readonly record struct FoundRow(Values Wanted, object?[] Key);
