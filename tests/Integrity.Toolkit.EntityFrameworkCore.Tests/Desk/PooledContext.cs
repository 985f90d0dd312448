using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>The desk in a context that can be pooled.</summary>
public sealed class PooledContext(DbContextOptions<PooledContext> options) : DeskContext(options)
{
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
    }
}
