using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Integrity.Toolkit.Tests;

/// <summary>The rules that every public member of a package follows.</summary>
public static class ApiConsistency
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] BuilderPrefixes = ["With", "Without", "Allow", "Require", "Add", "Use", "On", "Only", "To"];

    private static readonly string[] BuilderVerbs =
        ["Enforce", "Observe", "Off", "GuardInDatabase", "KeepAfterDelete", "Shared", "In"];

    /// <summary>Builders with a language of their own.</summary>
    private static readonly string[] Languages =
        ["TransitionTableBuilder`1", "TransitionTableBuilder`2", "StateMachineTableBuilder`2"];

    /// <summary>Choices that end a chain, so that combinations that exclude each other cannot be written.</summary>
    private static readonly string[] ChainEnds =
        ["HistoryBuilder.AllowCascadeDelete", "HistoryBuilder.KeepAfterDelete", "HistoryBuilder.Shared",
            "HistoryBuilder.RequireInDatabase", "RequiredHistoryBuilder.AllowCascadeDelete"];

    /// <summary>Unsealed on purpose: a table with triggers is a table, and EF Core maps the record.</summary>
    private static readonly string[] Unsealed = ["TransitionTable`1", "TransitionRecord"];

    /// <summary>Maintenance of many rows, and what waits for other transactions: nothing that a thread should block for.</summary>
    private static readonly string[] AsyncOnly =
        ["BackfillTransitionsAsync", "CheckConformanceAsync", "CheckHistoryAsync", "CheckManagedObjectsAsync", "FindViolationsAsync",
            "LockAsync", "ReconcileCounterAsync", "ReconcileCountersAsync", "RedactTransitionsAsync", "RestoreAsync",
            "LastEntryAsync", "StateAtAsync", "TimeInStateAsync"];

    /// <summary>Declares a guard by the name that Stateless uses.</summary>
    private const string StatelessName = "StateMachineTableBuilder`2.PermitIfAsync";

    /// <summary>Values that callers create with an object initializer.</summary>
    private static readonly string[] Initialized = ["RuleContext", "TransitionRecord", "SharedTransition"];

    private static readonly string[] WordsToAvoid =
        ["Refus", "Move", "Wish", "Judge", "Tell", "Said", "Says", "Ask", "Held", "Hold", "InTheWay", "MayGo", "Fault"];

    private static readonly string[] ParametersToAvoid = ["move", "moves", "beginnings", "floor", "ceiling", "which", "declare", "said"];

    public static void Check(Assembly assembly)
    {
        var problems = assembly.GetExportedTypes()
            .SelectMany(type => OfType(type).Concat(type.GetMethods(Declared).Where(method => !method.IsSpecialName).SelectMany(OfMethod)))
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static IEnumerable<string> OfType(Type type)
    {
        var name = type.Name;
        if (type.Namespace is not ("Microsoft.EntityFrameworkCore" or "Microsoft.Extensions.DependencyInjection" or "Integrity.Toolkit")
            && !(type.Namespace!.StartsWith("Integrity.Toolkit.", StringComparison.Ordinal) && type.Namespace.Count(c => c == '.') == 2))
        {
            yield return $"{type} is in a namespace deeper than that of its room.";
        }

        if (type is { IsClass: true, IsSealed: false, IsAbstract: false } && !Unsealed.Contains(name))
        {
            yield return $"{type} is neither sealed nor abstract.";
        }

        if (type.GetMethod("<Clone>$") is not null && !name.EndsWith("Options", StringComparison.Ordinal) && name != "RuleContext")
        {
            yield return $"{type} is a record: results are sealed classes with get-only properties.";
        }

        if (type is { IsValueType: true, IsEnum: false } && name is not ("Actor" or "EntityChange`1"))
        {
            yield return $"{type} is a struct: results are sealed classes.";
        }

        foreach (var field in type.GetFields(Declared).Where(field => !field.IsLiteral && !type.IsEnum))
        {
            yield return $"{type}.{field.Name} is a public field.";
        }

        foreach (var property in type.GetProperties(Declared))
        {
            if (property.SetMethod is { IsPublic: true } set
                && (!set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
                    || !(Initialized.Contains(name) || name.EndsWith("Options", StringComparison.Ordinal))))
            {
                yield return $"{type}.{property.Name} can be set by callers.";
            }

            if (Nullable.GetUnderlyingType(property.PropertyType) == typeof(DateTimeOffset) || property.PropertyType == typeof(DateTimeOffset))
            {
                yield return $"{type}.{property.Name} is a DateTimeOffset: times are UTC values of DateTime.";
            }
        }

        foreach (var word in WordsToAvoid.Where(word => type.GetMembers(Declared).Select(member => member.Name).Append(name)
            .Any(text => text.Contains(word, StringComparison.Ordinal))))
        {
            yield return $"{type} or one of its members contains the word {word}.";
        }
    }

    private static IEnumerable<string> OfMethod(MethodInfo method)
    {
        var name = $"{method.DeclaringType!.Name}.{method.Name}";
        var parameters = method.GetParameters();
        var isAsync = method.ReturnType.Name is "Task" or "Task`1" or "ValueTask" or "ValueTask`1";
        if (isAsync != method.Name.EndsWith("Async", StringComparison.Ordinal) && name != StatelessName)
        {
            yield return $"{name} must end with Async exactly if it returns a task.";
        }

        var token = Array.FindIndex(parameters, parameter => parameter.ParameterType == typeof(CancellationToken));
        if (token >= 0 && (token != parameters.Length - 1 || parameters[token].Name != "cancellationToken"))
        {
            yield return $"{name} has a CancellationToken that is not the last parameter, or is not named cancellationToken.";
        }

        if (isAsync && token < 0 && !(method.IsVirtual && !method.IsFinal))
        {
            yield return $"{name} cannot be canceled.";
        }

        if (parameters.Any(parameter => IsOffset(parameter.ParameterType)))
        {
            yield return $"{name} takes a DateTimeOffset: times are UTC values of DateTime.";
        }

        foreach (var parameter in parameters.Where(parameter => ParametersToAvoid.Contains(parameter.Name) && !method.IsFamily))
        {
            yield return $"{name} has a parameter with the name {parameter.Name}.";
        }

        if (method.IsDefined(typeof(ExtensionAttribute)) && parameters[0].ParameterType.Name.Contains("OptionsBuilder", StringComparison.Ordinal)
            && method.ReturnType.ToString() != parameters[0].ParameterType.ToString())
        {
            yield return $"{name} does not return the builder that it extends.";
        }

        var code = Array.FindIndex(parameters, parameter => parameter.Name == "code");
        if (code >= 0 && (parameters[(code + 1)..].Any(parameter => IsSelector(parameter.ParameterType))
            || parameters[..code].Any(parameter => parameter.Name is "message" or "requirement")))
        {
            yield return $"{name}: the member or condition comes first, then the code, then the message.";
        }

        foreach (var problem in OfBuilder(method, name).Concat(OfExtension(method, name, isAsync)).Concat(OfTwins(method, name)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> OfBuilder(MethodInfo method, string name)
    {
        var builder = method.DeclaringType!;
        if (!builder.Name.Contains("Builder", StringComparison.Ordinal) || builder.IsAbstract || Languages.Contains(builder.Name)
            || method.GetBaseDefinition() != method)
        {
            yield break;
        }

        if (method.ReturnType != builder && !ChainEnds.Contains(name))
        {
            yield return $"{name} does not return its builder.";
        }

        if (!BuilderVerbs.Contains(method.Name) && !BuilderPrefixes.Any(prefix => method.Name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            yield return $"{name} does not begin with {string.Join(", ", BuilderPrefixes)}.";
        }
    }

    private static IEnumerable<string> OfExtension(MethodInfo method, string name, bool isAsync)
    {
        if (!method.IsDefined(typeof(ExtensionAttribute)))
        {
            yield break;
        }

        var receiver = method.GetParameters()[0].ParameterType;
        if (IsOf(receiver, "Microsoft.EntityFrameworkCore") && method.DeclaringType!.Namespace != "Microsoft.EntityFrameworkCore")
        {
            yield return $"{name} extends a type of EF Core and is not in its namespace.";
        }

        if (IsQueryable(receiver) && (isAsync || !IsQueryable(method.ReturnType)) && !method.Name.StartsWith("Execute", StringComparison.Ordinal))
        {
            yield return $"{name} acts at once: its name begins with Execute.";
        }

        var prefix = receiver.Name switch
        {
            "DbContextOptionsBuilder" or "DbContextOptionsBuilder`1" or "IntegrityOptionsBuilder" => (string[])["Use"],
            "EntityTypeBuilder" or "EntityTypeBuilder`1" => ["Has", "Is"],
            "IServiceCollection" => ["Add"],
            _ => [""],
        };
        if (!prefix.Any(begin => method.Name.StartsWith(begin, StringComparison.Ordinal)))
        {
            yield return $"{name} extends {receiver.Name} and does not begin with {string.Join(" or ", prefix)}.";
        }
    }

    private static IEnumerable<string> OfTwins(MethodInfo method, string name)
    {
        var all = method.DeclaringType!.Assembly.GetExportedTypes()
            .Where(type => type == method.DeclaringType || (type.IsAbstract && type.IsSealed))
            .SelectMany(type => type.GetMethods(Declared))
            .ToList();
        if (method.Name.EndsWith("Async", StringComparison.Ordinal) && !method.IsVirtual
            && !AsyncOnly.Contains(method.Name) && name != StatelessName
            && !all.Any(other => other.Name == method.Name[..^5]
                && Shape(other).SequenceEqual(Shape(method))
                && Text(other.ReturnType) == Text(Result(method.ReturnType))))
        {
            yield return $"{name}({string.Join(", ", Shape(method))}) has no synchronous twin of the same shape and result.";
        }

        if (method.GetParameters().Any(parameter => parameter.Name == "options" && parameter.ParameterType.Name.EndsWith("TransitionOptions", StringComparison.Ordinal))
            && !all.Any(other => other.Name == method.Name && other.GetParameters().Any(parameter => parameter.Name == "reason")))
        {
            yield return $"{name} has no twin with a reason.";
        }

        if (method.GetParameters() is [{ ParameterType.Name: "DbContextOptionsBuilder" }, ..]
            && !all.Any(other => other.Name == method.Name && other.GetParameters() is [{ ParameterType.Name: "DbContextOptionsBuilder`1" }, ..]))
        {
            yield return $"{name} has no twin for DbContextOptionsBuilder<TContext>.";
        }
    }

    private static IEnumerable<string> Shape(MethodInfo method)
        => method.GetParameters().Where(parameter => parameter.ParameterType != typeof(CancellationToken))
            .Select(parameter => $"{Text(parameter.ParameterType)} {parameter.Name}");

    /// <summary>Type parameters of two methods are different types with the same names.</summary>
    private static string Text(Type type) => type.ToString();

    private static Type Result(Type task) => task.IsGenericType ? task.GetGenericArguments()[0] : typeof(void);

    private static bool IsOffset(Type type) => type == typeof(DateTimeOffset) || Nullable.GetUnderlyingType(type) == typeof(DateTimeOffset);

    private static bool IsSelector(Type type)
        => typeof(LambdaExpression).IsAssignableFrom(type) && type != typeof(LambdaExpression)
            || (typeof(Delegate).IsAssignableFrom(type) && type.IsGenericType && type.GetGenericArguments()[^1] == typeof(bool));

    private static bool IsQueryable(Type type) => type.Name == "IQueryable`1";

    private static bool IsOf(Type type, string prefix) => type.Namespace?.StartsWith(prefix, StringComparison.Ordinal) == true;
}
