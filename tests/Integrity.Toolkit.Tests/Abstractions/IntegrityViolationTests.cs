using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Integrity.Toolkit.Abstractions;

namespace Integrity.Toolkit.Tests.Abstractions;

public sealed class IntegrityViolationTests
{
    [Fact]
    public void A_message_is_formatted_when_read_in_the_culture_of_the_reader()
    {
        var violation = new IntegrityViolation("range", "Order", r => $"at most {r.Arguments["max"]:N2}", arguments: Facts("max", 1234.5m));

        var english = In("en-US", () => violation.Message);
        var german = In("de-DE", () => violation.Message);

        Assert.Equal("at most 1,234.50", english);
        Assert.Equal("at most 1.234,50", german);
    }

    [Fact]
    public void An_exception_formats_its_message_when_read()
    {
        var exception = new IntegrityException(
        [
            new IntegrityViolation("range", "Order", r => $"at most {r.Arguments["max"]}", arguments: Facts("max", 0.5m)),
            new IntegrityViolation("required", "Order", "Order.Name is required."),
        ]);

        var message = In("de-DE", () => exception.Message);

        Assert.Equal(["Rejected with 2 violations; nothing was written.", "- at most 0,5", "- Order.Name is required."],
            message.Split(Environment.NewLine));
        Assert.Throws<ArgumentException>(() => new IntegrityException([]));
        Assert.Throws<ArgumentNullException>(() => new IntegrityException(null!));
    }

    [Fact]
    public void A_failing_message_does_not_hide_the_violation()
    {
        var failing = new IntegrityViolation("range", "Order", _ => throw new TimeoutException("secret"), MemberPath.Parse("Total"));
        var empty = new IntegrityViolation("range", "Order", _ => "");

        Assert.Equal("Order.Total was rejected (range); creating the message failed with TimeoutException.", failing.Message);
        Assert.Equal("Order was rejected (range); the message is empty.", empty.Message);
        Assert.Equal("range: Order was rejected (range); the message is empty.", empty.ToString());
    }

    [Fact]
    public void A_violation_is_an_error_by_default()
    {
        var warning = new IntegrityViolation("range", "Order", _ => "x", severity: ViolationSeverity.Warning);

        Assert.Equal(ViolationSeverity.Error, new IntegrityViolation("range", "Order", "x").Severity);
        Assert.Equal(ViolationSeverity.Warning, warning.Severity);
    }

    [Theory]
    [InlineData("Name", "name")]
    [InlineData("Lines[2].UnitPrice", "lines[2].unitPrice")]
    [InlineData("Facts[height.cm].Value", "facts[height.cm].value")]
    [InlineData("Grid[1][2].Cell", "grid[1][2].cell")]
    [InlineData("[3]", "[3]")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void A_path_is_renamed_member_by_member_and_keeps_its_indexes(string? path, string? expected)
    {
        var violation = new IntegrityViolation("range", "Order", "x", path);

        Assert.Equal(expected, violation.PathFor(JsonNamingPolicy.CamelCase));
        Assert.Equal(path, violation.PathFor(null));
        Assert.Equal(path, violation.Path);
    }

    [Fact]
    public void A_path_uses_the_json_names_of_its_members()
    {
        var path = MemberPath.To(Member(typeof(Order), nameof(Order.OrderLines))).At(2)
            .Then(MemberPath.To(Member(typeof(Line), nameof(Line.UnitPrice))))
            .Then(MemberPath.To(Member(typeof(Line), nameof(Line.Notes)))).At(0);

        var violation = new IntegrityViolation("range", "Order", _ => "x", path);

        Assert.Equal("OrderLines[2].UnitPrice.Notes[0]", violation.Path);
        Assert.Equal("orderLines[2].price_per_unit.notes[0]", violation.PathFor(JsonNamingPolicy.CamelCase));
        Assert.Equal("OrderLines[2].price_per_unit.Notes[0]", violation.PathFor(null));
        Assert.Same(path, path.Then(null));
    }

    [Fact]
    public void Violations_are_converted_to_the_errors_of_a_web_response()
    {
        IntegrityViolation[] violations =
        [
            new("required", "Order", "Order.UnitPrice is required.", "UnitPrice"),
            new("order.credit", "Order", "The credit is used up."),
            new("range", "Order", "Order.UnitPrice is too low.", "UnitPrice"),
        ];

        var errors = violations.ToDictionary(JsonNamingPolicy.CamelCase);

        Assert.Equal(["unitPrice", ""], errors.Keys);
        Assert.Equal(["Order.UnitPrice is required.", "Order.UnitPrice is too low."], errors["unitPrice"]);
        Assert.Equal(["UnitPrice", ""], violations.ToDictionary().Keys);
    }

    [Fact]
    public void A_violation_without_code_entity_or_message_throws()
    {
        Assert.Throws<ArgumentException>(() => new IntegrityViolation("", "Order", "x"));
        Assert.Throws<ArgumentException>(() => new IntegrityViolation("range", "", "x"));
        Assert.Throws<ArgumentException>(() => new IntegrityViolation("range", "Order", ""));
        Assert.Throws<ArgumentNullException>(() => new IntegrityViolation("range", "Order", (Func<IntegrityViolation, string>)null!));
        Assert.Throws<ArgumentException>(() => MemberPath.Parse(""));
        Assert.Throws<ArgumentNullException>(() => MemberPath.To(null!));
        Assert.Throws<ArgumentNullException>(() => ((IEnumerable<IntegrityViolation>)null!).ToDictionary());
    }

    private static Dictionary<string, object?> Facts(string name, object value) => new() { [name] = value };

    private static MemberInfo Member(Type type, string name) => type.GetProperty(name)!;

    private static TResult In<TResult>(string culture, Func<TResult> read)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return read();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private sealed class Order
    {
        public List<Line> OrderLines { get; } = [];
    }

    private sealed class Line
    {
        [JsonPropertyName("price_per_unit")]
        public decimal UnitPrice { get; set; }

        public List<string> Notes { get; } = [];
    }
}
