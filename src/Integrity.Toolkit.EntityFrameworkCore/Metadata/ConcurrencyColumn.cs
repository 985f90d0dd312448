using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>A column that a set-based write takes along, and its new value as SQL of the present one.</summary>
internal sealed record ConcurrencyColumn(IProperty Property, Func<string, string> Next);
