namespace Integrity.Toolkit.Tests.Databases;

public sealed class PostgresSharedHistoryDatabase : PostgresDatabase, ISharesHistory;
