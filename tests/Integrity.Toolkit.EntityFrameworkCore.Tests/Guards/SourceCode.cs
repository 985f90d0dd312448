using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The source code of the packages, bound by the compiler: constants, enum members and nameof count as uses, too.</summary>
public static class SourceCode
{
    private static readonly string[] Packages =
        ["Integrity.Toolkit", "Integrity.Toolkit.EntityFrameworkCore", "Integrity.Toolkit.Stateless"];

    private static readonly Lazy<IReadOnlyList<SourceFile>> Bound = new(Bind);

    public static IReadOnlyList<SourceFile> Files => Bound.Value;

    private static IReadOnlyList<SourceFile> Bind()
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var implicitUsings = CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
            + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;",
            options);
        var files = Packages.SelectMany(package => Read(package, options)).ToList();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Packages.Contains(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path));

        // One compilation: the packages share namespaces, and a file may use a type of another package.
        var compilation = CSharpCompilation.Create(
            "Packages",
            [implicitUsings, .. files.Select(file => file.Root.SyntaxTree)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var byTree = files.ToDictionary(file => file.Root.SyntaxTree);
        foreach (var file in files)
        {
            var model = compilation.GetSemanticModel(file.Root.SyntaxTree);
            foreach (var name in file.Root.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var symbol = model.GetSymbolInfo(name) is { Symbol: { } found } ? found : null;
                foreach (var tree in symbol?.OriginalDefinition.DeclaringSyntaxReferences.Select(place => place.SyntaxTree) ?? [])
                {
                    if (symbol is not INamespaceSymbol && tree != file.Root.SyntaxTree && byTree.TryGetValue(tree, out var used))
                    {
                        file.Uses.Add(used);
                    }
                }
            }
        }

        return files;
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
