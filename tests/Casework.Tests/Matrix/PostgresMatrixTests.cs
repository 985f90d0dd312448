using Casework.Tests.Databases;

namespace Casework.Tests.Matrix;

public sealed class PostgresMatrixTests(PostgresTestDatabase database)
    : MatrixTests(database), IClassFixture<PostgresTestDatabase>;
