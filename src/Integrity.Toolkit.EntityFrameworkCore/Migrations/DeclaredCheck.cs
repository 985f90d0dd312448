namespace Integrity.Toolkit.Migrations;

/// <summary>A CHECK that the application itself gave the model; a finished model has them no more.</summary>
internal sealed record DeclaredCheck(string Name, string? Schema, string Table, string Sql);
