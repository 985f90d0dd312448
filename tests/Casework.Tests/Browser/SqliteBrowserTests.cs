using Samples.Tests;

namespace Casework.Tests.Browser;

public sealed class SqliteBrowserTests(SqliteTestDatabase database)
    : BrowserTests(database), IClassFixture<SqliteTestDatabase>;
