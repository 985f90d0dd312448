using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>What a stage of a test writes, in every save while it is on.</summary>
public sealed class TestSaveStage
{
    public List<string> First { get; } = [];

    public List<string> Last { get; } = [];

    public bool IsOn { get; set; }

    /// <summary>Thrown once, after the last statement.</summary>
    public Exception? Fail { get; set; }

    public int Attempts { get; private set; }

    public int Written { get; private set; }

    public void Use(DbContextOptionsBuilder options)
        => ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new Extension(this));

    private sealed class Extension(TestSaveStage slot) : BlockOptionsExtension<TestSaveStage>("slot", slot)
    {
        public override void ApplyServices(IServiceCollection services)
            => services.AddScoped<SaveStage>(_ => new Stage(Options));
    }

    private sealed class Stage(TestSaveStage slot) : SaveStage, IQueuedWorkStage
    {
        public override SaveStageOrder Order => (SaveStageOrder)900;

        public bool HasQueuedWork(ContextState state) => IsNeeded;

        public override bool Writes(SaveContext session) => IsNeeded;

        public override ValueTask<int> WriteFirstAsync(SaveContext session, bool async, CancellationToken cancellationToken)
        {
            slot.Attempts++;
            return SendAsync(session, slot.First, async, cancellationToken);
        }

        public override async ValueTask<int> WriteLastAsync(SaveContext session, bool async, CancellationToken cancellationToken)
        {
            var rows = await SendAsync(session, slot.Last, async, cancellationToken);
            if (slot.Fail is { } failure)
            {
                slot.Fail = null;
                throw failure;
            }

            return rows;
        }

        public override void Written(SaveContext session) => slot.Written++;

        private bool IsNeeded => slot.IsOn && slot.First.Count + slot.Last.Count > 0;

        private static async ValueTask<int> SendAsync(
            SaveContext session, List<string> statements, bool async, CancellationToken cancellationToken)
        {
            var rows = 0;
            foreach (var statement in statements)
            {
                rows += async
                    ? await session.Context.Database.ExecuteSqlRawAsync(statement, cancellationToken)
                    : session.Context.Database.ExecuteSqlRaw(statement);
            }

            return rows;
        }
    }
}
