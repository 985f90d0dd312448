namespace Integrity.Toolkit.Tests.Databases;

public sealed class SqliteLedgerDatabase : SqliteDatabase, IKeepsLedger;
