using Samples.Tests;

namespace Matrix.Tests;

public sealed class PostgresMatrixTests(PostgresTestDatabase database)
    : MatrixTests(database), IClassFixture<PostgresTestDatabase>;
