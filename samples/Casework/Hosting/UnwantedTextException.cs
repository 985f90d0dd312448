using System.Text.Json;

namespace Casework.Hosting;

/// <summary>Thrown for a text that PostgreSQL cannot store.</summary>
internal sealed class UnwantedTextException() : JsonException("A text must not contain the character U+0000.");
