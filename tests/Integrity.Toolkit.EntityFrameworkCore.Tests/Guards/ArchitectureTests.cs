using System.Text.RegularExpressions;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>A room uses Infrastructure; Infrastructure uses no room; a room uses no other room.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] Projects = ["Integrity.Toolkit", "Integrity.Toolkit.EntityFrameworkCore"];

    private static readonly string[] NotRooms = ["Infrastructure", "Extensions", "bin", "obj"];

    [Fact]
    public void Every_room_of_the_base_package_is_a_room_of_the_EF_Core_package()
    {
        var domain = Rooms(Projects[0]);
        var data = Rooms(Projects[1]);

        Assert.NotEmpty(domain);
        Assert.Equal(domain, domain.Intersect(data));
    }

    [Fact]
    public void A_room_uses_no_other_room()
    {
        var rooms = Projects.SelectMany(Rooms).Distinct().ToList();

        var doors = Projects
            .SelectMany(project => Rooms(project), (project, room) => (project, room))
            .SelectMany(item => Files(item.project, item.room), (item, file) => (item.room, file))
            .SelectMany(item => Used(item.file), (item, used) => (item.room, item.file, used))
            .Where(item => rooms.Contains(item.used) && item.used != item.room)
            .Select(item => $"{Path.GetFileName(item.file)} in {item.room} uses {item.used}");

        Assert.True(rooms.Count >= 3, "No rooms were found: the test looks in the wrong place.");
        Assert.Empty(doors);
    }

    [Fact]
    public void Infrastructure_uses_no_room()
    {
        var rooms = Projects.SelectMany(Rooms).Distinct().ToList();

        var files = Projects.SelectMany(project => Files(project, "Infrastructure")).ToList();
        var doors = files
            .SelectMany(file => Used(file), (file, used) => (file, used))
            .Where(item => rooms.Contains(item.used))
            .Select(item => $"{Path.GetFileName(item.file)} uses {item.used}");

        Assert.NotEmpty(files);
        Assert.Empty(doors);
    }

    [Fact]
    public void The_base_package_references_nothing_but_the_framework()
    {
        var references = typeof(Actor).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.All(references, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_one_public_type_lives_in_a_file_and_no_file_is_long()
    {
        var files = Projects.SelectMany(project => Directory.GetFiles(
            Repository.Combine("src", project), "*.cs", SearchOption.AllDirectories)).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var text = File.ReadAllText(file);
            Assert.True(text.Count(c => c == '\n') <= 300, $"{file} is longer than 300 lines.");
            Assert.True(PublicType().Count(text) <= 1, $"{file} has more than one public type.");
        });
    }

    private static List<string> Rooms(string project)
        => [.. Directory.GetDirectories(Repository.Combine("src", project))
            .Select(folder => Path.GetFileName(folder))
            .Where(name => !NotRooms.Contains(name))
            .Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Files(string project, string room)
        => Directory.Exists(Repository.Combine("src", project, room))
            ? Directory.GetFiles(Repository.Combine("src", project, room), "*.cs", SearchOption.AllDirectories)
            : [];

    private static IEnumerable<string> Used(string file)
        => Mention().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex(@"Integrity\.Toolkit\.(\w+)")]
    private static partial Regex Mention();

    [GeneratedRegex(@"^public .*\b(class|interface|enum|struct|record)\b", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
