using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Integrity.Toolkit.Update;

/// <summary>Finds the target types of a set-based statement.</summary>
internal static class SetBasedTargets
{
    public const string BypassTag = "Integrity.Toolkit: bypassed";

    public static bool IsBypassed(Expression statement)
    {
        var finder = new TagFinder();
        finder.Visit(statement);
        return finder.Found;
    }

    /// <summary>Returns the names of the members that an update sets.</summary>
    public static IReadOnlyCollection<string> Written(MethodCallExpression statement)
        => statement.Arguments.Count > 1 && statement.Arguments[1] is NewArrayExpression setters
            ? [.. setters.Expressions.Select(Setter).OfType<string>()]
            : [];

    /// <summary>
    /// Returns the element type of the query; for a projection, all types that are query roots or are used by its setters.
    /// </summary>
    public static IReadOnlyCollection<IEntityType> Of(MethodCallExpression statement, IModel model)
    {
        var element = statement.Method.GetGenericArguments()[0];
        var found = new TargetFinder(model);
        found.Visit(statement);

        return found.Roots.Count(root => root.ClrType == element) == 1
            ? [found.Roots.Single(root => root.ClrType == element)]
            : model.FindEntityTypes(element).ToList() is { Count: > 0 } byType
                ? byType
                : [.. found.Roots, .. found.Reached];
    }

    /// <summary>Returns the member of a setter, which is a pair of member and value.</summary>
    private static string? Setter(Expression setter)
        => setter is NewExpression { Arguments: [var member, ..] } && Unquoted(member) is LambdaExpression selector
            ? Unconverted(selector.Body) switch
            {
                MemberExpression property => property.Member.Name,
                MethodCallExpression { Method.Name: nameof(EF.Property), Arguments: [_, ConstantExpression { Value: string name }] } => name,
                _ => null,
            }
            : null;

    private static Expression Unquoted(Expression expression)
        => expression is UnaryExpression { NodeType: ExpressionType.Quote } quote ? quote.Operand : expression;

    private static Expression Unconverted(Expression expression)
        => expression is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : expression;

    private sealed class TagFinder : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            Found |= node.Method.Name == "TagWith"
                && node.Arguments.Count > 1
                && node.Arguments[1] is ConstantExpression { Value: BypassTag };
            return base.VisitMethodCall(node);
        }
    }

    private sealed class TargetFinder(IModel model) : ExpressionVisitor
    {
        public HashSet<IEntityType> Roots { get; } = [];

        public HashSet<IEntityType> Reached { get; } = [];

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression is { } owner)
            {
                Reached.UnionWith(model.FindEntityTypes(owner.Type));
            }

            return base.VisitMember(node);
        }

        protected override Expression VisitExtension(Expression node)
        {
            if (node is EntityQueryRootExpression root)
            {
                Roots.Add(root.EntityType);
                return node;
            }

            return base.VisitExtension(node);
        }
    }
}
