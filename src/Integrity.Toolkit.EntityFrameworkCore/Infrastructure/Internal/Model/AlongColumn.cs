using Microsoft.EntityFrameworkCore.Metadata;

namespace Integrity.Toolkit.Infrastructure.Model;

/// <summary>A column that a set-based write takes along, and its new value as SQL of the present one.</summary>
internal sealed record AlongColumn(IProperty Property, Func<string, string> Next);
