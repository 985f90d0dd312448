using Samples.Tests;

namespace Matrix.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_names_every_option()
    {
        var (code, output, _) = await SampleProgram.RunAsync("Matrix", "--help");

        Assert.Equal(0, code);
        Assert.All(["--database", "--json"], option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invalid_arguments_print_one_error_line_and_return_exit_code_2()
    {
        var (code, output, error) = await SampleProgram.RunAsync("Matrix", "--database", "nonsense");

        Assert.Equal((2, ""), (code, output));
        Assert.Single(error.TrimEnd().Split('\n'));
    }
}
