namespace Casework.Diagrams;

/// <summary>A state, with the center of its box.</summary>
public sealed record DiagramBox(string State, int Layer, double X, double Y, bool IsInitial, bool IsTerminal)
{
    public const double Width = 108;
    public const double Height = 38;

    public double Left => X - (Width / 2);

    public double Top => Y - (Height / 2);

    public double Bottom => Y + (Height / 2);
}
