using System.ComponentModel;

namespace Integrity.Toolkit.Tests.Constraints.Counters;

/// <summary>Counters in every mapping that EF Core supports.</summary>
public readonly record struct MeterCode(string Value);

/// <summary>An entity with a composite key, one column of which is converted.</summary>
public sealed class Meter
{
    public MeterCode Code { get; set; }

    public Guid Site { get; set; }

    public int Count { get; set; }

    public int Most { get; set; } = 3;
}

/// <summary>An entity with a binary key.</summary>
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

/// <summary>An entity with change notifications.</summary>
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
