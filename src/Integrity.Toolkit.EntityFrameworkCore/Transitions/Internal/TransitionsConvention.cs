using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Migrations;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Transitions.Effects.Internal;
using Integrity.Toolkit.Transitions.Evaluation.Internal;
using Integrity.Toolkit.Transitions.History.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Transitions.Internal;

/// <summary>Adds the sequence of the status and the history table to entity types with transitions.</summary>
internal sealed class TransitionsConvention(IDbContextOptions options, ITypeMappingSource types)
    : BlockConvention<TransitionsDeclaration>(TransitionsPlan.BlockName)
{
    private readonly TransitionsOptions _options =
        options.FindExtension<TransitionsOptionsExtension>()?.Options ?? TransitionsOptions.Default;

    private readonly Dictionary<IMutableEntityType, TransitionsDeclaration> _declared = [];
    private readonly SharedHistoryModelBuilder _shared = new();

    protected override TransitionsDeclaration? ByMarker(Type entity) => null;

    protected override void Shape(IMutableEntityType entityType, TransitionsDeclaration declaration)
    {
        var status = entityType.FindProperty(declaration.Property) ?? throw new InvalidOperationException(
            $"{entityType.ShortName()}.{declaration.Property} has transitions but is not mapped. Map it, or remove "
            + "HasTransitions.");
        ThrowIfSecond(entityType, declaration);
        var table = TableOf(declaration);
        ThrowIfOtherStates(entityType, status, table);
        EnsureOriginals(entityType, declaration);
        InvariantCheck.EnsureType(entityType, table);
        if (Mode(declaration) == EnforcementMode.Enforce)
        {
            StrictEnumConverter.Install(status, entityType.ShortName());
        }

        OwnDefault(entityType, status);
        StateText.Remember(table.States);
        Sequence(entityType, status);
        if (declaration.Shared is { } shared)
        {
            _shared.AddTo(entityType, declaration, shared);
        }
        else
        {
            ThrowIfKeptLedger(entityType, declaration);
            ThrowIfScattered(entityType, declaration);
            HistoryModelBuilder.AddTo(entityType, status, declaration, types);
        }
    }

    protected override void Shaped(IMutableModel model)
    {
        HistoryTableNames.Check(model, _declared);

        foreach (var (entityType, declaration) in _declared.Where(each => !each.Value.Effects.IsEmpty))
        {
            new EffectsDeclarationValidator(entityType, declaration, TableOf(declaration)).Check(_declared.Keys);
        }

        var heldHistories = new HashSet<IMutableEntityType>();
        foreach (var (entityType, declaration) in _declared.Where(each => each.Value.Hold != DatabaseEnforcement.None))
        {
            if (Mode(declaration) != EnforcementMode.Enforce)
            {
                throw new InvalidOperationException(
                    $"{entityType.ShortName()} guards its {declaration.Property} in the database, but the mode of its "
                    + $"transitions is {Mode(declaration)}, which lets transitions pass that the database would reject. Call "
                    + "Enforce(), or remove "
                    + (declaration.Hold == DatabaseEnforcement.Ledger ? "RequireInDatabase()." : "GuardInDatabase()."));
            }

            var history = model.FindEntityType(declaration.HistoryTypeName(entityType))!;
            var rows = new GuardedRows(entityType, _declared.Keys);
            entityType.AddDatabaseConstraint(declaration.Hold == DatabaseEnforcement.Ledger
                ? new LedgerGuard(declaration.Property, SequenceName(declaration.Property), history, TableOf(declaration), rows)
                : new StatusGuard(declaration.Property, TableOf(declaration), rows));
            if (declaration.HistoryDeletion == HistoryDeleteBehavior.Keep)
            {
                entityType.AddDatabaseConstraint(new KeptHistoryGuard(
                    declaration.Property, SequenceName(declaration.Property), history, declaration.Shared, rows));
            }

            InvariantConstraint.AddAll(entityType, declaration.Property, TableOf(declaration), _declared.Keys);
            if (heldHistories.Add(history))
            {
                history.AddDatabaseConstraint(new HistoryGuard(
                    declaration.Shared is null ? entityType : null,
                    declaration.HistoryDeletion == HistoryDeleteBehavior.Cascade));
            }
        }
    }

    protected override void Plan(IEntityType entityType, TransitionsDeclaration declaration)
    {
        var status = entityType.FindProperty(declaration.Property)!;
        var history = HistoryTable.Of(entityType, status, declaration);
        new TransitionsPlan(
            Mode(declaration),
            TableOf(declaration),
            status,
            entityType.FindProperty(SequenceName(status.Name))!,
            history,
            declaration.Hold)
        {
            Effects = EffectsPlan.Of(entityType, status, declaration.Effects),
            EntityType = entityType,
            Prerequisites = declaration.Prerequisites,
        }.AddTo(entityType);
        if (Mode(declaration) != EnforcementMode.Off && TableOf(declaration).Invariants.Count > 0)
        {
            OwnedPlan.AddBelow(entityType, new InvariantsOwnedPlan(Mode(declaration)));
        }

        if (declaration.Hold == DatabaseEnforcement.Ledger)
        {
            InsertOrderComparer.Mark(history.Type, history.Type.FindProperty(nameof(TransitionRecord.Sequence))!);
        }
    }

    private static void ThrowIfOtherStates(IMutableEntityType entityType, IMutableProperty status, ITransitionTable table)
    {
        if (status.ClrType != table.StateType)
        {
            throw new InvalidOperationException(
                $"The table '{table.Name}' has states of type {table.StateType.ShortDisplayName()}, but "
                + $"{entityType.ShortName()}.{status.Name} is a {status.ClrType.ShortDisplayName()}. Use one type for both.");
        }
    }

    /// <summary>
    /// Throws for a change tracking strategy that does not keep the loaded state, from which a transition starts.
    /// </summary>
    private static void EnsureOriginals(IMutableEntityType entityType, TransitionsDeclaration declaration)
    {
        if (entityType.GetDerivedTypesInclusive().FirstOrDefault(type
            => type.GetChangeTrackingStrategy() == ChangeTrackingStrategy.ChangingAndChangedNotifications) is { } forgetful)
        {
            throw new InvalidOperationException(
                $"{forgetful.ShortName()}.{declaration.Property} has transitions, but the change tracking strategy "
                + $"{ChangeTrackingStrategy.ChangingAndChangedNotifications} does not keep the loaded state. Use "
                + $"{ChangeTrackingStrategy.ChangingAndChangedNotificationsWithOriginalValues} for {forgetful.ShortName()}.");
        }
    }

    private static void ThrowIfKeptLedger(IMutableEntityType entityType, TransitionsDeclaration declaration)
    {
        if (declaration is { Hold: DatabaseEnforcement.Ledger, HistoryDeletion: HistoryDeleteBehavior.Keep })
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()} has a history that the database requires, which cannot be kept after its row is "
                + "permanently deleted. Remove KeepAfterDelete(), or use GuardInDatabase() instead of RequireInDatabase().");
        }
    }

    /// <summary>
    /// Throws for a hierarchy in several tables, to which no foreign key can refer for a cascading delete or a required history.
    /// </summary>
    private static void ThrowIfScattered(IMutableEntityType entityType, TransitionsDeclaration declaration)
    {
        if (entityType.GetMappingStrategy() == RelationalAnnotationNames.TpcMappingStrategy
            && entityType.GetDerivedTypes().Any()
            && (declaration.Hold == DatabaseEnforcement.Ledger || declaration.HistoryDeletion == HistoryDeleteBehavior.Cascade))
        {
            throw new InvalidOperationException(
                $"The rows of {entityType.ShortName()} are in several tables (TPC), so the history cannot have a foreign key to "
                + "them. Remove "
                + (declaration.Hold == DatabaseEnforcement.Ledger ? "RequireInDatabase()" : "AllowCascadeDelete()")
                + ", or map the hierarchy to one table (TPH), or with a table for the base type (TPT).");
        }
    }

    /// <summary>
    /// Lets the toolkit apply the default of the status instead of the database, because the history requires the initial state.
    /// </summary>
    private static void OwnDefault(IMutableEntityType entityType, IMutableProperty status)
    {
        if (status.GetDefaultValueSql() is not null || status.GetComputedColumnSql() is not null)
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()}.{status.Name} is generated by SQL, so its initial state is not available when its "
                + "history is written. Configure a constant default, or set it in code.");
        }

        status.ValueGenerated = ValueGenerated.Never;
    }

    /// <summary>
    /// Throws for a second status in a hierarchy. The plan of a derived type replaces that of its base type, whose status would
    /// not be enforced.
    /// </summary>
    private void ThrowIfSecond(IMutableEntityType entityType, TransitionsDeclaration declaration)
    {
        _declared.Add(entityType, declaration);
        foreach (var (other, (status, _)) in _declared)
        {
            if (status != declaration.Property && (other.IsAssignableFrom(entityType) || entityType.IsAssignableFrom(other)))
            {
                throw new InvalidOperationException(
                    $"{entityType.ShortName()} declares transitions for {declaration.Property}, and {other.ShortName()} in the "
                    + $"same hierarchy for {status}. Only one status per entity type is supported. Extract one of them to an "
                    + "entity of its own.");
            }
        }
    }

    private static string SequenceName(string status) => status + "Sequence";

    private static void Sequence(IMutableEntityType entityType, IMutableProperty status)
    {
        var name = SequenceName(status.Name);
        var sequence = entityType.FindProperty(name) ?? entityType.AddProperty(name, typeof(int?));
        if (sequence.ClrType != typeof(int?))
        {
            throw new InvalidOperationException(
                $"{entityType.ShortName()}.{name} must be a nullable int for transitions, but is a "
                + $"{sequence.ClrType.ShortDisplayName()}. Rename the property, or change its type.");
        }
    }

    private ITransitionTable TableOf(TransitionsDeclaration declaration)
        => _options.Tables.Find(declaration.Table.Name) ?? declaration.Table;

    private EnforcementMode Mode(TransitionsDeclaration declaration)
        => options.ResolveMode(_options.Mode, declaration.Mode);
}
