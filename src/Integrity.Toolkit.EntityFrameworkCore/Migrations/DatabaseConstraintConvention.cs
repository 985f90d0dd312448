using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Metadata;
using Integrity.Toolkit.Storage;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Toolkit.Migrations;

/// <summary>
/// Renders the database constraints of all blocks. Runs as the last convention, when every name is final.
/// </summary>
internal sealed class DatabaseConstraintConvention(IServiceProvider services) : IModelFinalizingConvention, IModelFinalizedConvention
{
    private IReadOnlyList<RenderedConstraint> _declared = [];
    private IReadOnlyList<DeclaredCheck> _checks = [];

    public void ProcessModelFinalizing(
        IConventionModelBuilder modelBuilder,
        IConventionContext<IConventionModelBuilder> context)
    {
        var model = (IMutableModel)modelBuilder.Metadata;
        Render(model);
        model.RemoveGuardExclusions();
        model.RemoveVersionExemptions();
        _checks = DeclaredChecks.In(modelBuilder.Metadata);
    }

    public IModel ProcessModelFinalized(IModel model)
    {
        RenderedConstraints.Leave(model, _declared);
        DeclaredChecks.Leave(model, _checks);
        return model;
    }

    private void Render(IMutableModel model)
    {
        var declarations = model.GetEntityTypes()
            .SelectMany(
                entityType => entityType.TakeDatabaseConstraints(),
                (entityType, declaration) => (EntityType: entityType, Declaration: declaration))
            .ToList();
        if (declarations.Count == 0)
        {
            return;
        }

        var rendering = new ConstraintSqlBuilder(Dialect(declarations[0].EntityType), services);
        foreach (var unheld in declarations.Select(asked => asked.EntityType).Distinct().Where(type => ConstraintSqlBuilder.Tables(type).Count == 0))
        {
            Log.NothingHeld(rendering.Logger, unheld.ShortName());
        }

        foreach (var (entityType, declaration) in declarations)
        {
            declaration.Render(entityType, rendering);
        }

        rendering.Finish();
        _declared = rendering.Declared;
    }

    private DatabaseDialect Dialect(IMutableEntityType first)
        => DatabaseDialect.Find(services) ?? throw new NotSupportedException(
            $"{first.ShortName()} requires database constraints, but the toolkit cannot generate them for "
            + $"{services.GetService<IDatabaseProvider>()?.Name ?? "this provider"}. Use SQLite or PostgreSQL, or remove "
            + "GuardInDatabase(), RequireInDatabase(), CheckInDatabase() and the declarations of UseConstraints() for this provider.");
}
