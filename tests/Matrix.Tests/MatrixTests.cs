using System.Text.Json;
using Samples.Tests;

namespace Matrix.Tests;

public abstract class MatrixTests(TestDatabase database)
{
    [Fact]
    public async Task Every_matrix_cell_matches_the_committed_result()
    {
        var expected = await File.ReadAllLinesAsync(
            Path.Combine(AppContext.BaseDirectory, "Expected", $"{database.Name}.txt"), TestContext.Current.CancellationToken);

        var (code, output) = await RunAsync();

        Assert.Equal(0, code);
        Assert.Equal(expected, output.Split('\n').Skip(2).TakeWhile(line => line.Length > 0));
    }

    [Fact]
    public async Task Json_output_lists_every_cell_with_its_findings()
    {
        var (code, output) = await RunAsync("--json");

        var matrix = JsonDocument.Parse(output).RootElement;
        Assert.Equal(0, code);
        Assert.Equal(database.Name, matrix.GetProperty("database").GetString());
        Assert.Equal(7 * 6, matrix.GetProperty("cells").GetArrayLength());
        Assert.All(
            matrix.GetProperty("cells").EnumerateArray(),
            cell => Assert.NotEqual(0, cell.GetProperty("findings").GetArrayLength()));
    }

    [Fact]
    public async Task The_same_database_can_be_used_again()
    {
        await RunAsync();

        var (code, _) = await RunAsync();

        Assert.Equal(0, code);
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter();
        var code = await MatrixCommand.RunAsync(
            ["--database", await database.ConnectionStringAsync(), .. args], output, error, TestContext.Current.CancellationToken);
        Assert.Equal("", error.ToString());
        return (code, output.ToString());
    }
}
