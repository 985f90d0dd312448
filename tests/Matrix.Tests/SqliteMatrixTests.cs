using Samples.Tests;

namespace Matrix.Tests;

public sealed class SqliteMatrixTests(SqliteTestDatabase database)
    : MatrixTests(database), IClassFixture<SqliteTestDatabase>;
