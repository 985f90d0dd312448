namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Specifies that a hooks class is called before another one, at every hook point and on every entity type that both have.
/// </summary>
/// <remarks>Building the model throws if two classes must run before each other.</remarks>
/// <typeparam name="THooks">The other hooks class, or a base class of several.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RunBeforeAttribute<THooks> : Attribute
    where THooks : EntityHooks;
