namespace Integrity.Toolkit.Migrations;

/// <summary>A CHECK constraint that the application declared, which a finalized model no longer contains.</summary>
internal sealed record DeclaredCheck(string Name, string? Schema, string Table, string Sql);
