using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Transitions;
using Integrity.Toolkit.Transitions.Core.Internal;
using Microsoft.EntityFrameworkCore;
using static Integrity.Toolkit.Tests.Transitions.History.HistoryQueries;

namespace Integrity.Toolkit.Tests.Transitions.History;

/// <summary>The model of a shared history, and types that cannot share one.</summary>
public sealed class SharedHistoryModelTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task Types_with_the_same_history_table_share_it()
    {
        await using var app = await TestApplication.CreateAsync(database, SharedHistoryModel.Model, blocks: Alone);
        await using var db = app.Open();

        var history = Assert.Single(db.Model.GetEntityTypes(), type => type.ClrType == typeof(TransitionRecord));

        Assert.Equal(SharedHistoryTable.DefaultTable, history.GetTableName());
        Assert.Equal(["EntityType", "EntityKey", "Sequence"], history.FindPrimaryKey()!.Properties.Select(property => property.Name));
        Assert.Empty(history.GetForeignKeys());
    }

    [Fact]
    public async Task A_derived_type_uses_the_name_of_the_declaring_type()
    {
        var model = DeskModel.Only(desk =>
        {
            desk.Entity<Base>().HasTransitions(x => x.Status, TicketFlow.Table).WithHistory(h => h.Shared());
            desk.Entity<Derived>();
        });
        await using var app = await TestApplication.CreateAsync(database, model, blocks: Alone);
        await app.SaveAsync(new Derived());
        await using var db = app.Open();

        Assert.Equal("Base", (await db.SharedTransitions().SingleAsync()).EntityType);
        Assert.Equal(1, await db.TransitionsOf<Derived>().CountAsync());
    }

    [Fact]
    public Task A_ledger_cannot_be_shared()
        => RefusedAsync("RequireInDatabase()", desk => Thing(desk).WithHistory(h => { h.RequireInDatabase(); h.Shared(); }));

    [Theory]
    [InlineData("KeepAfterDelete", "AllowCascadeDelete")]
    [InlineData("KeepAfterDelete", "RequireInDatabase")]
    [InlineData("KeepAfterDelete", "Shared")]
    [InlineData("AllowCascadeDelete", "KeepAfterDelete")]
    [InlineData("AllowCascadeDelete", "Shared")]
    [InlineData("RequireInDatabase", "KeepAfterDelete")]
    [InlineData("RequireInDatabase", "Shared")]
    [InlineData("Shared", "KeepAfterDelete")]
    [InlineData("Shared", "AllowCascadeDelete")]
    [InlineData("Shared", "RequireInDatabase")]
    public async Task Choices_that_exclude_each_other_throw_in_one_call_and_in_two(string first, string second)
    {
        var once = await ThrowsAsync(desk => Thing(desk).WithHistory(h =>
        {
            Choose(h, first);
            Choose(h, second);
        }));
        var twice = await ThrowsAsync(
            desk => Thing(desk).WithHistory(h => Choose(h, first)).WithHistory(h => Choose(h, second)));

        Assert.Equal(once.Message, twice.Message);
        Assert.Contains($"Base is configured with {first}() and {second}()", once.Message, StringComparison.Ordinal);
    }

    private Task<InvalidOperationException> ThrowsAsync(Action<ModelBuilder> build)
        => Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApplication.CreateAsync(database, DeskModel.Only(build), blocks: Alone));

    private static void Choose(HistoryBuilder history, string choice)
    {
        switch (choice)
        {
            case "KeepAfterDelete":
                history.KeepAfterDelete();
                break;
            case "AllowCascadeDelete":
                history.AllowCascadeDelete();
                break;
            case "RequireInDatabase":
                history.RequireInDatabase();
                break;
            default:
                history.Shared();
                break;
        }
    }

    [Fact]
    public Task A_shared_history_cannot_cascade()
        => RefusedAsync("AllowCascadeDelete()", desk => Thing(desk).WithHistory(h => { h.Shared(); h.AllowCascadeDelete(); }));

    [Fact]
    public Task A_shared_history_cannot_be_combined_with_a_separate_table()
        => RefusedAsync("ToTable(", desk => Thing(desk).WithHistory(h => h.ToTable("Things").Shared()));

    [Fact]
    public Task A_composite_key_cannot_be_shared()
        => RefusedAsync("typed key", desk =>
        {
            desk.Entity<Base>().HasKey(x => new { x.Id, x.Number });
            Thing(desk).WithHistory(h => h.Shared());
        });

    [Theory]
    [InlineData("converter")]
    [InlineData("provider type")]
    [InlineData("collation")]
    [InlineData("column type")]
    [InlineData("fixed length")]
    [InlineData("type")]
    public Task A_key_without_a_canonical_text_form_cannot_be_shared(string how)
        => RefusedAsync("typed key", desk =>
        {
            _ = how switch
            {
                "converter" => (object)desk.Entity<Base>().Property(x => x.Id).HasConversion(id => id + 1, id => id - 1),
                "provider type" => desk.Entity<Base>().Property(x => x.Id).HasConversion<long>(),
                "type" => desk.Entity<Base>().HasKey(x => x.When),
                _ => desk.Entity<Base>().HasKey(x => x.Code),
            };
            var code = desk.Entity<Base>().Property(x => x.Code);
            _ = how switch
            {
                "collation" => code.UseCollation("NOCASE"),
                "column type" => code.HasColumnType("citext"),
                "fixed length" => code.IsFixedLength(),
                _ => code,
            };
            Thing(desk).WithHistory(h => h.Shared());
        });

    [Fact]
    public Task Two_types_with_the_same_name_require_an_explicit_entity_name()
        => RefusedAsync("entityName", desk =>
        {
            Thing(desk).WithHistory(h => h.Shared());
            desk.Entity<Jar>().HasTransitions(x => x.State, SharedHistoryModel.Words).WithHistory(h => h.Shared(entityName: "Base"));
        });

    private static TransitionsBuilder<Base, TicketStatus> Thing(ModelBuilder model)
        => model.Entity<Base>().HasTransitions(x => x.Status, TicketFlow.Table);

    private async Task RefusedAsync(string remedy, Action<ModelBuilder> build)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestApplication.CreateAsync(database, DeskModel.Only(build), blocks: Alone));

        Assert.Contains(remedy, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Base", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Shared(", refused.Message, StringComparison.Ordinal);
    }

    private class Base
    {
        public int Id { get; set; }

        public int Number { get; set; }

        public string Code { get; set; } = "";

        public DateTime When { get; set; }

        public TicketStatus Status { get; set; }
    }

    private sealed class Derived : Base;
}
