namespace Samples.Shared;

internal enum DatabaseKind
{
    Sqlite,
    Postgres,
}
