using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Runtime;
using Integrity.Toolkit.Update;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>The statements that a test's stage executes in every save while it is enabled.</summary>
public sealed class TestSaveStage
{
    public List<string> First { get; } = [];

    public List<string> Last { get; } = [];

    public bool IsOn { get; set; }

    /// <summary>The exception to throw once, after the last statement.</summary>
    public Exception? Fail { get; set; }

    public int Attempts { get; private set; }

    public int Written { get; private set; }

    public void Use(DbContextOptionsBuilder options)
        => ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new Extension(this));

    private sealed class Extension(TestSaveStage testStage) : ToolkitOptionsExtension<TestSaveStage>("slot", testStage)
    {
        public override void ApplyServices(IServiceCollection services)
            => services.AddScoped<SaveStage>(_ => new Stage(Options));
    }

    private sealed class Stage(TestSaveStage testStage) : SaveStage, IQueuedWorkStage
    {
        public override SaveStageOrder Order => (SaveStageOrder)900;

        public bool HasQueuedWork(ContextState state) => IsNeeded;

        public override bool Writes(SaveContext save) => IsNeeded;

        public override ValueTask<int> WriteFirstAsync(SaveContext save, bool async, CancellationToken cancellationToken)
        {
            testStage.Attempts++;
            return SendAsync(save, testStage.First, async, cancellationToken);
        }

        public override async ValueTask<int> WriteLastAsync(SaveContext save, bool async, CancellationToken cancellationToken)
        {
            var rows = await SendAsync(save, testStage.Last, async, cancellationToken);
            if (testStage.Fail is { } failure)
            {
                testStage.Fail = null;
                throw failure;
            }

            return rows;
        }

        public override void OnExecuted(SaveContext save) => testStage.Written++;

        private bool IsNeeded => testStage.IsOn && testStage.First.Count + testStage.Last.Count > 0;

        private static async ValueTask<int> SendAsync(
            SaveContext save, List<string> statements, bool async, CancellationToken cancellationToken)
        {
            var rows = 0;
            foreach (var statement in statements)
            {
                rows += async
                    ? await save.Context.Database.ExecuteSqlRawAsync(statement, cancellationToken)
                    : save.Context.Database.ExecuteSqlRaw(statement);
            }

            return rows;
        }
    }
}
