using System.Data.Common;

namespace Integrity.Toolkit.Errors;

/// <summary>
/// Reads provider exceptions by the names of their types, because the package does not reference the providers.
/// </summary>
internal static class ProviderErrorReader
{
    /// <summary>Returns the error in an exception and the outermost exception of the provider, or null.</summary>
    public static (DbException Said, ProviderError Failure)? Find(Exception? exception)
    {
        DbException? outermost = null;
        for (; exception is not null; exception = exception.InnerException)
        {
            outermost ??= exception as DbException;
            if (exception is DbException said && Read(said) is { } failure)
            {
                return (outermost!, failure);
            }
        }

        return null;
    }

    /// <summary>Returns the error, or null for other failures, such as a SQL error or a lost connection.</summary>
    public static ProviderError? Read(DbException said)
    {
        for (var type = said.GetType(); type != typeof(DbException); type = type.BaseType!)
        {
            switch (type.FullName)
            {
                case "Npgsql.PostgresException":
                    return PostgresErrorReader.Read(said);
                case "Microsoft.Data.Sqlite.SqliteException":
                    return SqliteErrorReader.Read(said);
            }
        }

        return Standard(said.SqlState);
    }

    /// <summary>Reads the SQLSTATEs that have the same meaning in every database.</summary>
    private static ProviderError? Standard(string? state) => state switch
    {
        "40001" => new(DatabaseErrorKind.Serialization),
        "40002" => new(DatabaseErrorKind.Unknown),
        ['2', '3', _, _, _] => new(DatabaseErrorKind.Unknown),
        _ => null,
    };
}
