using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>
/// Builds the history tables that several types share: the owner's name, its key as text, a sequence, and the states as text.
/// </summary>
internal sealed class SharedHistoryModelBuilder
{
    public const string EntityType = "EntityType";

    public const string EntityKey = "EntityKey";

    private readonly Dictionary<(string History, string Name), IMutableEntityType> _owners = [];

    /// <summary>Adds an entity type to its shared history table.</summary>
    public void AddTo(IMutableEntityType entityType, TransitionsDeclaration declaration, SharedHistoryTable shared)
    {
        ThrowIfUnsupported(entityType, declaration);
        if (!_owners.Keys.Any(owner => owner.History == shared.Name))
        {
            AddTable(entityType.Model, shared);
        }

        var name = shared.NameOf(entityType);
        if (!_owners.TryAdd((shared.Name, name), entityType))
        {
            throw new InvalidOperationException(
                $"{entityType.Name} and {_owners[(shared.Name, name)].Name} both have the name {name} in their shared history. "
                + "Specify another name for one of them: WithHistory(h => h.Shared(entityName: ...)).");
        }
    }

    private static void AddTable(IMutableModel model, SharedHistoryTable shared)
    {
        var history = model.AddEntityType(shared.Name, typeof(TransitionRecord));
        foreach (var name in (string[])[EntityType, EntityKey])
        {
            var property = history.AddProperty(name, typeof(string));
            property.IsNullable = false;
            property.ValueGenerated = ValueGenerated.Never;
        }

        HistoryModelBuilder.AddRecord(history);
        string[] key = [EntityType, EntityKey, nameof(TransitionRecord.Sequence)];
        history.SetPrimaryKey([.. key.Select(name => history.FindProperty(name)!)]);
        history.SetTableName(shared.Table);
        if (shared.Schema is not null)
        {
            history.SetSchema(shared.Schema);
        }
    }

    private static void ThrowIfUnsupported(IMutableEntityType entityType, TransitionsDeclaration declaration)
    {
        if (declaration.Hold == DatabaseEnforcement.Ledger)
        {
            throw Wrong(
                entityType,
                "its history is required in the database, which needs a foreign key",
                "Use GuardInDatabase() instead of RequireInDatabase(), or remove Shared()");
        }

        if (declaration.DeclaredDeletion is not (null or HistoryDeleteBehavior.Keep))
        {
            throw Wrong(
                entityType,
                "its history is deleted with its row, which needs a foreign key",
                "Remove AllowCascadeDelete(), because a shared history is kept as with KeepAfterDelete(), or remove Shared()");
        }

        if (declaration.HistoryTable is not null)
        {
            throw Wrong(
                entityType,
                "its history has a table of its own",
                "Remove ToTable(), and specify the shared table with Shared(table)");
        }

        if (entityType.FindPrimaryKey()!.Properties is not [var key] || !KeyText.Is(key))
        {
            throw Wrong(
                entityType,
                "its primary key is not a single string, Guid, int, long, short or byte without a converter, collation or column "
                + "type, so the text of the key would be ambiguous",
                "Remove Shared(): a history table of its own has a typed key");
        }
    }

    private static InvalidOperationException Wrong(IReadOnlyEntityType entityType, string why, string remedy)
        => new($"{entityType.ShortName()} shares a history table, but {why}. {remedy}.");
}
