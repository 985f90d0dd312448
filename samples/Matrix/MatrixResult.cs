namespace Matrix;

internal sealed record MatrixResult(string Database, IReadOnlyList<Cell> Cells);
