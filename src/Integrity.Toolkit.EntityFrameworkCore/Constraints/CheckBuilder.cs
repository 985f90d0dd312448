using Integrity.Toolkit.Migrations;

namespace Integrity.Toolkit.Constraints;

/// <summary>
/// Says more about a condition that the database holds.
/// </summary>
public sealed class CheckBuilder
{
    private readonly DeclaredViolation _message;

    internal CheckBuilder(DeclaredViolation message) => _message = message;

    /// <summary>Gives what the database refuses a message of its own, made when it is read, in the culture of the reader.</summary>
    /// <param name="message">Makes the message.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is <see langword="null"/>.</exception>
    public CheckBuilder WithMessage(Func<IntegrityViolation, string> message)
    {
        ArgumentNullException.ThrowIfNull(message);

        _message.Text = message;
        return this;
    }
}
