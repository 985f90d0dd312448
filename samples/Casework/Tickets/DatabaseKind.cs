namespace Casework.Tickets;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
