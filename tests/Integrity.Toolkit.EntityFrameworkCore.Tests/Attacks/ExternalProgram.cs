using System.Diagnostics;

namespace Integrity.Toolkit.Tests.Attacks;

/// <summary>An external program.</summary>
public static class ExternalProgram
{
    public static async Task<bool> ExistsAsync(string program)
    {
        try
        {
            await RunAsync(program, "", "--version");
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Runs it with a text as its input.</summary>
    public static async Task<(string Output, string Error)> RunAsync(string program, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.StandardInput.WriteLineAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading all input.
        }

        await process.WaitForExitAsync();
        return (await output, await error);
    }
}
