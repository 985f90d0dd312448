using System.ComponentModel.DataAnnotations.Schema;
using System.Linq.Expressions;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation;

/// <summary>Invalid rules throw when the model is built, with the remedy.</summary>
public abstract class RulesModelTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Rules_of_another_type_throw()
        => await RefusedAsync(m => m.Entity<Note>().HasRules(new References<Ticket, Ticket>(x => x.Priority)), "but Note is not one");

    [Fact]
    public async Task A_reference_to_an_unmapped_type_throws()
        => await RefusedAsync(
            m => m.Entity<Note>().HasRules(new References<Note, Stranger>(x => x.Id)), "Note.Id", "Stranger", "Map it, or remove Exists");

    [Fact]
    public async Task A_reference_to_an_owned_type_throws()
        => await RefusedAsync(m => m.Entity<Note>().HasRules(new References<Note, Details>(x => x.Id)), "owned type", "Use the owner as the target");

    [Fact]
    public async Task A_reference_to_a_composite_key_throws()
        => await RefusedAsync(
            m => m.Entity<Note>().HasRules(new References<Note, Pair>(x => x.Id)), "primary key has 2 properties, not 1");

    [Fact]
    public async Task A_reference_to_a_key_of_another_type_throws()
        => await RefusedAsync(
            m => m.Entity<Note>().HasRules(new References<Note, Coded>(x => x.Id)), "Id is a int, but Coded.Id is a string");

    [Fact]
    public async Task A_reference_by_an_unmapped_member_throws()
        => await RefusedAsync(m => m.Entity<Coded>().HasRules<ByNickname>(), "members Nickname are not all mapped");

    [Fact]
    public async Task A_unique_unmapped_member_throws()
        => await RefusedAsync(
            m => m.Entity<Coded>().HasRules(new Uniques<Coded, string>(x => x.Nickname)), "Nickname is not a mapped property");

    [Fact]
    public async Task A_unique_complex_value_throws()
        => await RefusedAsync(
            m => m.Entity<Ticket>().HasRules(new Uniques<Ticket, Money>(x => x.Budget)), "Budget is not a mapped property");

    [Fact]
    public async Task A_unique_member_of_an_owned_type_throws()
        => await RefusedAsync(m => m.Entity<Ticket>().HasRules<UniqueCity>(), "City is not a mapped property", "remove Unique");

    [Fact]
    public async Task Nested_rules_of_another_entity_throw()
        => await RefusedAsync(m => m.Entity<Ticket>().HasRules<NestedNotes>(), "Ticket.Notes", "model.Entity<Note>().HasRules<");

    [Fact]
    public async Task Rules_of_an_owned_type_throw()
        => await RefusedAsync(
            m =>
            {
                m.Entity<Shelf>().OwnsOne(x => x.Sign);
                m.Entity<Sign>().HasRules(new Uniques<Sign, int>(x => x.Number));
            },
            "Sign");

    [Fact]
    public async Task Rules_of_a_type_without_a_key_throw()
        => await RefusedAsync(m => m.Entity<Stranger>().HasNoKey().HasRules(new Uniques<Stranger, int>(x => x.Id)), "no primary key");

    [Fact]
    public async Task Contradictory_rules_throw()
        => await Assert.ThrowsAsync<ArgumentException>(() => CreateApplicationAsync(m => m.Entity<Note>().HasRules<Twice>()));

    [Fact]
    public async Task Rules_declared_on_an_interface_or_base_type_are_supported()
    {
        await using var app = await CreateApplicationAsync(m => m.Entity<Coded>().HasRules<NamedRules>());
        await using var db = app.Open();
        db.Add(new Coded { Id = "a" });

        var exception = await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal("Nickname", exception.Violations.Single().Path);
    }

    [Fact]
    public async Task Rules_do_not_affect_the_schema_or_the_snapshot()
    {
        await using var with = await CreateApplicationAsync(m => m.Entity<Note>().HasRules(new References<Note, Ticket>(x => x.Id)));
        await using var without = await CreateApplicationAsync(_ => { });
        await using var one = with.Open();
        await using var other = without.Open();

        Assert.Equal(other.Database.GenerateCreateScript(), one.Database.GenerateCreateScript());
        Assert.DoesNotContain(
            one.Model.GetEntityTypes().SelectMany(type => type.GetAnnotations()),
            annotation => annotation.Name.StartsWith("Integrity", StringComparison.Ordinal));
    }

    private async Task RefusedAsync(Action<ModelBuilder> declare, params string[] said)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => CreateApplicationAsync(declare));

        Assert.All(said, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }

    private Task<TestApplication> CreateApplicationAsync(Action<ModelBuilder> declare) => TestApplication.CreateAsync(
        database,
        DeskModel.With(model =>
        {
            model.Entity<Pair>().HasKey(x => new { x.One, x.Two });
            model.Entity<Coded>();
            declare(model);
        }),
        blocks: o => o.UseValidation());

    public interface INamed
    {
        string Nickname { get; }
    }

    public sealed class Stranger
    {
        public int Id { get; set; }
    }

    public sealed class Pair
    {
        public int One { get; set; }

        public int Two { get; set; }
    }

    public sealed class Coded : INamed
    {
        public string Id { get; set; } = "";

        [NotMapped]
        public string Nickname { get; set; } = "";
    }

    public sealed class Shelf
    {
        public int Id { get; set; }

        public Sign Sign { get; set; } = new();
    }

    public sealed class Sign
    {
        public int Number { get; set; }
    }

    private sealed class References<T, TTarget> : EntityRules<T>
        where T : notnull
        where TTarget : class
    {
        public References(Expression<Func<T, int>> member) => For(member).Exists<TTarget>();
    }

    private sealed class Uniques<T, TValue> : EntityRules<T>
        where T : notnull
    {
        public Uniques(Expression<Func<T, TValue?>> member) => For(member).Unique();
    }

    private sealed class ByNickname : EntityRules<Coded>
    {
        public ByNickname() => For(x => x.Id).Exists<Coded>(target => target.Nickname);
    }

    private sealed class UniqueCity : EntityRules<Ticket>
    {
        public UniqueCity() => For(x => x.Address).Using(new Uniques<Address, string>(x => x.City));
    }

    private sealed class NestedNotes : EntityRules<Ticket>
    {
        public NestedNotes() => ForEach(x => x.Notes).Using(new NoteRules());
    }

    private sealed class NoteRules : EntityRules<Note>
    {
        public NoteRules() => For(x => x.Text).Required();
    }

    private sealed class NamedRules : EntityRules<INamed>
    {
        public NamedRules() => For(x => x.Nickname).Required();
    }

    private sealed class Twice : EntityRules<Note>
    {
        public Twice()
        {
            For(x => x.Text).MaxLength(5);
            For(x => x.Text).MaxLength(6);
        }
    }
}

public sealed class RulesModelSqliteTests(SqliteDatabase database) : RulesModelTests<SqliteDatabase>(database);

public sealed class RulesModelPostgresTests(PostgresDatabase database) : RulesModelTests<PostgresDatabase>(database);
