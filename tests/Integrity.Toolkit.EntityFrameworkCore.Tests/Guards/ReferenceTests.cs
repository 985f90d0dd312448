using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Errors;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Tests.Guards;

/// <summary>The page of reference lists everything that the source has, and nothing else.</summary>
public sealed partial class ReferenceTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly ReadmePage Page = new("src", "Integrity.Toolkit.EntityFrameworkCore", "REFERENCE.md");

    private static readonly Assembly[] Assemblies = [typeof(Actor).Assembly, typeof(DatabaseError).Assembly];

    [Fact]
    public void Every_violation_code_is_listed()
    {
        string[] sections =
        [
            "### All blocks", "### Soft delete", "### Versioning", "### Validation", "### Constraints", "### Transitions",
            "### Database errors",
        ];
        var codes = Constants(type => type.Name.EndsWith("Codes", StringComparison.Ordinal))
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();
        var counters = Constants(type => type == typeof(CounterCodes))
            .Select(field => CountersPlan.Undeclared + (string)field.GetRawConstantValue()!);
        var errors = Enum.GetValues<DatabaseErrorKind>().Select(DatabaseErrorText.Code);

        var listed = sections.SelectMany(section => Page.Rows(section)).SelectMany(row => Tokens(row[0]));

        Assert.True(codes.Count > 50, "No codes were found: the test looks in the wrong place.");
        AssertSame([.. codes, .. counters, .. errors, ReplacementTriggers.Code], listed);
    }

    [Fact]
    public void Every_violation_gets_its_code_from_a_constant()
    {
        var literals = SourceCode.Files
            .Where(file => file.Package != "Integrity.Toolkit.Stateless")
            .SelectMany(file => file.Root.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
            .Where(creation => creation is ImplicitObjectCreationExpressionSyntax
                or ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: nameof(IntegrityViolation) } })
            .Select(creation => creation.ArgumentList?.Arguments.FirstOrDefault()?.Expression)
            .OfType<LiteralExpressionSyntax>()
            .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && Code().IsMatch(literal.Token.ValueText))
            .Select(literal => literal.Token.ValueText);

        AssertSame([], literals);
    }

    [Fact]
    public void Every_kind_of_database_error_is_listed_with_its_code()
    {
        var kinds = Enum.GetValues<DatabaseErrorKind>()
            .Where(kind => kind != DatabaseErrorKind.Prerequisite)
            .Select(kind => $"{DatabaseErrorText.Code(kind)} {kind}");

        var listed = Page.Rows("### Database errors").Select(row => $"{Tokens(row[0]).Single()} {Tokens(row[1]).Single()}");

        AssertSame([.. kinds, $"{ReplacementTriggers.Code} {DatabaseErrorKind.Guard}"], listed);
    }

    [Fact]
    public void Every_diagnostic_of_the_bridge_is_listed()
    {
        var codes = Directory
            .GetFiles(Repository.Combine("src", "Integrity.Toolkit.Stateless"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Diagnostic().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value)
            .ToList();

        Assert.True(codes.Count > 12, "No codes were found: the test looks in the wrong place.");
        AssertSame(codes, Page.Rows("### Stateless diagnostics").SelectMany(row => Tokens(row[0])));
    }

    [Fact]
    public void Every_log_event_is_listed()
    {
        var events = typeof(Log).GetMethods(Declared)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .ToList();

        var listed = Page.Rows("## Log events").Select(row => $"{row[0]} {Tokens(row[1]).Single()} {row[2]}");

        Assert.Equal(events.Count, events.Select(message => message.EventId).Distinct().Count());
        AssertSame(events.Select(message => $"{message.EventId} {message.EventName} {message.Level}"), listed);
    }

    [Fact]
    public void Every_instrument_and_attribute_is_listed()
    {
        var instruments = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                {
                    Assert.IsType<Counter<long>>(instrument);
                    instruments.Add($"{instrument.Name} {instrument.Unit}");
                }
            },
        };
        RuntimeHelpers.RunClassConstructor(typeof(Telemetry).TypeHandle);
        listener.Start();
        var names = SourceCode.Files.Single(file => file.Path == "Diagnostics/Telemetry.cs").Root.DescendantNodes()
            .OfType<LiteralExpressionSyntax>()
            .Select(literal => literal.Token.ValueText)
            .Where(text => text.StartsWith("integrity.", StringComparison.Ordinal));
        var rows = Page.Rows("### Instruments");

        AssertSame(instruments, rows.Select(row => $"{Tokens(row[0]).Single()} {Tokens(row[2]).Single()}"));
        AssertSame(names, rows.Concat(Page.Rows("### Attributes"))
            .SelectMany(row => Tokens(string.Join(' ', row)))
            .Where(token => token.StartsWith("integrity.", StringComparison.Ordinal)));
    }

    [Fact]
    public void There_are_no_activities()
    {
        var sources = Assemblies.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(Declared | BindingFlags.Instance))
            .Where(field => field.FieldType == typeof(ActivitySource))
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}");

        Assert.Contains("The toolkit starts no activities.", Page.Text, StringComparison.Ordinal);
        AssertSame([], sources);
    }

    [Fact]
    public void Every_annotation_is_listed()
    {
        var blocks = Constants(_ => true)
            .Where(field => field.Name == "BlockName")
            .Select(field => ModelAnnotations.Prefix + (string)field.GetRawConstantValue()!);
        var annotations = Constants(_ => true)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(value => value.Length > ModelAnnotations.Prefix.Length
                && value.StartsWith(ModelAnnotations.Prefix, StringComparison.Ordinal));

        AssertSame([.. blocks, .. annotations], Annotation().Matches(Page.Text).Select(match => match.Value));
    }

    [Fact]
    public void Every_public_constant_is_listed_with_its_value()
    {
        var constants = Assemblies.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type == typeof(Actor) || type.Name.EndsWith("Defaults", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(field => field.IsLiteral)
            .Select(field => string.Create(
                CultureInfo.InvariantCulture, $"{field.DeclaringType!.Name}.{field.Name} {field.GetRawConstantValue()}"));

        AssertSame(constants, Page.Rows("### Constants").Select(row => $"{Tokens(row[0]).Single()} {row[1].Trim('`')}"));
    }

    [Fact]
    public void Every_column_of_a_history_is_listed_with_its_length()
    {
        var options = new DbContextOptionsBuilder<Readme.DeskContext>();
        options.UseSqlite("Data Source=:memory:").UseTransitions()
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));
        using var db = new Readme.DeskContext(options.Options);
        var history = db.Model.GetEntityTypes().Single(type => type.ClrType == typeof(TransitionRecord));
        var rows = Page.Rows("#### Columns").Where(row => row[0].StartsWith('`')).ToList();

        var columns = history.GetProperties()
            .Where(property => !property.IsShadowProperty())
            .Select(property => string.Create(CultureInfo.InvariantCulture, $"{property.Name} {property.GetMaxLength()}").Trim());

        AssertSame(
            [.. columns, "EntityType", "EntityKey"],
            rows.SelectMany(row => Tokens(row[0]), (row, name) => $"{name} {Length().Match(row[1]).Groups["length"].Value}".Trim()));
    }

    [Fact]
    public void Every_option_is_listed_and_exists()
    {
        var options = Builders().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName && method.GetBaseDefinition() == method)
            .Concat(Extensions().Where(method => IsBuilder(method.GetParameters()[0].ParameterType)))
            .Select(method => method.Name)
            .ToHashSet(StringComparer.Ordinal);
        var known = options.Concat(Extensions().Select(method => method.Name)).Append("Hooks").ToHashSet(StringComparer.Ordinal);
        var text = Page.Text[Page.Text.IndexOf("\n## Options\n", StringComparison.Ordinal)..];
        var tables = Headings(text).SelectMany(heading => Page.Rows(heading)).ToList();

        var listed = tables.SelectMany(row => row.Take(2)).SelectMany(Tokens)
            .SelectMany(token => Method().Matches(token))
            .Select(match => match.Value)
            .ToHashSet(StringComparer.Ordinal);

        Assert.True(options.Count > 40, "No options were found: the test looks in the wrong place.");
        AssertSame([], options.Where(name => !listed.Contains(name) && !text.Contains($"`{name}()`", StringComparison.Ordinal)));
        AssertSame([], listed.Where(name => !known.Contains(name)));
    }

    [Fact]
    public void Every_default_of_a_parameter_is_listed()
    {
        var calls = Page.Rows("### Calls");
        var defaults =
            from method in Extensions()
            from parameter in method.GetParameters()
            where parameter is { HasDefaultValue: true, DefaultValue: int or long or bool or TransitionDetails }
            select (Method: method.Name, Name: parameter.Name!, Value: Shown(parameter));

        var missing = defaults.Distinct().Where(call => !calls.Any(row =>
            Method().Matches(row[0]).Any(match => match.Value == call.Method)
            && Tokens(row[1]).Contains(call.Name)
            && row[2].Trim('`') == call.Value));

        Assert.NotEmpty(calls);
        AssertSame([], missing.Select(call => $"{call.Method}: {call.Name} = {call.Value}"));

        static string Shown(ParameterInfo parameter) => parameter.DefaultValue switch
        {
            true => "true",
            false => "false",
            _ when parameter.ParameterType.IsEnum => Enum.ToObject(parameter.ParameterType, parameter.DefaultValue!).ToString()!,
            var number => Convert.ToInt64(number, CultureInfo.InvariantCulture).ToString("N0", CultureInfo.InvariantCulture),
        };
    }

    [Fact]
    public void Every_property_of_the_options_records_is_listed()
    {
        var text = string.Join('\n', Page.Rows("### Calls").Select(row => $"{row[0]} {row[1]}"));
        Type[] records = [typeof(TransitionOptions), typeof(SetBasedTransitionOptions), typeof(RuleContext)];

        var missing = records
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => property.CanWrite && !Regex.IsMatch(text, $@"[`.]{property.Name}`"))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");

        AssertSame([], missing);
    }

    private static IEnumerable<FieldInfo> Constants(Func<Type, bool> of)
        => Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters && of(type))
            .SelectMany(type => type.GetFields(Declared))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string));

    /// <summary>The builders of the EF Core package, whose methods are options.</summary>
    private static IEnumerable<Type> Builders()
        => typeof(DatabaseError).Assembly.GetExportedTypes()
            .Where(type => type.Name.Split('`')[0].EndsWith("Builder", StringComparison.Ordinal));

    private static IEnumerable<MethodInfo> Extensions()
        => typeof(DatabaseError).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(ExtensionAttribute)));

    private static bool IsBuilder(Type type)
        => type.IsAssignableTo(typeof(DbContextOptionsBuilder)) || type.IsAssignableTo(typeof(EntityTypeBuilder));

    private static IEnumerable<string> Headings(string text)
        => text.Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal));

    /// <summary>What a cell has as code.</summary>
    private static IEnumerable<string> Tokens(string cell) => Token().Matches(cell).Select(match => match.Groups["token"].Value);

    /// <summary>Fails with all differences, where an assertion on the collection would show the first few.</summary>
    private static void AssertSame(IEnumerable<string> source, IEnumerable<string> listed)
    {
        var (inSource, inPage) = (source.ToHashSet(StringComparer.Ordinal), listed.ToHashSet(StringComparer.Ordinal));
        var differences = inSource.Except(inPage).Order(StringComparer.Ordinal).Select(text => $"not on the page: {text}")
            .Concat(inPage.Except(inSource).Order(StringComparer.Ordinal).Select(text => $"not in the source: {text}"))
            .ToList();

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [GeneratedRegex("`(?<token>[^`]+)`")]
    private static partial Regex Token();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]*(?=[(<])")]
    private static partial Regex Method();

    [GeneratedRegex("Integrity:[A-Za-z]+")]
    private static partial Regex Annotation();

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+$")]
    private static partial Regex Code();

    [GeneratedRegex(@"StateMachineDiagnostic\(\s*""(?<code>[a-z.-]+)""")]
    private static partial Regex Diagnostic();

    [GeneratedRegex(@", (?<length>\d+)$")]
    private static partial Regex Length();
}
