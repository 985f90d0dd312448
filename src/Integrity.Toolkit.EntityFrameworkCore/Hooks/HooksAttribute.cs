namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Registers hooks for an entity type, if <c>UseHooks()</c> is called for the context. Equivalent to <c>HasHooks</c>.
/// </summary>
/// <remarks>
/// Also applies to derived classes, even if the class itself is not mapped. An owned type cannot have hooks.
/// </remarks>
/// <typeparam name="THooks">The hooks class.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HooksAttribute<THooks> : Attribute
    where THooks : EntityHooks;
