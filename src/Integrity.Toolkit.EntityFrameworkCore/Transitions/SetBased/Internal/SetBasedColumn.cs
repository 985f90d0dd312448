using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>A column that is set with the status; its value is SQL, in which <see cref="SetBasedSql"/> names what there is.</summary>
internal sealed record SetBasedColumn(IProperty Property, Func<SetBasedSql, string> Value);
