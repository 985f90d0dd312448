using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Translation;

public sealed class SampleContext(DbContextOptions<SampleContext> options) : DbContext(options)
{
    public DbSet<Sample> Samples => Set<Sample>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Sample>(sample =>
    {
        sample.Property(x => x.Named).HasConversion<string>();
        sample.Property(x => x.Coded).HasConversion(new Microsoft.EntityFrameworkCore.Storage.ValueConversion.BoolToStringConverter("N", "Y"));
        sample.Property(x => x.Cents).HasConversion<double>();
        sample.Property(x => x.Ticks).HasConversion<long>();
        sample.Property(x => x.Note).HasColumnName("a \"note\"");
        sample.OwnsOne(x => x.Owned);
        sample.OwnsOne(x => x.Missing);
        sample.ComplexProperty(x => x.Complex);
        sample.Ignore(x => x.Unmapped);
    });
}
