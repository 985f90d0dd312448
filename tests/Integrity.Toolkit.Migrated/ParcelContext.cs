using Integrity.Toolkit.Transitions;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Migrated;

/// <summary>
/// The model after its last migration. Initial: everything is guarded. Lost: the status has one more value, and the CHECK
/// constraint more conditions. Renamed: columns that the guards reference are renamed. Rebuilt: SQLite rebuilds the table.
/// Open: slips are not guarded. Toolkit: a later version of the toolkit generates different SQL.
/// </summary>
/// <remarks>
/// When the toolkit's SQL changes again, execute in this folder <c>dotnet ef migrations remove</c> for Toolkit, if it exists,
/// and <c>dotnet ef migrations add Toolkit --context SqliteParcelContext --output-dir Migrations/Sqlite</c>, and the same for
/// Postgres.
/// </remarks>
public abstract class ParcelContext(DbContextOptions options) : DbContext(options)
{
    private static readonly TransitionTable<ParcelStatus, ParcelEvent> Flow = TransitionTable.Create<ParcelStatus, ParcelEvent>(
        "parcel",
        flow =>
        {
            flow.Initial(ParcelStatus.Packed);
            flow.Configure(ParcelStatus.Packed).Permit(ParcelEvent.Send, ParcelStatus.Sent);
            flow.Configure(ParcelStatus.Sent)
                .Permit(ParcelEvent.Arrive, ParcelStatus.Arrived)
                .Permit(ParcelEvent.Lose, ParcelStatus.Lost);
            flow.Terminal(ParcelStatus.Arrived, ParcelStatus.Lost);
        });

    public DbSet<Parcel> Parcels => Set<Parcel>();

    public DbSet<Slip> Slips => Set<Slip>();

    /// <summary>Enables the blocks.</summary>
    /// <param name="options">The options, with a provider.</param>
    /// <returns>The same builder.</returns>
    public static DbContextOptionsBuilder Blocks(DbContextOptionsBuilder options)
        => options.UseSoftDelete().UseVersioning().UseTransitions().UseConstraints();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Parcel>(parcel =>
        {
            parcel.Property(x => x.Status).HasConversion<string>();
            parcel.Property(x => x.Title).HasMaxLength(200);
            parcel.HasSoftDelete().GuardInDatabase();
            parcel.HasVersion().GuardInDatabase();
            parcel.HasTransitions(x => x.Status, Flow).GuardInDatabase();
            parcel.HasCheck(x => x.Weight > 0 && x.Weight <= 31500, "parcel.weight");
            parcel.HasUnique(x => x.Code, "parcel.one-on-its-way").WithFilter(x => x.Status == ParcelStatus.Sent);
            parcel.Property(x => x.Weight).HasColumnName("Grams");
            parcel.Property<DateTime?>("DeletedAt").HasColumnName("GoneAt");
        });
        modelBuilder.Entity<Slip>().HasSoftDelete();
    }
}
