using Casework.Tests.Databases;

namespace Casework.Tests.Matrix;

public sealed class SqliteMatrixTests(SqliteTestDatabase database)
    : MatrixTests(database), IClassFixture<SqliteTestDatabase>;
