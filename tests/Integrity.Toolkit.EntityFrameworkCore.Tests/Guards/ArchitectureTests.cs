using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>Blocks do not use each other, layers use only lower layers, and folders have no cycles.</summary>
/// <remarks>
/// A folder and its <c>Internal</c> are one unit: the public and the internal half of the same code.
/// </remarks>
public sealed class ArchitectureTests
{
    private const string EntityFrameworkCore = "Integrity.Toolkit.EntityFrameworkCore";

    private static readonly string[] Rooms = ["SoftDelete", "Versioning", "Validation", "Hooks", "Constraints", "Transitions"];

    /// <summary>From bottom to top; the blocks are one layer.</summary>
    private static readonly string[][] Layers =
    [
        ["Abstractions"],
        ["Diagnostics"],
        ["Metadata"],
        ["ChangeTracking"],
        ["Runtime"],
        ["Storage"],
        ["Translation"],
        ["Migrations"],
        ["Errors"],
        ["Update"],
        ["Counters"],
        ["Infrastructure"],
        Rooms,
        ["Extensions"],
    ];

    /// <summary>The additional namespaces of public types, in which extension methods are found without a using.</summary>
    private static readonly string[] ExtensionNamespaces =
        ["Microsoft.EntityFrameworkCore", "Microsoft.Extensions.DependencyInjection"];

    [Fact]
    public void Every_folder_is_a_layer_or_a_room()
    {
        var unknown = SourceCode.Files.Where(file => RankOf(file) < 0);

        Assert.True(SourceCode.Files.Count > 600, "No source was found: the test looks in the wrong place.");
        AssertNone(SourceCode.Errors);
        AssertNone(unknown.Select(file => file.ToString()));
    }

    [Fact]
    public void A_room_uses_no_other_room()
    {
        var doors = Arrows().Where(arrow => Rooms.Contains(arrow.From.Layer)
            && Rooms.Contains(arrow.To.Layer)
            && arrow.From.Layer != arrow.To.Layer);

        Assert.Contains(Arrows(), arrow => Rooms.Contains(arrow.From.Layer));
        AssertNone(doors.Select(Text));
    }

    [Fact]
    public void A_layer_uses_only_layers_below_it()
    {
        var upwards = Arrows().Where(arrow => RankOf(arrow.From) < RankOf(arrow.To));

        AssertNone(upwards.Select(Text));
    }

    [Fact]
    public void Folders_have_no_circular_dependencies()
    {
        var uses = Arrows()
            .Select(arrow => (From: Unit(arrow.From), To: Unit(arrow.To)))
            .Where(arrow => arrow.From != arrow.To)
            .ToLookup(arrow => arrow.From, arrow => arrow.To);
        var circles = uses.Select(unit => unit.Key).Where(unit => Reachable(unit).Contains(unit)).Order(StringComparer.Ordinal);

        Assert.True(uses.Count > 20, "No folders were found: the test looks in the wrong place.");
        AssertNone(circles);

        HashSet<string> Reachable(string unit)
        {
            HashSet<string> found = [];
            Stack<string> open = new(uses[unit]);
            while (open.TryPop(out var next))
            {
                if (found.Add(next))
                {
                    uses[next].ToList().ForEach(open.Push);
                }
            }

            return found;
        }
    }

    [Fact]
    public void Internal_types_are_in_the_namespace_of_their_folder()
    {
        var misplaced = SourceCode.Files
            .Where(file => !file.IsPublic && file.Namespace != $"Integrity.Toolkit.{file.Folder.Replace('/', '.')}")
            .Select(file => $"{file} is in {file.Namespace}");

        AssertNone(misplaced);
    }

    [Fact]
    public void Public_types_are_in_the_namespace_of_their_room_or_in_the_root()
    {
        var misplaced = SourceCode.Files
            .Where(file => file.IsPublic && !IsPublicNamespace(file))
            .Select(file => $"{file} is in {file.Namespace}");

        AssertNone(misplaced);

        static bool IsPublicNamespace(SourceFile file) => file.Layer == "Extensions"
            ? ExtensionNamespaces.Contains(file.Namespace) || IsRoot(file.Namespace) || Rooms.Any(room => IsRoom(file.Namespace, room))
            : Rooms.Contains(file.Layer) ? IsRoom(file.Namespace, file.Layer) : IsRoot(file.Namespace);

        static bool IsRoot(string name) => name == "Integrity.Toolkit";
        static bool IsRoom(string name, string room) => name == $"Integrity.Toolkit.{room}";
    }

    [Fact]
    public void Every_extension_method_on_an_EF_Core_type_is_in_the_Extensions_folder()
    {
        var elsewhere = SourceCode.Files.Where(file => file.Package == EntityFrameworkCore
            && file.IsPublic
            && file.Layer != "Extensions"
            && file.Root.DescendantNodes().OfType<ParameterSyntax>().Any(parameter => parameter.Modifiers.Any(SyntaxKind.ThisKeyword)));

        AssertNone(elsewhere.Select(file => file.ToString()));
    }

    [Fact]
    public void Every_file_contains_one_type_of_the_same_name_and_is_short()
    {
        var wrong = SourceCode.Files
            .Where(file => file.Types is not [var type] || Path.GetFileName(file.Path).Split('.')[0] != type.Identifier.ValueText)
            .Select(file => $"{file} has {string.Join(", ", file.Types.Select(type => type.Identifier.ValueText))}");
        var tooLong = SourceCode.Files.Where(file => file.Root.SyntaxTree.GetText().Lines.Count > 301);

        AssertNone(wrong);
        AssertNone(tooLong.Select(file => file.ToString()));
    }

    [Fact]
    public void Every_room_of_the_base_package_is_a_room_of_the_EF_Core_package()
    {
        var rooms = SourceCode.Files.Where(file => file.Package == "Integrity.Toolkit" && Rooms.Contains(file.Layer))
            .Select(file => file.Layer)
            .Distinct()
            .ToList();

        Assert.NotEmpty(rooms);
        Assert.All(rooms, room => Assert.Contains(
            SourceCode.Files, file => file.Package == EntityFrameworkCore && file.Layer == room));
    }

    [Fact]
    public void The_base_package_references_only_the_framework()
    {
        var references = typeof(Actor).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.All(references, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    /// <summary>Fails with all violations; an assertion on the collection would show only the first few.</summary>
    private static void AssertNone(IEnumerable<string> violations)
    {
        var all = violations.Distinct().ToList();

        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static IEnumerable<(SourceFile From, SourceFile To)> Arrows()
        => SourceCode.Files.SelectMany(file => file.Uses, (file, used) => (file, used));

    private static int RankOf(SourceFile file) => Array.FindIndex(Layers, layer => layer.Contains(file.Layer));

    private static string Unit(SourceFile file) => $"{file.Package}/{file.Unit}";

    private static string Text((SourceFile From, SourceFile To) arrow) => $"{arrow.From} uses {arrow.To}";
}
