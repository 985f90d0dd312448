using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Migrations;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Infrastructure.Internal;

internal sealed class IntegrityModelConventionSetPlugin(ILoggerFactory loggers, IServiceProvider services) : IConventionSetPlugin
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet)
    {
        conventionSet.Add(new IntegrityModelConvention(
            loggers.CreateLogger(Log.Category),
            conventionSet,
            new DatabaseConstraintConvention(services)));
        return conventionSet;
    }
}
