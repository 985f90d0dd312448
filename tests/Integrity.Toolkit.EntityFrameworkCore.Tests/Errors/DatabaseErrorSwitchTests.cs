using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Errors.UndeclaredModel;

namespace Integrity.Toolkit.Tests.Errors;

/// <summary>
/// Which violations are translated: all of them if error translation is enabled, declared ones always.
/// </summary>
public abstract class DatabaseErrorSwitchTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly DeskModel Guarded = DeskModel.With(model => model.Entity<Ticket>().HasSoftDelete().GuardInDatabase());

    [Fact]
    public async Task With_all_blocks_and_nothing_declared_errors_are_those_of_EF_Core()
    {
        var bare = await FailuresAsync(_ => { });
        var toolkit = await FailuresAsync(blocks => blocks.UseIntegrity());

        Assert.Equal(bare, toolkit);
        Assert.All(toolkit, failure => Assert.DoesNotContain("Integrity", failure, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_UseConstraints_a_guard_error_is_explained_with_its_declared_code()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket());
        await using var db = app.Open();

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(
            () => db.Database.ExecuteSqlRawAsync("DELETE FROM \"Tickets\""));

        Assert.Equal(
            (DatabaseErrorKind.Guard, "Tickets", "Ticket", false),
            (failure.Database.Kind, failure.Database.Table, failure.Database.Entity, failure.Database.CanRetry));
        Assert.StartsWith("soft-delete.", failure.Database.Code, StringComparison.Ordinal);
        Assert.Equal(failure.Database.Code, failure.Violations[0].Code);
        Assert.NotNull(failure.Database.Constraint);
    }

    [Fact]
    public async Task A_guard_that_is_no_longer_in_the_model_is_explained_from_its_message()
    {
        await using var app = await TestApplication.CreateAsync(database, Guarded);
        await app.SaveAsync(new Ticket());
        var services = new DbContextOptionsBuilder<DeskContext>();
        app.Configure(services);
        await using var db = new DeskContext(services.Options, DeskModel.Default);

        var failure = db.Database.GetDatabaseError(await Assert.ThrowsAnyAsync<Exception>(
            () => db.Database.ExecuteSqlRawAsync("DELETE FROM \"Tickets\"")));

        Assert.Equal(DatabaseErrorKind.Guard, failure!.Kind);
        Assert.StartsWith("itk_", failure.Constraint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_contexts_with_the_same_options_use_their_own_models()
    {
        var options = new DbContextOptionsBuilder<DeskContext>();
        await using var app = await OpenAsync(database);
        app.Configure(options, blocks => blocks.UseConstraints().UseDatabaseErrorTranslation());
        await using var one = new DeskContext(options.Options, UndeclaredModel.Model);
        await using var other = new DeskContext(
            options.Options,
            DeskModel.Only(model => model.Entity<Renamed>(renamed =>
            {
                renamed.ToTable("Order");
                renamed.Property(x => x.Code).HasColumnName("Number");
                renamed.HasIndex(x => x.Code, "IX_Order_Number").IsUnique();
            })));
        await app.SaveAsync(new Order { Number = "A" });
        one.Add(new Order { Number = "A" });
        other.Add(new Renamed { Code = "A" });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => one.SaveChangesAsync());
        var otherFailure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => other.SaveChangesAsync());

        Assert.Equal(("Order", "Number"), (failure.Database.Entity, failure.Database.Members.Single()));
        Assert.Equal(("Renamed", "Code"), (otherFailure.Database.Entity, otherFailure.Database.Members.Single()));
    }

    [Theory]
    [InlineData("unique")]
    [InlineData("check")]
    [InlineData("foreign key")]
    public async Task User_values_never_appear_in_messages_or_logs(string what)
    {
        await using var app = await OpenAsync(database, more: model => model.Entity<Order>().ToTable(
            table => table.HasCheckConstraint("CK_Orders_Number", "\"Number\" <> 'confidential-bad'")));
        await app.SaveAsync(new Order { Number = "confidential", Serial = "confidential" });
        await using var db = app.Open();
        db.Add(new Order
        {
            Number = what switch { "unique" => "confidential", "check" => "confidential-bad", _ => "confidential-new" },
            Serial = "confidential-" + what,
            PayerId = what == "foreign key" ? 4711 : null,
        });

        var failure = await Assert.ThrowsAsync<IntegrityUpdateException>(() => db.SaveChangesAsync());

        Assert.DoesNotContain("confidential", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            app.Logs.Messages, message => message.Text.Contains("confidential", StringComparison.Ordinal));
    }

    /// <summary>Types and messages, from the exception that is thrown to its cause.</summary>
    private async Task<List<string>> FailuresAsync(Action<DbContextOptionsBuilder> blocks)
    {
        await using var app = await TestApplication.CreateAsync(database, UndeclaredModel.Model, blocks: blocks);
        await app.SaveAsync(new Order { Number = "A" });
        await using var db = app.Open();
        List<Func<Task>> attempts =
        [
            () => SaveAsync(db, new Order { Number = "A" }),
            () => SaveAsync(db, new Order { Number = "B", Quantity = 0 }),
            () => db.Set<Order>().ExecuteUpdateAsync(set => set.SetProperty(x => x.Quantity, 0)),
            () => db.Database.ExecuteSqlRawAsync("UPDATE \"Order\" SET \"Quantity\" = 0"),
        ];
        List<string> failures = [];
        foreach (var attempt in attempts)
        {
            for (Exception? failure = await Assert.ThrowsAnyAsync<Exception>(attempt); failure is not null; failure = failure.InnerException)
            {
                failures.Add($"{failure.GetType()}: {failure.Message}");
            }
        }

        return failures;
    }

    private static Task SaveAsync(DbContext db, Order order)
    {
        db.ChangeTracker.Clear();
        db.Add(order);
        return db.SaveChangesAsync();
    }

    public sealed class Renamed
    {
        public int Id { get; set; }

        public string? Code { get; set; }

        public string Serial { get; set; } = Guid.NewGuid().ToString("N");

        public int Quantity { get; set; } = 1;

        public decimal Price_Amount { get; set; }
    }
}

public sealed class DatabaseErrorSwitchOnSqliteTests(SqliteDatabase database) : DatabaseErrorSwitchTests<SqliteDatabase>(database);

public sealed class DatabaseErrorSwitchOnPostgresTests(PostgresDatabase database) : DatabaseErrorSwitchTests<PostgresDatabase>(database);
