namespace Integrity.Toolkit.Validation.Internal;

/// <summary>A row that the database found for one of the requested values.</summary>
internal readonly record struct LookupRow(RowValues Wanted, object?[] Key);
