using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Integrity.Toolkit.Tests;

/// <summary>Compares a package's public surface with the text kept beside its project.</summary>
public static class PublicApi
{
    /// <summary>Set this variable to rewrite the texts after a change that is meant.</summary>
    private const string Accept = "INTEGRITY_ACCEPT_API";

    /// <param name="assembly">The package.</param>
    /// <param name="project">The name of its project.</param>
    /// <param name="mayBeMissing">Types that are left out where the package feed lacks what they need.</param>
    public static void Check(Assembly assembly, string project, params string[] mayBeMissing)
    {
        var file = Repository.Combine("src", project, "PublicApi.txt");
        var kept = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        var types = assembly.GetExportedTypes().ToDictionary(type => type.FullName!, Render);
        foreach (var missing in mayBeMissing.Where(name => !types.ContainsKey(name)))
        {
            types[missing] = Regex.Match(kept, $@"^\S.* {Regex.Escape(missing)}\n(    .*\n)*", RegexOptions.Multiline).Value;
            Assert.False(types[missing].Length == 0, $"{project} says nothing of {missing}, which is left out here.");
        }

        var actual = string.Concat(types.OrderBy(type => type.Key, StringComparer.Ordinal).Select(type => type.Value));
        if (Environment.GetEnvironmentVariable(Accept) is { Length: > 0 })
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{project} has no PublicApi.txt. Run the tests with {Accept}=1 to write it.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }

    private static string Render(Type type)
    {
        var text = new StringBuilder();
        text.Append(Kind(type)).Append(' ').Append(Name(type)).Append(Bases(type)).Append('\n');
        var members = type
            .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
                | BindingFlags.DeclaredOnly)
            .Select(Render)
            .OfType<string>()
            .Order(StringComparer.Ordinal);
        foreach (var member in members)
        {
            text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static string? Render(MemberInfo member) => member switch
    {
        ConstructorInfo { IsPublic: true } made => $"new({Parameters(made)})",
        MethodInfo method when Visible(method) && !method.IsSpecialName
            => $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{Generics(method.GetGenericArguments())}({Parameters(method)})",
        MethodInfo method when Visible(method) && method.Name.StartsWith("op_", StringComparison.Ordinal)
            => $"{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        PropertyInfo property when (property.GetMethod ?? property.SetMethod) is { } accessor && Visible(accessor)
            => $"{Modifiers(accessor)}{Name(property.PropertyType)} {property.Name} {{ "
                + $"{(property.GetMethod is { } get && Visible(get) ? "get; " : "")}"
                + $"{(property.SetMethod is { } set && Visible(set) ? IsInit(set) ? "init; " : "set; " : "")}}}",
        FieldInfo { IsPublic: true, IsSpecialName: false } field
            => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}"
                + (field.IsLiteral ? $" = {field.GetRawConstantValue()}" : ""),
        _ => null,
    };

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers()
        .Any(modifier => modifier.Name == "IsExternalInit");

    private static string Modifiers(MethodInfo method) => method switch
    {
        { IsStatic: true } => "static ",
        { DeclaringType.IsInterface: true } => "",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } => method.GetBaseDefinition() == method ? "virtual " : "override ",
        _ => "",
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)} {parameter.Name}"
            + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : "")));

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        var bases = type.IsEnum
            ? []
            : type.GetInterfaces().Where(candidate => candidate.IsPublic).Select(Name).Order(StringComparer.Ordinal).ToList();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
        {
            bases.Insert(0, Name(parent));
        }

        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static string Generics(Type[] arguments)
        => arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(Name))}>";

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsByRef)
        {
            return Name(type.GetElementType()!) + "&";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        var name = type.Namespace is "System" ? type.Name : $"{type.Namespace}.{type.Name}";
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return (tick < 0 ? name : name[..tick]) + Generics(type.GetGenericArguments());
    }
}
