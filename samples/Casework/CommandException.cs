namespace Casework;

/// <summary>What the user gave cannot be used. The message is all that is shown: one line, exit code 2.</summary>
public sealed class CommandException(string message) : Exception(message);
