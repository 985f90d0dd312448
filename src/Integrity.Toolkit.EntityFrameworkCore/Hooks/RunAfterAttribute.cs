namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Lets a class of hooks be called after another, at every moment that both have, on every entity type that has both.
/// </summary>
/// <remarks>Two that want to run after each other are refused when the model is built.</remarks>
/// <typeparam name="THooks">The other class, or a base class of several.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RunAfterAttribute<THooks> : Attribute
    where THooks : EntityHooks;
