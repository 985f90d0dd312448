namespace Integrity.Toolkit.Tests.Databases;

public sealed class SqliteSharedHistoryDatabase : SqliteDatabase, ISharesHistory;
