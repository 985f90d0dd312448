namespace Integrity.Toolkit.Metadata;

/// <summary>The query filters of the toolkit, each of which hides rows from the application.</summary>
internal static class ToolkitQueryFilters
{
    public const string SoftDelete = "Integrity.SoftDelete";

    /// <summary>
    /// The filters to ignore for deleted rows. A single array, because EF Core compiles a query per array instance.
    /// </summary>
    public static readonly string[] Names = [SoftDelete];
}
