namespace Matrix;

internal static class Usage
{
    public const string Text = """
        Matrix: try to break every guarantee of Integrity.Toolkit, in every way, on a real database.

          --database "<connection string>"   PostgreSQL, in the schema casework_matrix, or an SQLite file; both are
                                             emptied first and kept. Without it, or CASEWORK_DATABASE, a temporary
                                             SQLite file
          --json                             print the cells, and what was tried in each, as one JSON object
        """;
}
