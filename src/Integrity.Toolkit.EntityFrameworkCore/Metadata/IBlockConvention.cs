using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Integrity.Toolkit.Metadata;

/// <summary>The convention of a block, whatever its declarations are.</summary>
internal interface IBlockConvention
{
    ConventionSet AddTo(ConventionSet conventionSet);
}
