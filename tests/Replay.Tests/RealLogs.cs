namespace Replay.Tests;

/// <summary>Finds logs that are stored next to the project and not part of it.</summary>
internal static class RealLogs
{
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
