namespace Integrity.Toolkit;

/// <summary>
/// Implemented by every exception that carries the violations of a failed save.
/// </summary>
/// <remarks>
/// Implemented by <see cref="IntegrityException"/> (rejected before any SQL is sent) and by the exceptions of the EF Core
/// package, so that a web layer can handle all of them without a reference to EF Core.
/// </remarks>
public interface IIntegrityError
{
    /// <summary>Gets the violations; at least one.</summary>
    IReadOnlyList<IntegrityViolation> Violations { get; }
}
