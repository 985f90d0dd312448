using Samples.Tests;

namespace Casework.Tests.Tickets;

public sealed class PostgresDeskPagesTests(PostgresTestDatabase database)
    : DeskPagesTests(database), IClassFixture<PostgresTestDatabase>;
