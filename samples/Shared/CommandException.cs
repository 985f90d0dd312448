namespace Samples.Shared;

/// <summary>Thrown for invalid user input. Only the message is displayed, on one line; the exit code is 2.</summary>
internal sealed class CommandException(string message) : Exception(message);
