using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Hooks;

/// <summary>What the saves of one transaction did to an entity, folded together.</summary>
internal sealed class CommittedHookChange(HookChange first)
{
    private readonly Dictionary<string, object?> _originals =
        first.Originals.ToDictionary(original => original.Path, original => original.Value);

    public HookChange Last { get; private set; } = first;

    public object Entity => Last.Entry.Entity;

    public string EntityName => Last.Planned.Plan.Name;

    public IReadOnlyList<object?> Key => Last.Key;

    public EntityOperation Operation { get; private set; } = first.Operation;

    /// <summary>It was created and deleted again: nobody else ever saw it.</summary>
    public bool IsNothing { get; private set; }

    public IReadOnlyDictionary<string, object?> Originals => _originals;

    public Actor Actor => Last.Run.Session.Actor;

    public DateTime OccurredAt => Last.Run.Session.Now;

    public DbContext Context => Last.Run.Session.Context;

    public void Follow(HookChange next)
    {
        (Operation, IsNothing) = (Operation, next.Operation) switch
        {
            _ when IsNothing => (next.Operation, false),
            (EntityOperation.Create, EntityOperation.Delete) => (EntityOperation.Delete, true),
            (EntityOperation.Create, EntityOperation.Update or EntityOperation.Restore) => (EntityOperation.Create, false),
            (EntityOperation.Delete, EntityOperation.Create) => (EntityOperation.Update, false),
            (EntityOperation.SoftDelete, EntityOperation.Restore) => (EntityOperation.Update, false),
            (EntityOperation.SoftDelete or EntityOperation.Restore, EntityOperation.Update) => (Operation, false),
            _ => (next.Operation, false),
        };
        foreach (var (member, value) in next.Originals)
        {
            _originals.TryAdd(member, value);
        }

        Last = next;
    }
}
