using Samples.Tests;

namespace Casework.Tests.Tickets;

public sealed class SqliteDeskPagesTests(SqliteTestDatabase database)
    : DeskPagesTests(database), IClassFixture<SqliteTestDatabase>;
