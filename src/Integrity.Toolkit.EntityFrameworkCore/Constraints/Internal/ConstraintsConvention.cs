using Integrity.Toolkit.Constraints.AppendOnly.Internal;
using Integrity.Toolkit.Constraints.Counters.Internal;
using Integrity.Toolkit.Counters;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Constraints.Internal;

/// <summary>Registers the declarations of this block, which are rendered when the model is finalized.</summary>
internal sealed class ConstraintsConvention() : BlockConvention<ConstraintsDeclaration>(BlockName)
{
    public const string BlockName = "Constraints";

    private readonly HashSet<IMutableProperty> _counters = [];

    /// <summary>Adds a declaration to an entity type.</summary>
    public static void Declare(IMutableEntityType entityType, DatabaseConstraint asked)
    {
        var present = (ConstraintsDeclaration?)ModelAnnotations.FindDeclaration(entityType, BlockName) ?? ConstraintsDeclaration.None;
        ModelAnnotations.Declare(entityType, BlockName, present.And(asked));
    }

    /// <summary>Replaces a declaration with a changed one.</summary>
    public static void Replace(IMutableEntityType entityType, DatabaseConstraint present, DatabaseConstraint by)
    {
        if (ModelAnnotations.FindDeclaration(entityType, BlockName) is ConstraintsDeclaration declared)
        {
            ModelAnnotations.Declare(entityType, BlockName, declared.Replace(present, by));
        }
    }

    protected override ConstraintsDeclaration? ByMarker(Type entity) => null;

    protected override void Shape(IMutableEntityType entityType, ConstraintsDeclaration declaration)
    {
        // The last call of IsAppendOnly replaces earlier ones.
        foreach (var asked in declaration.Asked.Where(
            asked => asked is not AppendOnlyGuard || asked == declaration.Asked.Last(other => other is AppendOnlyGuard)))
        {
            (asked as CounterDeclaration)?.Shape(entityType, _counters);
            entityType.AddDatabaseConstraint(asked);
        }
    }

    protected override void Plan(IEntityType entityType, ConstraintsDeclaration declaration)
    {
        CountersPlan.Add(
            BlockName, entityType, [.. declaration.Asked.OfType<CounterDeclaration>().Select(counter => counter.Plan(entityType))]);
        AppendOnlyPlan.Add(entityType, BlockName, declaration.Asked.OfType<AppendOnlyGuard>().LastOrDefault()?.Declaration);
    }
}
