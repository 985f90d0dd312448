using Integrity.Toolkit.Migrations;

namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Configures a check constraint.
/// </summary>
public sealed class CheckBuilder
{
    private readonly DeclaredViolation _message;

    internal CheckBuilder(DeclaredViolation message) => _message = message;

    /// <summary>Specifies the message of the violation. It is created when it is read, in the current culture.</summary>
    /// <param name="message">A function that creates the message.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public CheckBuilder WithMessage(Func<IntegrityViolation, string> message)
    {
        ArgumentNullException.ThrowIfNull(message);

        _message.Text = message;
        return this;
    }
}
