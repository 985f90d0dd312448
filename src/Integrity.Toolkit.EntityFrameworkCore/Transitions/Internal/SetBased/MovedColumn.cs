using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Transitions;

/// <summary>A column that is set with the status; its value is SQL, in which <see cref="MoveSql"/> names what there is.</summary>
internal sealed record MovedColumn(IProperty Property, Func<MoveSql, string> Value);
