using Integrity.Toolkit.Tests.Constraints.Checks;
using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Integrity.Toolkit.Tests.Translation;
using Integrity.Toolkit.Validation;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Validation.Checks;

/// <summary>Rules on PostgreSQL enums.</summary>
public sealed class PostgresEnumTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly DeskModel Defined = DeskModel.Only(model => model.Entity<Gauge>().HasRules(new LevelRules()));

    [Fact]
    public async Task A_native_database_enum_needs_no_constraint()
    {
        var known = await ShiftModel.ModelAsync(database, Defined, options => options.UseNpgsql(npgsql => npgsql.MapEnum<Level>("level")));
        var number = await ShiftModel.ModelAsync(database, Defined);

        Assert.Empty(known.Checks());
        Assert.Single(number.Checks());
    }

    private sealed class LevelRules : EntityRules<Gauge>
    {
        public LevelRules() => For(x => x.Level).Defined().CheckInDatabase();
    }
}
