namespace Integrity.Toolkit.Tests.Attacks;

/// <summary>The name of a file that does not exist yet, and is deleted on disposal.</summary>
public sealed class TemporaryFile : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"integrity-{Guid.NewGuid():N}.db");

    public void Dispose() => File.Delete(Path);
}
