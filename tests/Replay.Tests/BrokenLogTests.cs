using System.IO.Compression;
using System.Text;

namespace Replay.Tests;

public sealed class BrokenLogTests : IDisposable
{
    private const string Whole =
        """
        <log>
          <trace>
            <event><string key="concept:name" value="New"/><date key="time:timestamp" value="2024-01-01T00:00:00Z"/></event>
          </trace>
        </log>
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("casework-logs-");

    [Theory]
    [InlineData("", "line 0, column 0")]
    [InlineData("no log at all", "line 1, column 1")]
    [InlineData("<html><body/></html>", "line 1, column 2: this is not an XES log")]
    [InlineData("<log>\n<trace><event></trace></log>", "line 2, column 17")]
    [InlineData("<log>\n<trace><event>", "line 2")]
    [InlineData("<log></log><log/>", "line 1")]
    [InlineData("<!DOCTYPE log [<!ENTITY a 'b'>]><log/>", "DTD is prohibited")]
    [InlineData("<log>\n<trace><event><date key='time:timestamp' value='soon'/>", "line 2, column 16: 'soon' is not a valid")]
    [InlineData("<log/>", "the log has no traces")]
    [InlineData("<log><trace/></log>", "nothing to learn from")]
    public async Task A_malformed_log_prints_one_error_line_with_the_position_and_saves_nothing(string text, string message)
    {
        var log = Write("log.xes", Encoding.UTF8.GetBytes(text));

        await AssertRefusedAsync(log, message, "1");
    }

    [Fact]
    public async Task A_truncated_gzip_file_is_rejected()
    {
        var whole = Gzip(string.Concat("<log>", string.Concat(Enumerable.Range(0, 500).Select(Trace)), "</log>"));

        var log = Write("log.xes.gz", whole[..(whole.Length / 2)]);

        await AssertRefusedAsync(log, "line 1", "0.7");
    }

    [Fact]
    public async Task A_gzip_file_without_its_last_bytes_is_rejected()
    {
        var log = Write("log.xes.gz", Gzip(Whole)[..^5]);

        await AssertRefusedAsync(log, "line 5", "1");
    }

    [Fact]
    public async Task A_corrupt_gzip_file_is_rejected()
    {
        var corrupt = Gzip(string.Concat("<log>", string.Concat(Enumerable.Range(0, 500).Select(Trace)), "</log>"));
        corrupt.AsSpan(corrupt.Length / 2, 20).Fill(0xFF);

        var log = Write("log.xes.gz", corrupt);

        await AssertRefusedAsync(log, "line 1", "0.7");
    }

    [Fact]
    public async Task Gzip_is_detected_by_content_rather_than_file_name()
    {
        var log = Write("log.xes", Gzip(Whole));

        var outcome = await ReplayCommandLine.RunAsync(log, "--learn", "1", "--json");

        Assert.Equal((0, 1), (outcome.ExitCode, outcome["historyRows"]));
    }

    [Fact]
    public async Task A_missing_file_is_rejected()
        => await AssertRefusedAsync(Path.Combine(_folder.FullName, "none.xes"), "cannot be opened", "0.7");

    [Fact]
    public async Task A_folder_is_rejected() => await AssertRefusedAsync(_folder.FullName, "cannot be opened", "0.7");

    [Fact]
    public async Task A_learning_share_that_selects_no_traces_is_rejected()
        => await AssertRefusedAsync(Write("log.xes", Encoding.UTF8.GetBytes(Whole)), "0 of 1 traces are used", "0.7");

    [Fact]
    public async Task An_unrelated_sqlite_file_is_left_unchanged()
    {
        var log = Write("log.xes", Encoding.UTF8.GetBytes(Whole));
        var other = Write("other.db", Encoding.UTF8.GetBytes("this is my diary"));

        var outcome = await ReplayCommandLine.RunAsync(log, "--learn", "1", "--database", $"Data Source={other}");

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Equal("this is my diary", await File.ReadAllTextAsync(other, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Trace(int number)
        => $"<trace><event><string key='concept:name' value='{Guid.NewGuid()}'/><int key='n' value='{number}'/></event></trace>";

    private static byte[] Gzip(string text)
    {
        var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return file.ToArray();
    }

    private string Write(string name, byte[] content)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(file, content);
        return file;
    }

    private async Task AssertRefusedAsync(string log, string message, string learn)
    {
        var database = Path.Combine(_folder.FullName, "replay.db");

        var outcome = await ReplayCommandLine.RunAsync(
            log, "--learn", learn, "--json", "--database", $"Data Source={database}");

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        Assert.False(File.Exists(database));
    }
}
