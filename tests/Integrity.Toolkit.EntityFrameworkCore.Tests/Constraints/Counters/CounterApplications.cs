using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>An application with engineers and counters.</summary>
public static class CounterApplications
{
    public static readonly DeskModel Model = Where(_ => { });

    public static DeskModel Where(Action<EntityTypeBuilder<Engineer>> more) => DeskModel.Only(model =>
    {
        model.Entity<Review>();
        model.Entity<Engineer>(engineer =>
        {
            engineer.HasVersion();
            engineer.HasCounter(x => x.Workload, "engineer.workload").WithMinimum(0).WithMaximum(x => x.Capacity);
            engineer.HasCounter(x => x.Mood, "engineer.mood").WithMinimum(-5).WithMaximum(5);
            engineer.HasCounter(x => x.Views, "engineer.views");
            more(engineer);
        });
    });

    public static Task<TestApplication> CreateAsync(
        Database database, DeskModel? model = null, Action<DbContextOptionsBuilder>? options = null)
        => TestApplication.CreateAsync(database, model ?? Model, options, blocks: all => all.UseVersioning().UseConstraints());

    /// <summary>Saves an engineer with a workload, and returns the key.</summary>
    public static async Task<int> EngineerAsync(this TestApplication app, int workload, int? capacity = 10)
        => (await app.SaveAsync(new Engineer { Workload = workload, Capacity = capacity })).Id;

    /// <summary>Reads the current row in a separate context.</summary>
    public static async Task<Engineer> RowAsync(this TestApplication app, int id)
    {
        await using var db = app.Open();
        return await db.Set<Engineer>().AsNoTracking().SingleAsync(engineer => engineer.Id == id);
    }

    /// <summary>Creates a context that shares nothing with those of other threads, not even the SQL recorder.</summary>
    public static DbContext Apart(this TestApplication app)
    {
        var options = new DbContextOptionsBuilder();
        app.Connect(options);
        options.UseVersioning().UseConstraints();
        return new DeskContext(options.Options, Model);
    }
}
