using System.IO.Compression;
using System.Xml;
using Samples.Shared;

namespace Replay;

/// <summary>Opens a log, and detects gzip by its first bytes.</summary>
internal static class XesFile
{
    /// <summary>
    /// Enables strict validation. Without it, a gzip file that is truncated before its checksum is accepted.
    /// </summary>
    static XesFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    public static XmlReader Open(string path)
    {
        var stream = OpenStream(path);
        try
        {
            return XmlReader.Create(stream, new XmlReaderSettings
            {
                CloseInput = true,
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                IgnoreWhitespace = true,
            });
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static Stream OpenStream(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            var gzipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return gzipped ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandException($"The log cannot be opened: {exception.Message}");
        }
    }
}
