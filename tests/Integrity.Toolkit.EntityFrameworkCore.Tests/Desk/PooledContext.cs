using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>The desk in the shape that a pool wants.</summary>
public sealed class PooledContext(DbContextOptions<PooledContext> options) : DeskContext(options)
{
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
    }
}
