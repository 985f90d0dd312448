using Integrity.Toolkit.Tests.Databases;
using Integrity.Toolkit.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Diagnostics;

public abstract class TelemetryTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : Database
{
    [Fact]
    public async Task Violations_are_counted_only_by_code_entity_and_outcome()
    {
        var model = DeskModel.With(builder => builder.Entity<Complaint>(complaint =>
        {
            complaint.HasVersion().Observe();
            complaint.HasTransitions(x => x.Status, TicketFlow.Table);
        }));
        await using var app = await TestApplication.CreateAsync(database, model);
        await using var db = app.Open();
        using var heard = new MetricRecorder();
        var complaint = new Complaint { Text = "confidential" };
        db.Add(complaint);
        await db.SaveChangesAsync();

        complaint.Text = "still confidential";
        db.Entry(complaint).Property<int>("Version").CurrentValue = 0;
        await db.SaveChangesAsync();
        complaint.Status = TicketStatus.Closed;
        await Assert.ThrowsAsync<IntegrityException>(() => db.SaveChangesAsync());

        Assert.Equal(
            [
                "integrity.code=version.assigned integrity.entity=Complaint integrity.outcome=observed",
                "integrity.code=transition.not-permitted integrity.entity=Complaint integrity.outcome=rejected",
            ],
            heard.Counted);
        Assert.DoesNotContain(
            app.Logs.Messages, message => message.Text.Contains("confidential", StringComparison.Ordinal));
    }

    public sealed class Complaint
    {
        public int Id { get; set; }

        public string Text { get; set; } = "";

        public TicketStatus Status { get; set; }
    }
}

public sealed class TelemetrySqliteTests(SqliteDatabase database) : TelemetryTests<SqliteDatabase>(database);

public sealed class TelemetryPostgresTests(PostgresDatabase database) : TelemetryTests<PostgresDatabase>(database);
