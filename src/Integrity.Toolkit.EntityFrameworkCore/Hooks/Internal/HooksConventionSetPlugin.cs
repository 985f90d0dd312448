using Integrity.Toolkit.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Hooks.Internal;

internal sealed class HooksConventionSetPlugin(IDbContextOptions options, ILoggerFactory loggers) : IConventionSetPlugin
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet)
        => new HooksConvention(options, loggers.CreateLogger(Log.Category)).AddTo(conventionSet);
}
