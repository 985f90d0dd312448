using System.Diagnostics.CodeAnalysis;

namespace Integrity.Toolkit.Transitions;

/// <summary>
/// A transition of a table whose state type is unknown at compile time.
/// </summary>
/// <remarks>Implemented by <see cref="Transition{TState}"/> only.</remarks>
[SuppressMessage("Naming", "CA1716", Justification = "From and To are the words of the field.")]
public interface ITransition
{
    /// <summary>Gets the state that is left.</summary>
    object From { get; }

    /// <summary>Gets the state that is entered.</summary>
    object To { get; }

    /// <summary>Gets the trigger, or <see langword="null"/> in a table without triggers.</summary>
    object? Trigger { get; }

    /// <summary>Gets the text of the trigger, or <see langword="null"/> in a table without triggers.</summary>
    string? TriggerText { get; }

    /// <summary>Gets the condition, or <see langword="null"/> if there is none.</summary>
    TransitionGuard? Guard { get; }

    /// <summary>Gets a value indicating whether the transition is rejected without a reason.</summary>
    bool RequiresReason { get; }

    /// <summary>Gets a value indicating whether the state is left and entered again.</summary>
    bool IsReentry { get; }
}
