namespace Integrity.Toolkit.Infrastructure.Database.Errors;

/// <summary>A CHECK that the application itself gave the model; a finished model has them no more.</summary>
internal sealed record NamedCheck(string Name, string? Schema, string Table, string Sql);
