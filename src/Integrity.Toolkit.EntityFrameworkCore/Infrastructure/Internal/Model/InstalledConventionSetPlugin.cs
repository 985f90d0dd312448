using Integrity.Toolkit.Infrastructure.Database;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Infrastructure.Model;

internal sealed class InstalledConventionSetPlugin(ILoggerFactory loggers, IServiceProvider services) : IConventionSetPlugin
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet)
    {
        conventionSet.Add(new InstalledConvention(
            loggers.CreateLogger(Log.Category),
            conventionSet,
            new DatabaseConvention(services)));
        return conventionSet;
    }
}
