using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>
/// The source code of the packages, bound by the compiler. Constants, enum members and nameof count as uses.
/// </summary>
public static class SourceCode
{
    private static readonly string[] Packages =
        ["Integrity.Toolkit", "Integrity.Toolkit.EntityFrameworkCore", "Integrity.Toolkit.Stateless"];

    private static readonly Lazy<IReadOnlyList<SourceFile>> Bound = new(Bind);

    /// <summary>Partial methods are implemented by source generators, which do not run here.</summary>
    private const string PartialMethod = "CS8795";

    private static readonly List<string> Unbound = [];

    public static IReadOnlyList<SourceFile> Files => Bound.Value;

    /// <summary>
    /// The binding errors, which could hide a use. Types of the Stateless library are not referenced and therefore excluded.
    /// </summary>
    public static IReadOnlyList<string> Errors => Files.Count > 0 ? Unbound : [];

    private static IReadOnlyList<SourceFile> Bind()
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var implicitUsings = CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
            + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks; "
            + "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Integrity.Toolkit.EntityFrameworkCore\")]",
            options);
        List<MetadataReference> references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Packages.Contains(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path))];
        List<SourceFile> files = [];
        foreach (var package in Packages)
        {
            files.AddRange(Read(package, options));
            var compilation = CSharpCompilation.Create(
                package,
                [implicitUsings, .. files.Where(file => file.Package == package).Select(file => file.Root.SyntaxTree)],
                references,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
            references.Add(compilation.ToMetadataReference());
            Unbound.AddRange(package.EndsWith("Stateless", StringComparison.Ordinal)
                ? []
                : compilation.GetDiagnostics()
                    .Where(found => found.Severity == DiagnosticSeverity.Error && found.Id != PartialMethod)
                    .Select(found => found.ToString()));
            Parallel.ForEach(files.Where(file => file.Package == package), file => FindUses(file, compilation, files));
        }

        return files;
    }

    private static void FindUses(SourceFile file, CSharpCompilation compilation, List<SourceFile> files)
    {
        var tree = file.Root.SyntaxTree;
        var model = compilation.GetSemanticModel(tree);
        HashSet<SyntaxTree> used = [];
        foreach (var node in file.Root.DescendantNodes())
        {
            if (node is (SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax or ElementAccessExpressionSyntax)
                && model.GetSymbolInfo(node).Symbol is { } symbol and not INamespaceSymbol)
            {
                used.UnionWith(symbol.OriginalDefinition.DeclaringSyntaxReferences.Select(place => place.SyntaxTree));
            }
        }

        used.Remove(tree);
        file.Uses.UnionWith(files.Where(other => used.Contains(other.Root.SyntaxTree)));
    }

    private static IEnumerable<SourceFile> Read(string package, CSharpParseOptions options)
    {
        var folder = Repository.Combine("src", package);
        return Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(
                package,
                Path.GetRelativePath(folder, path).Replace('\\', '/'),
                CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path).GetCompilationUnitRoot()));
    }
}
