using System.ComponentModel.DataAnnotations;

namespace Casework.Tickets.Pages;

/// <summary>The version that a form displays, which is required to detect an outdated form.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ShownVersionAttribute() : RangeAttribute(1, int.MaxValue)
{
    public override string FormatErrorMessage(string name)
        => "The form lacks the version of the ticket. Open the page again.";
}
