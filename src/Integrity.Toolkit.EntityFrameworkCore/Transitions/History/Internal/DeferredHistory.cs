using Integrity.Toolkit.ChangeTracking;
using Integrity.Toolkit.Storage;
using Integrity.Toolkit.Transitions.Core.Internal;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.History.Internal;

/// <summary>
/// The history rows of new entities with generated keys, which EF Core cannot propagate without a foreign key. They are written
/// after the entities, in the same transaction.
/// </summary>
internal sealed class DeferredHistory
{
    private readonly List<(EntityEntry Owner, TransitionsPlan Plan, TransitionRecord Record)> _rows = [];

    public static void Add(SaveContext save, EntityEntry owner, TransitionsPlan plan, TransitionRecord record)
    {
        if (save.Find<DeferredHistory>() is not { } late)
        {
            save.Keep(late = new DeferredHistory());
        }

        late._rows.Add((owner, plan, record));
    }

    public async ValueTask<int> WriteAsync(DbContext context, bool async, CancellationToken cancellationToken)
    {
        foreach (var (owner, plan, record) in _rows)
        {
            var command = new RowCommand(context, CommandSource.SaveChanges);
            var written = await command.ExecuteAsync(
                Insert(context, command, owner, plan, record), async, cancellationToken).ConfigureAwait(false);
            if (written == 0)
            {
                throw KeyReuseCheck.Failure(owner, plan);
            }
        }

        return _rows.Count;
    }

    private static string Insert(
        DbContext context, RowCommand command, EntityEntry owner, TransitionsPlan plan, TransitionRecord record)
    {
        var table = plan.History.In(context);
        var columns = table.Properties
            .Select(property => (property, Value: Value(property)))
            .Where(column => column.Value is not null)
            .ToList();

        return $"INSERT INTO {table.Name} ({string.Join(", ", columns.Select(column => table.Column(column.property)))}) VALUES ("
            + string.Join(", ", columns.Select(column => command.Parameter(table.TypeOf(column.property), column.Value)))
            + (DatabaseDialect.Find(((IInfrastructure<IServiceProvider>)context).Instance) is null ? ")" : ") ON CONFLICT DO NOTHING");

        object? Value(IProperty property)
            => plan.History.Find(property) is { } column
                ? column.Value(of => owner.GetCurrentValue(of))
                : HistoryTable.ValueOf(property, record);
    }
}
