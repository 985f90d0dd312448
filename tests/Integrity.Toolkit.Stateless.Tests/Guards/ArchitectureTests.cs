using System.Text.RegularExpressions;
using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Tests.Guards;

public sealed partial class ArchitectureTests
{
    private static readonly string Folder = Repository.Combine("src", "Integrity.Toolkit.Stateless");

    [Fact]
    public void The_bridge_references_only_the_base_package_and_the_library()
    {
        var references = typeof(StateMachineTableException).Assembly.GetReferencedAssemblies().Select(name => name.Name!).ToList();

        Assert.Contains("Integrity.Toolkit", references);
        Assert.All(references, name => Assert.Matches(@"^(System\..*|Integrity\.Toolkit|Stateless)$", name));
    }

    [Fact]
    public void Every_room_of_the_bridge_is_a_room_of_the_base_package()
    {
        var rooms = Directory.GetDirectories(Folder)
            .Select(path => Path.GetFileName(path))
            .Where(name => name is not ("bin" or "obj"))
            .ToList();

        Assert.NotEmpty(rooms);
        Assert.All(rooms, room => Assert.True(Directory.Exists(Repository.Combine("src", "Integrity.Toolkit", room))));
    }

    [Fact]
    public void Only_the_reader_and_the_entry_point_use_the_library()
    {
        var knowing = Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => Library().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal);

        Assert.Equal(["MachineReader.cs", "StateMachineExtensions.cs"], knowing);
    }

    [Fact]
    public void Every_file_has_at_most_one_public_type_and_is_short()
    {
        var files = Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var text = File.ReadAllText(file);
            Assert.True(text.Count(c => c == '\n') <= 300, $"{file} is longer than 300 lines.");
            Assert.True(PublicType().Count(text) <= 1, $"{file} has more than one public type.");
        });
    }

    [GeneratedRegex(@"^using Stateless\b", RegexOptions.Multiline)]
    private static partial Regex Library();

    [GeneratedRegex(@"^public .*\b(class|interface|enum|struct|record)\b", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
