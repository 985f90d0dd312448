using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation.Checks;

internal static class GaugeModel
{
    public static readonly DeskModel Checked = DeskModel.Only(model => model.Entity<Gauge>(gauge =>
    {
        gauge.ToTable("Gauges");
        gauge.Property(x => x.Named).HasConversion<string>();
        gauge.Property(x => x.Ticks).HasConversion<long>();
        gauge.HasRules<GaugeRules>();
    }));

    public static Task<TestApplication> CreateApplicationAsync(Database database)
        => TestApplication.CreateAsync(database, Checked, blocks: options => options.UseValidation().UseConstraints());

    /// <summary>Creates a context of the same database without blocks.</summary>
    public static DeskContext Bare(TestApplication app)
    {
        var options = new DbContextOptionsBuilder<DeskContext>();
        app.Connect(options);
        return new DeskContext(options.Options, Checked);
    }
}
