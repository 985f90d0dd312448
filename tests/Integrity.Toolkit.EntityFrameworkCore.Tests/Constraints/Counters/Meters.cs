using System.ComponentModel;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>A counter in every shape that EF Core maps.</summary>
public readonly record struct MeterCode(string Value);

/// <summary>With a key of two columns, one of them converted.</summary>
public sealed class Meter
{
    public MeterCode Code { get; set; }

    public Guid Site { get; set; }

    public int Count { get; set; }

    public int Most { get; set; } = 3;
}

/// <summary>With a key of bytes.</summary>
public sealed class Stamp
{
    public byte[] Id { get; set; } = [];

    public long Uses { get; set; }
}

/// <summary>The base of a hierarchy.</summary>
public abstract class Machine
{
    public int Id { get; set; }

    public int Jobs { get; set; }
}

public sealed class Press : Machine
{
    public int Strokes { get; set; }
}

public sealed class Lathe : Machine
{
    public string? Tool { get; set; }
}

/// <summary>Tells of its changes by itself.</summary>
public sealed class Lamp : INotifyPropertyChanged, INotifyPropertyChanging
{
    private int _uses;

    public event PropertyChangedEventHandler? PropertyChanged;

    public event PropertyChangingEventHandler? PropertyChanging;

    public int Id { get; set; }

    public int Uses
    {
        get => _uses;
        set
        {
            PropertyChanging?.Invoke(this, new PropertyChangingEventArgs(nameof(Uses)));
            _uses = value;
            PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(nameof(Uses)));
        }
    }
}
