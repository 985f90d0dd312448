namespace Matrix;

internal static class Usage
{
    public const string Text = """
        Tries to break every guarantee of Integrity.Toolkit in every way in which a program can write to a database.

        Usage: dotnet run --project samples/Matrix -- [options]

          --database "<connection string>"   PostgreSQL, in the schema casework_matrix, or an SQLite file; both are
                                             emptied first and kept. The default is CASEWORK_DATABASE, or a temporary
                                             SQLite file
          --json                             print the cells and the attempts as one JSON object
          --help                             print this text
        """;
}
