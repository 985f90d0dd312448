using System.Text.Json;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Readme;

// The code of the README of validation. ReadmeTests compares the text, ValidationReadmeTests runs it.
public sealed class Customer
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

public sealed class Invoice
{
    public int Id { get; set; }

    public string Number { get; set; } = "";

    public int CustomerId { get; set; }

    public decimal Total { get; set; }

    public decimal Limit { get; set; } = 1_000;

    public int Discount { get; set; }
}

public sealed class InvoiceRules : EntityRules<Invoice>
{
    public InvoiceRules()
    {
        For(x => x.Number).Required().MaxLength(20).Unique();
        For(x => x.CustomerId).Exists<Customer>();
        For(x => x.Limit).ChangedOnlyBy("accountant");
        For(x => x.Discount).AtMost(40).AsWarning();                        // saved, logged and counted
        Rule(x => x.Total <= x.Limit, "invoice.over-limit").On(x => x.Total);
    }
}

public sealed class BillingContext(DbContextOptions<BillingContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Customer>();
        model.Entity<Invoice>().HasIndex(x => x.Number).IsUnique();
        model.Entity<Invoice>().HasRules<InvoiceRules>();
    }
}

public sealed class StaffRoles : IRoleSource
{
    public bool HasRole(Actor actor, string role) => actor.Id == "4711" && role == "clerk";
}

public static class ValidationGuide
{
    /// <summary>The registration of the tests, which select the database.</summary>
    public static void Register(IServiceCollection services, Action<DbContextOptionsBuilder> database)
    {
        services.AddDbContext<BillingContext>(o =>
        {
            database(o);
            o.UseValidation();
        });
        services.AddIntegrity<BillingContext>(i => i.UseActor<SignedInUser>().UseRoles<StaffRoles>());
    }

    public static void Register(IServiceCollection services, string connectionString)
    {
        services.AddDbContext<BillingContext>(o => o.UseNpgsql(connectionString).UseValidation());
        services.AddIntegrity<BillingContext>(i => i.UseActor<HttpContextActor>().UseRoles<HttpContextRoles>());
    }

    public static async Task<IDictionary<string, string[]>> SaveAsync(DbContext db)
    {
        try
        {
            await db.SaveChangesAsync();
        }
        catch (Exception e) when (e is IIntegrityError failure)
        {
            return failure.Violations.ToDictionary(JsonNamingPolicy.CamelCase);     // "customerId": ["Invoice.CustomerId ..."]
        }

        return new Dictionary<string, string[]>();
    }

    public static async Task<(ValidationReport One, ValidationReport All)> AskAsync(DbContext db, Invoice invoice)
    {
        ValidationReport one = await db.ValidateAsync(invoice);        // also for an entity that is not tracked
        ValidationReport all = await db.ValidateChangesAsync();        // the violations of the next save
        return (one, all);
    }

    public static void Adopt(DbContextOptionsBuilder o)
    {
        o.UseValidation(v => v.Observe().AddRulesFromModel());
    }
}
