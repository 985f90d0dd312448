namespace Integrity.Toolkit.Metadata;

/// <summary>The query filters that the toolkit itself gives to types, of which each hides rows from their own users.</summary>
internal static class ToolkitQueryFilters
{
    public const string SoftDelete = "Integrity.SoftDelete";

    /// <summary>The keys to ignore for deleted rows: one array, for EF Core compiles a query per array it is given.</summary>
    public static readonly string[] Names = [SoftDelete];
}
