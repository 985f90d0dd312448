using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>A hierarchy with one soft-deletable branch, in every mapping.</summary>
public class Animal
{
    public static readonly DeskModel OneTable = DeskModel.With(model => Build(model, tables => tables.UseTphMappingStrategy()));

    public static readonly DeskModel TablePerType = DeskModel.With(model => Build(model, tables => tables.UseTptMappingStrategy()));

    public static readonly DeskModel TablePerConcreteType = DeskModel.With(model => Build(model, tables => tables.UseTpcMappingStrategy()));

    public int Id { get; set; }

    public string Name { get; set; } = "";

    public static DeskModel Mapped(string how) => how switch
    {
        "TPH" => OneTable,
        "TPT" => TablePerType,
        _ => TablePerConcreteType,
    };

    /// <summary>Creates a model in which the rows of dogs are guarded in the database.</summary>
    public static DeskModel Guarded(string how) => new(model =>
    {
        Mapped(how).Build(model);
        model.Entity<Dog>().HasSoftDelete().GuardInDatabase();
    });

    private static void Build(
        ModelBuilder model,
        Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Animal>> map)
    {
        model.Entity<Animal>(animal =>
        {
            animal.Property(x => x.Id).ValueGeneratedNever();
            animal.HasVersion();
            map(animal);
        });
        model.Entity<Cat>();
        model.Entity<Dog>().HasSoftDelete();
        model.Entity<Puppy>();
        model.Entity<Bird>().HasSoftDelete();
    }
}

public class Dog : Animal
{
    public int Tricks { get; set; }
}

public sealed class Puppy : Dog
{
    public int Weeks { get; set; }
}

public sealed class Cat : Animal;

public sealed class Bird : Animal
{
    public string Song { get; set; } = "";
}
