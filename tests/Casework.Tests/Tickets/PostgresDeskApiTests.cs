using Samples.Tests;

namespace Casework.Tests.Tickets;

public sealed class PostgresDeskApiTests(PostgresTestDatabase database)
    : DeskApiTests(database), IClassFixture<PostgresTestDatabase>;
