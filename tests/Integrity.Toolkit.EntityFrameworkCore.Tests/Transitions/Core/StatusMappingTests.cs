using System.ComponentModel;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Transitions.History;
using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Desk.TicketStatus;
using static Integrity.Toolkit.Tests.Desk.TicketTrigger;

namespace Integrity.Toolkit.Tests.Transitions.Core;

/// <summary>The supported mappings of a status, and the ways in which EF Core detects its changes.</summary>
public abstract class StatusMappingTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    private static readonly TransitionTable<TicketStatus, TicketTrigger> Table =
        TransitionTable.Create<TicketStatus, TicketTrigger>("status", t =>
        {
            t.Initial(New);
            t.Configure(New).Permit(Open, Opened);
            t.Configure(Opened).Permit(Resolve, Resolved).PermitReentry(Assign);
            t.Configure(Resolved).Permit(Reopen, Opened);
            t.FromAny(except: [New]).Permit(Close, Closed, requiresReason: true);
            t.Terminal(Closed);
        });

    [Theory]
    [InlineData(ChangeTrackingStrategy.Snapshot)]
    [InlineData(ChangeTrackingStrategy.ChangedNotifications)]
    [InlineData(ChangeTrackingStrategy.ChangingAndChangedNotificationsWithOriginalValues)]
    public async Task An_entity_with_change_notifications_transitions_like_any_other(ChangeTrackingStrategy strategy)
    {
        await using var app = await CreateAsync(model => model.Entity<Valve>(valve =>
        {
            valve.HasChangeTrackingStrategy(strategy);
            valve.HasTransitions(x => x.Status, Table);
        }));
        var id = (await app.SaveAsync(new Valve())).Id;
        await using var db = app.Open();
        var valve = await db.Set<Valve>().SingleAsync();

        db.Entry(valve).Fire(Open);
        app.Sql.FailNextWrite = new InvalidOperationException("The database is out of order.");
        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        Assert.Equal((Opened, EntityState.Modified), (valve.Status, db.Entry(valve).State));
        await db.SaveChangesAsync();
        Assert.Equal(EntityState.Unchanged, db.Entry(valve).State);

        valve.Status = Closed;
        Assert.Equal("transition.reason-required", (await HistoryQueries.RefusedAsync(() => db.SaveChangesAsync())).Code);
        valve.Status = Resolved;
        await db.SaveChangesAsync();

        await using (await db.Database.BeginTransactionAsync())
        {
            db.Entry(valve).Fire(Reopen);
            await db.SaveChangesAsync();
        }

        valve.Name = "another";
        db.Entry(valve).Fire(Assign);
        await db.SaveChangesAsync();

        var rows = await app.RowsAsync<Valve>(id);
        HistoryQueries.AssertUnbroken(rows, "Opened");
        Assert.Equal(["New", "Opened", "Resolved", "Opened", "Opened"], rows.Select(row => row.ToState));
    }

    [Theory]
    [InlineData(ChangeTrackingStrategy.ChangedNotifications)]
    [InlineData(ChangeTrackingStrategy.ChangingAndChangedNotificationsWithOriginalValues)]
    public async Task An_attached_or_detached_entity_with_change_notifications_transitions_from_the_stored_state(ChangeTrackingStrategy strategy)
    {
        await using var app = await CreateAsync(model => model.Entity<Valve>(valve =>
        {
            valve.HasChangeTrackingStrategy(strategy);
            valve.HasTransitions(x => x.Status, Table);
        }));
        var id = (await app.SaveAsync(new Valve())).Id;

        await using (var db = app.Open())
        {
            db.Update(new Valve { Id = id, Status = Opened });
            await db.SaveChangesAsync();
        }

        await using (var db = app.Open())
        {
            var stub = new Valve { Id = id, Status = Opened };
            db.Attach(stub);
            db.Entry(stub).Fire(Resolve);
            await db.SaveChangesAsync();
        }

        var rows = await app.RowsAsync<Valve>(id);
        HistoryQueries.AssertUnbroken(rows, "Resolved");
        Assert.Equal(["New", "Opened", "Resolved"], rows.Select(row => row.ToState));
    }

    [Fact]
    public async Task A_tracking_strategy_without_original_values_throws_when_the_model_is_built()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => CreateAsync(model => model.Entity<Valve>(valve =>
        {
            valve.HasChangeTrackingStrategy(ChangeTrackingStrategy.ChangingAndChangedNotifications);
            valve.HasTransitions(x => x.Status, Table);
        })));

        Assert.Contains(
            "Use ChangingAndChangedNotificationsWithOriginalValues for Valve", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_with_change_notifications_on_every_entity_has_a_history(bool shared)
    {
        await using var app = await CreateAsync(model =>
        {
            model.HasChangeTrackingStrategy(ChangeTrackingStrategy.ChangingAndChangedNotificationsWithOriginalValues);
            var transitions = model.Entity<Valve>().HasTransitions(x => x.Status, Table);
            if (shared && database is not IKeepsLedger)
            {
                transitions.WithHistory(h => h.Shared());
            }
        });
        var id = (await app.SaveAsync(new Valve())).Id;
        await using var db = app.Open();

        db.Entry(await db.Set<Valve>().SingleAsync()).Fire(Open);
        await db.SaveChangesAsync();

        Assert.Equal(["New", "Opened"], (await app.RowsAsync<Valve>(id)).Select(row => row.ToState));
    }

    [Fact]
    public async Task A_status_set_only_by_the_entity_transitions_by_triggers_and_by_the_entity()
    {
        await using var app = await CreateAsync(model =>
        {
            model.Entity<Locked>().HasTransitions(x => x.Status, Table);
            model.Entity<Fielded>(fielded =>
            {
                fielded.Property(x => x.Status).HasField("_state").UsePropertyAccessMode(PropertyAccessMode.Field);
                fielded.HasTransitions(x => x.Status, Table);
            });
        });
        var locked = (await app.SaveAsync(new Locked())).Id;
        var fielded = (await app.SaveAsync(new Fielded())).Id;
        await using var db = app.Open();
        var (one, other) = (await db.Set<Locked>().SingleAsync(), await db.Set<Fielded>().SingleAsync());

        db.Entry(one).Fire(Open);
        db.Entry(other).Fire(Open);
        Assert.Equal((Opened, Opened), (one.Status, other.Status));
        app.Sql.FailNextWrite = new InvalidOperationException("The database is out of order.");
        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        await db.SaveChangesAsync();
        one.Solve();
        other.Solve();
        await db.SaveChangesAsync();

        Assert.Equal(["New", "Opened", "Resolved"], (await app.RowsAsync<Locked>(locked)).Select(row => row.ToState));
        Assert.Equal(["New", "Opened", "Resolved"], (await app.RowsAsync<Fielded>(fielded)).Select(row => row.ToState));
    }

    [Fact]
    public async Task A_history_is_compatible_with_lazy_loading_proxies()
    {
        await using var app = await CreateAsync(model => model.Entity<Valve>().HasTransitions(x => x.Status, Table));
        await using var db = app.Open();

        var history = Assert.Single(db.Model.GetEntityTypes(), type => type.ClrType != typeof(Valve));

        // EF Core requires this for every entity type if proxies are used.
        Assert.False(history.ClrType.IsSealed);
        Assert.NotNull(history.ClrType.GetConstructor([]));
        Assert.All(history.GetNavigations(), navigation => Assert.True(navigation.IsShadowProperty()));
    }

    [Fact]
    public void A_status_that_is_not_a_direct_property_of_the_entity_throws_on_declaration()
    {
        var model = new ModelBuilder();
        var builder = model.Entity<Order>();
        builder.ComplexProperty(x => x.Stage);
        builder.OwnsOne(x => x.Part);
        builder.IndexerProperty<TicketStatus>("Indexed");
        builder.Property<TicketStatus>("Shadow");

        Action[] declarations =
        [
            () => builder.HasTransitions(x => x.Stage.Status, Table),
            () => builder.HasTransitions(x => x.Part.Status, Table),
            () => builder.HasTransitions(x => (TicketStatus)x["Indexed"], Table),
            () => builder.HasTransitions(x => EF.Property<TicketStatus>(x, "Shadow"), Table),
        ];

        Assert.All(declarations, declare => Assert.Contains(
            "does not select a property of the entity itself. Use x => x.Member",
            Assert.Throws<ArgumentException>(declare).Message,
            StringComparison.Ordinal));
    }

    private Task<TestApplication> CreateAsync(Action<ModelBuilder> model)
        => TestApplication.CreateAsync(database, DeskModel.Only(model), blocks: HistoryQueries.Alone);

    public sealed class Locked
    {
        public int Id { get; set; }

        public TicketStatus Status { get; private set; }

        public void Solve() => Status = Resolved;
    }

    public sealed class Fielded
    {
        private TicketStatus _state;

        public int Id { get; set; }

        public TicketStatus Status => _state;

        public void Solve() => _state = Resolved;
    }

    public sealed class Order
    {
        private readonly Dictionary<string, object> _values = [];

        public int Id { get; set; }

        public Stage Stage { get; set; } = new();

        public Part Part { get; set; } = new();

        public object this[string name]
        {
            get => _values[name];
            set => _values[name] = value;
        }
    }

    public sealed class Stage
    {
        public TicketStatus Status { get; set; }
    }

    public sealed class Part
    {
        public TicketStatus Status { get; set; }
    }

    /// <summary>An entity with change notifications.</summary>
    public sealed class Valve : INotifyPropertyChanged, INotifyPropertyChanging
    {
        public event PropertyChangedEventHandler? PropertyChanged;

        public event PropertyChangingEventHandler? PropertyChanging;

        public int Id
        {
            get;
            set => Set(nameof(Id), () => field = value);
        }

        public string Name
        {
            get;
            set => Set(nameof(Name), () => field = value);
        }
            = "a valve";

        public TicketStatus Status
        {
            get;
            set => Set(nameof(Status), () => field = value);
        }

        private void Set(string name, Action set)
        {
            PropertyChanging?.Invoke(this, new PropertyChangingEventArgs(name));
            set();
            PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(name));
        }
    }
}

public sealed class StatusMappingSqliteTests(SqliteDatabase database) : StatusMappingTests<SqliteDatabase>(database);

public sealed class StatusMappingPostgresTests(PostgresDatabase database) : StatusMappingTests<PostgresDatabase>(database);

public sealed class StatusMappingSqliteLedgerTests(SqliteLedgerDatabase database) : StatusMappingTests<SqliteLedgerDatabase>(database);

public sealed class StatusMappingPostgresLedgerTests(PostgresLedgerDatabase database) : StatusMappingTests<PostgresLedgerDatabase>(database);
