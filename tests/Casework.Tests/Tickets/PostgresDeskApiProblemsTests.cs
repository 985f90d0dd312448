using Samples.Tests;

namespace Casework.Tests.Tickets;

public sealed class PostgresDeskApiProblemsTests(PostgresTestDatabase database)
    : DeskApiProblemsTests(database), IClassFixture<PostgresTestDatabase>;
