using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>Builds the history table of one status: the entity's key, a sequence, and the details of each transition.</summary>
internal static class HistoryModelBuilder
{
    private const int MaxTriggerLength = 200;

    private const int MaxEnumLength = 20;

    public static void AddTo(IMutableEntityType entityType, IMutableProperty status, TransitionsDeclaration declaration, ITypeMappingSource types)
    {
        var history = entityType.Model.AddEntityType(declaration.HistoryTypeName(entityType), typeof(TransitionRecord));
        var key = entityType.FindPrimaryKey()!;
        var foreignKey = key.Properties
            .Select(property => history.AddProperty(KeyName(entityType, property), property.ClrType))
            .ToList();
        foreach (var property in foreignKey)
        {
            property.IsNullable = false;
        }

        AddRecord(history);
        State(history.FindProperty(nameof(TransitionRecord.FromState))!, status, types);
        State(history.FindProperty(nameof(TransitionRecord.ToState))!, status, types);
        history.SetPrimaryKey([.. foreignKey, history.FindProperty(nameof(TransitionRecord.Sequence))!]);
        if (declaration.HistoryDeletion == HistoryDeleteBehavior.Keep)
        {
            foreach (var (copy, of) in foreignKey.Zip(key.Properties))
            {
                Copy(copy, of);
            }
        }
        else
        {
            history.AddForeignKey(foreignKey, key, entityType).DeleteBehavior = declaration.HistoryDeletion == HistoryDeleteBehavior.Cascade
                ? DeleteBehavior.Cascade
                : DeleteBehavior.ClientNoAction;
        }

        history.SetTableName(declaration.HistoryTable ?? $"{entityType.ShortName()}{status.Name}History");
        history.SetSchema(declaration.HistoryTable is null ? entityType.GetSchema() : declaration.HistorySchema);
    }

    /// <summary>Adds the details of a transition.</summary>
    public static void AddRecord(IMutableEntityType history)
    {
        // A model may configure change notifications for all types, which history rows do not implement.
        history.SetChangeTrackingStrategy(ChangeTrackingStrategy.Snapshot);
        Add(history, nameof(TransitionRecord.Sequence)).ValueGenerated = ValueGenerated.Never;
        Add(history, nameof(TransitionRecord.FromState)).IsNullable = true;
        Add(history, nameof(TransitionRecord.ToState)).IsNullable = false;
        Text(history, nameof(TransitionRecord.Trigger), MaxTriggerLength);
        Text(history, nameof(TransitionRecord.Origin), MaxEnumLength).SetValueConverter(new EnumToStringConverter<TransitionOrigin>());
        Add(history, nameof(TransitionRecord.OffTable));
        Text(history, nameof(TransitionRecord.ActorKind), MaxEnumLength).SetValueConverter(new EnumToStringConverter<ActorKind>());
        Text(history, nameof(TransitionRecord.ActorId), Actor.MaxIdLength);
        Text(history, nameof(TransitionRecord.Reason), IntegrityDefaults.MaxReasonLength);
        Text(history, nameof(TransitionRecord.ReasonCode), IntegrityDefaults.MaxCodeLength);
        Text(history, nameof(TransitionRecord.CorrelationId), IntegrityDefaults.MaxCodeLength);
        Text(history, nameof(TransitionRecord.IdempotencyKey), IntegrityDefaults.MaxCodeLength);
        Add(history, nameof(TransitionRecord.OccurredAt)).ReadAsUtc();
        Add(history, nameof(TransitionRecord.RedactedAt)).ReadAsUtc();
        Text(history, nameof(TransitionRecord.TableHash), 16).IsNullable = false;
    }

    private static string KeyName(IReadOnlyEntityType entityType, IReadOnlyProperty key)
    {
        var name = key.Name.StartsWith(entityType.ShortName(), StringComparison.Ordinal)
            ? key.Name
            : entityType.ShortName() + key.Name;
        return typeof(TransitionRecord).GetProperty(name) is null ? name : "Owner" + name;
    }

    /// <summary>Copies the mapping of a key property, which a foreign key would define.</summary>
    private static void Copy(IMutableProperty copy, IMutableProperty of)
    {
        copy.ValueGenerated = ValueGenerated.Never;
        copy.SetValueConverter(of.GetValueConverter());
        copy.SetProviderClrType(of.GetValueConverter() is null ? of.GetProviderClrType() : null);
        copy.SetValueComparer(of.GetValueComparer());
        copy.SetMaxLength(of.GetMaxLength());
        copy.SetPrecision(of.GetPrecision());
        copy.SetScale(of.GetScale());
        copy.SetIsUnicode(of.IsUnicode());
        copy.SetIsFixedLength(of.IsFixedLength());
        copy.SetCollation(of.GetCollation());
        if (of.FindAnnotation(RelationalAnnotationNames.ColumnType)?.Value is string columnType)
        {
            copy.SetColumnType(columnType);
        }
    }

    private static IMutableProperty Add(IMutableEntityType history, string name)
        => history.FindProperty(name) ?? history.AddProperty(typeof(TransitionRecord).GetProperty(name)!);

    private static IMutableProperty Text(IMutableEntityType history, string name, int maxLength)
    {
        var property = Add(history, name);
        property.SetMaxLength(maxLength);
        return property;
    }

    /// <summary>Configures the column of a state like that of the status, so that the two can be compared and joined.</summary>
    private static void State(IMutableProperty property, IMutableProperty status, ITypeMappingSource types)
    {
        property.SetValueConverter(StateText.ConverterFor(status, types));
        property.SetMaxLength(status.GetMaxLength());
        property.SetIsUnicode(status.IsUnicode());
        if (status.FindAnnotation(RelationalAnnotationNames.ColumnType)?.Value is string columnType)
        {
            property.SetColumnType(columnType);
        }
    }
}
