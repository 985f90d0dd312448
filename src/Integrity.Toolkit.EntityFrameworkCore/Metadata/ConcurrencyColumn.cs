using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Metadata;

/// <summary>A column that a set-based statement also writes, and its new value as SQL of the current value.</summary>
internal sealed record ConcurrencyColumn(IProperty Property, Func<string, string> Next);
