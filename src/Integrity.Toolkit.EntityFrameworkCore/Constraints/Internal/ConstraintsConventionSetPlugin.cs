using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace Integrity.Toolkit.Constraints.Internal;

internal sealed class ConstraintsConventionSetPlugin : IConventionSetPlugin
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet) => new ConstraintsConvention().AddTo(conventionSet);
}
