using Casework.Tests.Databases;

namespace Casework.Tests.Replay;

public sealed class SqliteReplayTests(SqliteTestDatabase database)
    : ReplayTests(database), IClassFixture<SqliteTestDatabase>;
