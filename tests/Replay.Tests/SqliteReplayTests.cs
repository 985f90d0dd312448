using Samples.Tests;

namespace Replay.Tests;

public sealed class SqliteReplayTests(SqliteTestDatabase database)
    : ReplayTests(database), IClassFixture<SqliteTestDatabase>;
