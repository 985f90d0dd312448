using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>The model of a context. A test may extend the default or replace it.</summary>
public sealed class DeskModel(Action<ModelBuilder> build)
{
    private DeskModel? _withLedgers;
    private DeskModel? _withSharedHistory;

    public static readonly DeskModel Default = new(Desk);

    public static DeskModel With(Action<ModelBuilder> more) => new(model =>
    {
        Desk(model);
        more(model);
    });

    /// <summary>Creates a model without the entities of the desk.</summary>
    public static DeskModel Only(Action<ModelBuilder> build) => new(model =>
    {
        foreach (var type in (Type[])[typeof(Ticket), typeof(Comment), typeof(Note), typeof(Tag), typeof(Plain)])
        {
            model.Ignore(type);
        }

        build(model);
    });

    /// <summary>Returns the model with a ledger for all transitions that are not guarded in the database.</summary>
    public DeskModel WithLedgers() => _withLedgers ??= Where(
        (_, declared) => declared.Hold == DatabaseEnforcement.None ? declared with { Hold = DatabaseEnforcement.Ledger } : declared);

    /// <summary>Returns the model with one history for all types whose keys and declarations support sharing it.</summary>
    public DeskModel WithSharedHistory() => _withSharedHistory ??= Where((entityType, declared)
        => declared is { Hold: not DatabaseEnforcement.Ledger, HistoryTable: null, Shared: null }
            && entityType.FindPrimaryKey()?.Properties is [var key] && KeyText.Is(key)
                ? declared with { Shared = new SharedHistoryTable(SharedHistoryTable.DefaultTable, null, null), DeclaredDeletion = null }
                : declared);

    public void Build(ModelBuilder model) => build(model);

    private DeskModel Where(Func<IReadOnlyEntityType, TransitionsDeclaration, TransitionsDeclaration> other) => new(model =>
    {
        build(model);
        foreach (var entityType in model.Model.GetEntityTypes())
        {
            if (ModelAnnotations.FindDeclaration(entityType, TransitionsPlan.BlockName) is TransitionsDeclaration declared)
            {
                ModelAnnotations.Declare(entityType, TransitionsPlan.BlockName, other(entityType, declared));
            }
        }
    });

    private static void Desk(ModelBuilder model)
    {
        model.Entity<Plain>();
        model.Entity<Ticket>(ticket =>
        {
            ticket.Property(x => x.Status).HasConversion<string>().HasMaxLength(20);
            ticket.HasIndex(x => x.Code).IsUnique().HasFilter("\"DeletedAt\" IS NULL");
            ticket.OwnsOne(x => x.Address, address => address.OwnsOne(x => x.Geo));
            // With a key of one column, which SQLite can generate.
            ticket.OwnsMany(x => x.Labels, labels => labels.HasKey(x => x.Id));
            ticket.OwnsOne(x => x.Details, details => details.ToJson());
            ticket.ComplexProperty(x => x.Budget);
            ticket.HasMany(x => x.Tags).WithMany(x => x.Tickets);
            ticket.HasMany(x => x.Notes).WithOne().HasForeignKey(x => x.TicketId).OnDelete(DeleteBehavior.SetNull);
            ticket.HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.AllowCascadeDelete());
        });
    }
}
