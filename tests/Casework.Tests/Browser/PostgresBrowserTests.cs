using Samples.Tests;

namespace Casework.Tests.Browser;

public sealed class PostgresBrowserTests(PostgresTestDatabase database)
    : BrowserTests(database), IClassFixture<PostgresTestDatabase>;
