using Samples.Tests;

namespace Casework.Tests.Tickets;

public sealed class PostgresDeskFormsTests(PostgresTestDatabase database)
    : DeskFormsTests(database), IClassFixture<PostgresTestDatabase>;
