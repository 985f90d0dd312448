using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Casework.Tickets;

/// <summary>Times are kept and read as UTC; a time of no kind is taken as UTC, for PostgreSQL accepts no other.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    time => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc),
    time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
