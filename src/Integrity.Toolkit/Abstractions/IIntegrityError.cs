namespace Integrity.Toolkit;

/// <summary>
/// Carries the violations of a failed save, whichever exception brings them.
/// </summary>
/// <remarks>
/// Implemented by <see cref="IntegrityException"/> (refused before any SQL) and by the exceptions of the EF Core
/// package, so that a web layer can answer all of them without a reference to EF Core.
/// </remarks>
public interface IIntegrityError
{
    /// <summary>Gets what was refused; at least one.</summary>
    IReadOnlyList<IntegrityViolation> Violations { get; }
}
