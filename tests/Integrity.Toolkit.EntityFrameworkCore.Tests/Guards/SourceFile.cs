using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>A source file of a package, with the files that its code uses.</summary>
/// <param name="Package">The name of the project.</param>
/// <param name="Path">The path in the project, with forward slashes.</param>
/// <param name="Root">The syntax tree.</param>
public sealed record SourceFile(string Package, string Path, CompilationUnitSyntax Root)
{
    public string Folder { get; } = System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    /// <summary>The folder without the part that only separates internal types from public ones.</summary>
    public string Unit { get; } = string.Join('/', Path.Split('/')[..^1].Where(part => part != "Internal"));

    /// <summary>The folder in the project: a block, a layer or the extensions.</summary>
    public string Layer { get; } = Path.Split('/')[0];

    public IReadOnlyList<BaseTypeDeclarationSyntax> Types { get; } =
        [.. Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Where(type => type.Parent is not BaseTypeDeclarationSyntax)];

    public string Namespace { get; } =
        Root.Members.OfType<BaseNamespaceDeclarationSyntax>().SingleOrDefault()?.Name.ToString() ?? "";

    public bool IsPublic => Types.All(type => type.Modifiers.Any(modifier => modifier.ValueText == "public"));

    /// <summary>The files whose types and members this file uses; documentation does not count.</summary>
    public HashSet<SourceFile> Uses { get; } = new(ReferenceEqualityComparer.Instance);

    public override string ToString() => $"{Package}/{Path}";

    public bool Equals(SourceFile? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Path.GetHashCode(StringComparison.Ordinal);
}
