namespace Integrity.Toolkit.Hooks;

/// <summary>
/// Gives an entity type its hooks, once <c>UseHooks()</c> is called for the context; the same as <c>HasHooks</c> in the model.
/// </summary>
/// <remarks>Derived classes have the hooks, too, also where the class itself is not mapped. An owned type cannot have any.</remarks>
/// <typeparam name="THooks">The class of hooks.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HooksAttribute<THooks> : Attribute
    where THooks : EntityHooks;
