using Microsoft.EntityFrameworkCore;

namespace Casework.Tickets;

internal static class DeskBlocks
{
    /// <summary>Switches on what the desk declares; the same for the host and for its migrations.</summary>
    public static DbContextOptionsBuilder UseDeskBlocks(this DbContextOptionsBuilder options)
        => options.UseSoftDelete().UseVersioning().UseTransitions().UseValidation().UseHooks().UseConstraints();
}
