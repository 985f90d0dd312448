using System.Data.Common;

namespace Integrity.Toolkit.Errors;

/// <summary>Understands the exceptions of providers, by the names of their types: the package references none of them.</summary>
internal static class ProviderErrorReader
{
    /// <summary>The violation in an exception, and the outermost exception of the provider, or null.</summary>
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

    /// <summary>What is refused, or null where it is no violation: an error in the SQL, or a line that went dead.</summary>
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

    /// <summary>What every database that has SQLSTATEs means by them.</summary>
    private static ProviderError? Standard(string? state) => state switch
    {
        "40001" => new(DatabaseErrorKind.Serialization),
        "40002" => new(DatabaseErrorKind.Unknown),
        ['2', '3', _, _, _] => new(DatabaseErrorKind.Unknown),
        _ => null,
    };
}
