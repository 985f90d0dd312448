using Casework.Tests.Databases;

namespace Casework.Tests.Tickets;

public sealed class PostgresDeskHostTests(PostgresTestDatabase database)
    : DeskHostTests(database), IClassFixture<PostgresTestDatabase>;
