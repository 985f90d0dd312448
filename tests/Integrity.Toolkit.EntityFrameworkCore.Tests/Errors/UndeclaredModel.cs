using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Errors;

/// <summary>A model with every kind of constraint, none of which is declared with the toolkit.</summary>
public static class UndeclaredModel
{
    public static readonly DeskModel Model = DeskModel.Only(Build);

    public static Task<TestApplication> OpenAsync(
        Database database, Action<ModelBuilder>? more = null, Action<DbContextOptionsBuilder>? options = null)
        => TestApplication.CreateAsync(
            database,
            more is null ? Model : With(more),
            blocks: blocks => blocks.UseConstraints().UseDatabaseErrorTranslation(),
            options: options);

    public static DeskModel With(Action<ModelBuilder> more) => DeskModel.Only(model =>
    {
        Build(model);
        more(model);
    });

    private static void Build(ModelBuilder model)
    {
        model.Entity<Customer>();
        model.Entity<Order>(order =>
        {
            order.HasIndex(x => x.Number).IsUnique();
            order.HasIndex(x => new { x.Region, x.Slot }).IsUnique();
            order.HasAlternateKey(x => x.Serial);
            order.HasOne<Customer>().WithMany().HasForeignKey(x => x.CustomerId).OnDelete(DeleteBehavior.Restrict);
            order.HasOne<Customer>().WithMany().HasForeignKey(x => x.PayerId).OnDelete(DeleteBehavior.NoAction);
            order.HasOne<Order>().WithMany().HasForeignKey(x => x.ParentId).OnDelete(DeleteBehavior.NoAction);
            order.ToTable(table => table.HasCheckConstraint("CK_Orders_Quantity", "\"Quantity\" > 0"));
            order.ComplexProperty(x => x.Price, price => price.Property(x => x.Amount).HasPrecision(5, 2));
        });
    }

    public sealed class Customer
    {
        public int Id { get; set; }

        public string Name { get; set; } = "a name";

        public int Visits { get; set; }
    }

    public sealed class Order
    {
        public int Id { get; set; }

        public string? Number { get; set; }

        public int? Region { get; set; }

        public int? Slot { get; set; }

        public string Serial { get; set; } = Guid.NewGuid().ToString("N");

        public int? CustomerId { get; set; }

        public int? PayerId { get; set; }

        public int? ParentId { get; set; }

        public int Quantity { get; set; } = 1;

        public Price Price { get; set; } = new();
    }

    public sealed class Price
    {
        public decimal Amount { get; set; }
    }
}
