namespace Integrity.Toolkit.Tests.Databases;

public sealed class PostgresLedgerDatabase : PostgresDatabase, IKeepsLedger;
