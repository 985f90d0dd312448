using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Integrity.Toolkit.Transitions.Internal;

internal sealed class TransitionsConventionSetPlugin(IDbContextOptions options, ITypeMappingSource types) : IConventionSetPlugin
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet)
        => new TransitionsConvention(options, types).AddTo(conventionSet);
}
