using System.ComponentModel.DataAnnotations;

namespace Casework.Tickets.Pages;

/// <summary>The version that a form shows: without it nobody could say whether the form is out of date.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ShownVersionAttribute() : RangeAttribute(1, int.MaxValue)
{
    public override string FormatErrorMessage(string name)
        => "The form lacks the version of the ticket. Open the page again.";
}
