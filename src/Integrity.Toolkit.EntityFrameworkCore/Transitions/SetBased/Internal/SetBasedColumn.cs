using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions.SetBased.Internal;

/// <summary>
/// A column that is set together with the status. Its value is SQL with the names of <see cref="SetBasedSql"/>.
/// </summary>
internal sealed record SetBasedColumn(IProperty Property, Func<SetBasedSql, string> Value);
