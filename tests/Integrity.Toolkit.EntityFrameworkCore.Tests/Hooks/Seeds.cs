using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Tests.Desk;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>An entity whose hooks are found by scanning this assembly.</summary>
public class Seed
{
    public int Id { get; set; }
}

[Hooks<SeedHooks>]
public class MarkedSeed : Seed;

public sealed class SproutedSeed : MarkedSeed;

public sealed class SeedBox
{
    public int Id { get; set; }

    public MarkedSeed Content { get; set; } = new();
}

public class SeedHooks(HookLog log) : EntityHooks<Seed>
{
    public override void BeforeSave(EntityChange<Seed> change) => log.Calls.Add("before");

    public override void AfterSave(EntityChange<Seed> change) => log.Calls.Add("after");

    public override void AfterCommit(CommittedChange<Seed> change) => log.Calls.Add("commit");
}

/// <summary>Overrides nothing. Generic, so that assembly scanning ignores it.</summary>
public class EmptySeedHooks<TNothing>(HookLog log) : SeedHooks(log);

public sealed class OtherSeedHooks<TNothing>(HookLog log) : EntityHooks<Seed>
{
    public override void BeforeSave(EntityChange<Seed> change) => log.Calls.Add("other");
}

public abstract class AbstractSeedHooks : EntityHooks<Seed>;

public sealed class SecretSeedHooks : EntityHooks<Seed>
{
    private SecretSeedHooks()
    {
    }
}

public sealed class MarkedSeedHooks : EntityHooks<MarkedSeed>
{
    public override void BeforeSave(EntityChange<MarkedSeed> change)
    {
    }
}

public sealed class SelfishHooks<TNothing>(HashSet<object> instances) : EntityHooks<Seed>
{
    public override void BeforeSave(EntityChange<Seed> change) => instances.Add(this);

    public override void BeforeCreate(EntityChange<Seed> change) => instances.Add(this);

    public override void AfterSave(EntityChange<Seed> change) => instances.Add(this);

    public override void AfterCommit(CommittedChange<Seed> change) => instances.Add(this);
}

public sealed class AddressHooks : EntityHooks<Address>
{
    public override void BeforeSave(EntityChange<Address> change)
    {
    }
}

public sealed class NameHooks<TNothing>(HookLog log) : EntityHooks<object>
{
    public override void BeforeCreate(EntityChange<object> change) => log.Calls.Add(change.Entity.GetType().Name);
}
