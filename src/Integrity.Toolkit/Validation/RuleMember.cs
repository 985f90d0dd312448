using System.Reflection;
using Integrity.Toolkit.Abstractions;

namespace Integrity.Toolkit.Validation;

/// <summary>
/// Describes a member that rules apply to or read.
/// </summary>
internal sealed class RuleMember
{
    internal RuleMember(MemberInfo info)
    {
        Info = info;
        Type = info is PropertyInfo property ? property.PropertyType : ((FieldInfo)info).FieldType;
        Path = MemberPath.To(info);
    }

    /// <summary>Gets the name of the member.</summary>
    public string Name => Info.Name;

    /// <summary>Gets the type of the member's value.</summary>
    public Type Type { get; }

    /// <summary>Gets the property or field.</summary>
    public MemberInfo Info { get; }

    /// <summary>Gets whether the member's value is excluded from violations.</summary>
    public bool IsSensitive { get; internal set; }

    /// <summary>Gets the path to the member, from the object that contains it.</summary>
    public MemberPath Path { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
