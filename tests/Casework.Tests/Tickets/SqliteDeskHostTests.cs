using Casework.Tests.Databases;

namespace Casework.Tests.Tickets;

public sealed class SqliteDeskHostTests(SqliteTestDatabase database)
    : DeskHostTests(database), IClassFixture<SqliteTestDatabase>;
