using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>The history tables that several types share: an owner's name and its key as a text, a sequence, and states as texts.</summary>
internal sealed class SharedHistoryModelBuilder
{
    public const string EntityType = "EntityType";

    public const string EntityKey = "EntityKey";

    private readonly Dictionary<(string History, string Name), IMutableEntityType> _owners = [];

    /// <summary>What an entity is called in the rows.</summary>
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
                $"{entityType.Name} and {_owners[(shared.Name, name)].Name} are both called {name} in the history that they share. Give "
                + "one of them another name: WithHistory(h => h.Shared(entityName: ...)).");
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
        history.SetPrimaryKey([.. ((string[])[EntityType, EntityKey, nameof(TransitionRecord.Sequence)]).Select(name => history.FindProperty(name)!)]);
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
                "keeps a ledger, whose rows of history point to their row by its typed key",
                "Use GuardInDatabase() instead of RequireInDatabase(), or leave Shared() out");
        }

        if (declaration.DeclaredDeletion is not (null or HistoryDeleteBehavior.Keep))
        {
            throw Wrong(
                entityType,
                "lets its history go with its row, and no foreign key leads from a shared table to it",
                "Remove AllowCascadeDelete(): a shared history is kept, as with KeepAfterDelete(). Or leave Shared() out");
        }

        if (declaration.HistoryTable is not null)
        {
            throw Wrong(
                entityType,
                "names a table of its own for its history",
                "Remove ToTable(), and name the shared table in Shared(table)");
        }

        if (entityType.FindPrimaryKey()!.Properties is not [var key] || !KeyText.Is(key))
        {
            throw Wrong(
                entityType,
                "has a primary key that is no single string, Guid, int, long, short or byte without a converter, collation or column "
                + "type of its own, so that its text would not be the same everywhere",
                "Leave Shared() out: a history table of its own has a typed key");
        }
    }

    private static InvalidOperationException Wrong(IReadOnlyEntityType entityType, string why, string remedy)
        => new($"{entityType.ShortName()} shares a history table, but {why}. {remedy}.");
}
