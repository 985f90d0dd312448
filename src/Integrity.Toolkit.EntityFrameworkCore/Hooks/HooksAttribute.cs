namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Gives an entity type its hooks, once <c>UseHooks()</c> is called for the context; the same as <c>HasHooks</c> in the model.
/// </summary>
/// <typeparam name="THooks">The class of hooks.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HooksAttribute<THooks> : Attribute
    where THooks : EntityHooks;
