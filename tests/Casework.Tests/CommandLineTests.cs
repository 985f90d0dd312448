using Samples.Tests;

namespace Casework.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Invalid_arguments_print_one_error_line_and_return_exit_code_2()
    {
        var (code, output, error) = await SampleProgram.RunAsync("Casework", "--database", "nonsense");

        Assert.Equal((2, ""), (code, output));
        Assert.Single(error.TrimEnd().Split('\n'));
    }
}
