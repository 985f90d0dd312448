
namespace Matrix.Tests;

public sealed class MatrixOptionsTests
{
    [Theory]
    [InlineData("Unknown option --modes", "--modes")]
    [InlineData("Unknown option extra", "extra")]
    [InlineData("--database requires a value", "--database")]
    [InlineData("is invalid", "--database=\"")]
    public async Task Invalid_arguments_print_one_error_line_and_return_exit_code_2(string said, params string[] args)
    {
        var error = new StringWriter();

        var code = await MatrixCommand.RunAsync(args, TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.Equal(2, code);
        Assert.StartsWith("matrix: ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().TrimEnd().Split('\n'));
    }
}
