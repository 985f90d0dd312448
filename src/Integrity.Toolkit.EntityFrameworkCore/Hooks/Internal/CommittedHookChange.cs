using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>The combined changes of one transaction to an entity.</summary>
internal sealed class CommittedHookChange
{
    private readonly HookChange[] _saves;

    public CommittedHookChange(HookChange[] saves)
    {
        _saves = saves;
        Operation = saves[0].Operation;
        foreach (var next in saves.AsSpan(1))
        {
            (Operation, IsNothing) = saves[0].Operation == EntityOperation.Create
                ? OfNew(next.Operation)
                : (OfOld(next.Operation), false);
        }
    }

    public IReadOnlyList<HookChange> Saves => _saves;

    public HookChange Last => _saves[^1];

    public object Entity => Last.Entry.Entity;

    public string EntityName => Last.Planned.Plan.Name;

    public IReadOnlyList<object?> Key => Last.Key;

    public EntityOperation Operation { get; }

    /// <summary>Whether any hook was suppressed in any of the saves.</summary>
    public bool HasSuppressed => Array.Exists(_saves, save => save.Run.HasSuppressed);

    /// <summary>Whether the row was created and deleted in the same transaction, so that it was never visible.</summary>
    public bool IsNothing { get; }

    public Actor Actor => Last.Run.Save.Actor;

    public DateTime OccurredAt => Last.Run.Save.Now;

    public DbContext Context => Last.Run.Save.OwnContext;

    /// <summary>The written members of an update; a created or deleted row has none.</summary>
    public IReadOnlyCollection<string> ChangedMembers => Operation is EntityOperation.Create or EntityOperation.Delete
        ? []
        : [.. _saves.SelectMany(save => save.Originals).Select(original => original.Path).Distinct()];

    /// <summary>Whether a hook handles any of the saves.</summary>
    public bool Concerns(HookCall call) => Array.Exists(_saves, call.Concerns);

    public object? Original(string path)
    {
        _ = Last.Plan.Property(Last.Entry.Metadata, path);
        if (Operation == EntityOperation.Create)
        {
            return null;
        }

        return Array.Find(_saves, save => save.Operation == EntityOperation.Delete
            || save.Originals.Any(original => original.Path == path))?.Original(path);
    }

    private (EntityOperation Operation, bool IsNothing) OfNew(EntityOperation next) => next switch
    {
        EntityOperation.Delete => (next, true),
        EntityOperation.SoftDelete => (next, false),
        EntityOperation.Update when Operation == EntityOperation.SoftDelete => (Operation, false),
        _ => (EntityOperation.Create, false),
    };

    private EntityOperation OfOld(EntityOperation next) => (Operation, next) switch
    {
        (EntityOperation.Delete, EntityOperation.Create) => EntityOperation.Update,
        (EntityOperation.SoftDelete, EntityOperation.Restore) => EntityOperation.Update,
        (EntityOperation.Restore, EntityOperation.SoftDelete) => EntityOperation.Update,
        (EntityOperation.SoftDelete or EntityOperation.Restore, EntityOperation.Update) => Operation,
        _ => next,
    };
}
