using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Integrity.Toolkit.Tests.Constraints.Checks;

internal static class ShiftModel
{
    public static DeskModel Of(Action<EntityTypeBuilder<Shift>> more) => DeskModel.Only(model => model.Entity<Shift>(shift =>
    {
        shift.ToTable("Shifts");
        shift.Ignore(x => x.Shown);
        shift.OwnsOne(x => x.Owned);
        shift.ComplexProperty(x => x.Complex);
        shift.Ignore(x => x.Details);
        more(shift);
    }));

    public static DeskModel Mapped(string how, Action<ModelBuilder> more) => DeskModel.Only(model =>
    {
        model.Entity<Shift>(shift =>
        {
            shift.ToTable("Shifts");
            shift.Property(x => x.Id).ValueGeneratedNever();
            shift.Ignore(x => x.Shown);
            shift.Ignore(x => x.Details);
            shift.Ignore(x => x.Owned);
            shift.Ignore(x => x.Complex);
            switch (how)
            {
                case "TPT":
                    shift.UseTptMappingStrategy();
                    break;
                case "TPC":
                    shift.UseTpcMappingStrategy();
                    break;
            }
        });
        model.Entity<NightShift>();
        more(model);
    });

    public static Task<TestApplication> CreateApplicationAsync(Database database, DeskModel model)
        => TestApplication.CreateAsync(database, model, blocks: options => options.UseConstraints().UseSoftDelete());

    /// <summary>Returns the model without creating a database.</summary>
    public static async Task<IRelationalModel> ModelAsync(
        Database database, DeskModel model, Action<DbContextOptionsBuilder>? more = null)
    {
        var connect = await database.CreateAsync();
        var options = new DbContextOptionsBuilder<DeskContext>();
        connect(options);
        options.UseConstraints().UseSoftDelete().UseValidation();
        more?.Invoke(options);
        await using var db = new DeskContext(options.Options, model);
        return db.GetService<IDesignTimeModel>().Model.GetRelationalModel();
    }

    public static Task<InvalidOperationException> RefusedAsync(
        Database database, DeskModel model, Action<DbContextOptionsBuilder>? more = null)
        => Assert.ThrowsAsync<InvalidOperationException>(() => ModelAsync(database, model, more));

    public static List<(string Table, string Sql)> Checks(this IRelationalModel model)
        => [.. model.Tables.SelectMany(table => table.CheckConstraints, (table, check) => (table.Name, check.Sql)).Order()];
}
