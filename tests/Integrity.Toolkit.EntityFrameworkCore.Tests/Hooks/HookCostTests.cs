using Integrity.Toolkit.Hooks;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Integrity.Toolkit.Tests.Hooks;

/// <summary>The cost of hooks for entities without hooks, in bytes, because time depends on the machine.</summary>
public sealed class HookCostTests
{
    [Fact]
    public void A_hundred_thousand_entities_without_hooks_add_no_cost_beyond_change_detection()
    {
        using var db = Open(model => model.Entity<Note>().HasHooks(h => h.BeforeSave(_ => { })));
        db.AddRange(Enumerable.Range(0, 100_000).Select(_ => new Plain()));
        db.ChangeTracker.DetectChanges();
        Prepare(db);

        var detection = Bytes(db.ChangeTracker.DetectChanges);
        var save = Bytes(() => Prepare(db));

        Assert.InRange(save - detection, long.MinValue, 1024);
    }

    [Fact]
    public void Suppressed_hooks_allocate_only_the_list_of_affected_entities()
    {
        const int Count = 10_000;
        using var db = Open(model => model.Entity<Plain>().HasHooks(h => h.BeforeSave(_ => { }).AfterCommit(_ => { })));
        using var _ = db.SuppressHooks();
        db.AddRange(Enumerable.Range(0, Count).Select(_ => new Plain()));
        db.ChangeTracker.DetectChanges();
        Prepare(db);

        var detection = Bytes(db.ChangeTracker.DetectChanges);
        var save = Bytes(() => Prepare(db));

        Assert.InRange((save - detection) / Count, 0, 200);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("owned")]
    [InlineData("when changed")]
    public void Cost_grows_linearly_with_the_number_of_hooked_entities(string what)
    {
        var (one, two) = (Cost(1_000), Cost(2_000));

        Assert.InRange((double)two / one, 1.5, 2.5);

        long Cost(int count)
        {
            using var db = Open(model =>
            {
                var ticket = model.Entity<Ticket>();
                _ = what switch
                {
                    "owned" => ticket.HasHooks(h => h.BeforeUpdate(c => c.IsModified(x => x.Address)).AfterUpdate(_ => { })),
                    "when changed" => ticket.HasHooks<CountingHooks<string>>(),
                    _ => ticket.HasHooks(h => h.BeforeSave(c => c.Entity.Priority = 3)),
                };
            });
            foreach (var number in Enumerable.Range(1, count))
            {
                var ticket = new Ticket { Id = number };
                db.Attach(ticket);
                ticket.Address.City = "Bonn";
                ticket.Code = what == "owned" ? null : $"{number}";
            }

            return Bytes(() => Prepare(db));
        }
    }

    private static void Prepare(DbContext db)
        => db.GetService<SavePipeline>().PrepareAsync(db, isSuppressed: false, async: false, default).GetCompletedResult();

    private static long Bytes(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static DeskContext Open(Action<ModelBuilder> model)
    {
        var options = new DbContextOptionsBuilder<DeskContext>();
        options.UseSqlite("Data Source=:memory:").UseHooks()
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));
        return new DeskContext(options.Options, DeskModel.With(model));
    }

    private sealed class CountingHooks<TNothing> : EntityHooks<Ticket>
    {
        [WhenChanged(nameof(Ticket.Code))]
        public override void BeforeUpdate(EntityChange<Ticket> change) => change.Entity.Priority = 4;

        [WhenChanged(nameof(Ticket.Title))]
        public override void AfterUpdate(EntityChange<Ticket> change) => throw new NotSupportedException();
    }
}
