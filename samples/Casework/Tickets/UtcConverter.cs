using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Casework.Tickets;

/// <summary>
/// Stores and reads times as UTC. A time of unspecified kind is treated as UTC, because PostgreSQL requires it.
/// </summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    time => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc),
    time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
