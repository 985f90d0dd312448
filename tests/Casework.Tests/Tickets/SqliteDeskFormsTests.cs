using Samples.Tests;

namespace Casework.Tests.Tickets;

public sealed class SqliteDeskFormsTests(SqliteTestDatabase database)
    : DeskFormsTests(database), IClassFixture<SqliteTestDatabase>;
