using Samples.Tests;

namespace Casework.Tests.Tickets;

public sealed class SqliteDeskApiProblemsTests(SqliteTestDatabase database)
    : DeskApiProblemsTests(database), IClassFixture<SqliteTestDatabase>;
