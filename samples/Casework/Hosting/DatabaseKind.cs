namespace Casework.Hosting;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
