using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Integrity.Toolkit.Metadata;

/// <summary>The convention of a block, independently of its declarations.</summary>
internal interface IBlockConvention
{
    ConventionSet AddTo(ConventionSet conventionSet);
}
