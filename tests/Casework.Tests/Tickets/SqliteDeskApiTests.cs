using Samples.Tests;

namespace Casework.Tests.Tickets;

public sealed class SqliteDeskApiTests(SqliteTestDatabase database)
    : DeskApiTests(database), IClassFixture<SqliteTestDatabase>;
