using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets;

internal static class DeskBlocks
{
    /// <summary>Enables the blocks of the desk, for both the host and the migrations.</summary>
    public static DbContextOptionsBuilder UseDeskBlocks(this DbContextOptionsBuilder options)
        => options.UseSoftDelete().UseVersioning().UseTransitions().UseValidation().UseHooks().UseConstraints();
}
