using System.Collections.Immutable;
using Integrity.Toolkit.Diagnostics;
using Integrity.Toolkit.Metadata;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging;

namespace Integrity.Toolkit.Hooks.Internal;

/// <summary>Collects the hooks of every entity type from all registrations. The schema does not change.</summary>
internal sealed class HooksConvention(IDbContextOptions options, ILoggerFactory loggers)
    : BlockConvention<HooksDeclaration>(BlockName)
{
    public const string BlockName = "Hooks";

    private readonly HooksOptions _options =
        options.FindExtension<HooksOptionsExtension>()?.Options ?? HooksOptions.Default;

    private readonly Dictionary<IEntityType, HooksDeclaration> _declared = [];

    protected override HooksDeclaration? ByMarker(Type entity) => null;

    protected override void Shape(IMutableEntityType entityType, HooksDeclaration declaration)
    {
    }

    protected override void Plan(IEntityType entityType, HooksDeclaration declaration)
        => _declared.Add(entityType, declaration);

    protected override void Planned(IModel model)
    {
        var registered = _options.Types.All.Select(type => HookDiscovery.Of(type.Type)).ToList();
        var used = new HashSet<HookDescriptor>();

        // A base type precedes its derived types, whose plans replace the plan of the base type.
        foreach (var entityType in model.GetEntityTypes()
            .Where(CanHaveHooks)
            .OrderBy(type => type.GetAllBaseTypes().Count())
            .ToList())
        {
            var hooks = registered.Where(descriptor => descriptor.Target.IsAssignableFrom(entityType.ClrType))
                .Concat(entityType.GetAllBaseTypesInclusive().SelectMany(type => Declared(type)))
                .Concat(Attributed(entityType.ClrType))
                .Distinct()
                .ToList();
            if (hooks.Count > 0)
            {
                used.UnionWith(hooks);
                Add(entityType, HookOrder.Of(entityType, hooks));
            }
        }

        foreach (var owned in model.GetEntityTypes().Where(type => type.IsOwned()))
        {
            if (Attributed(owned.ClrType).FirstOrDefault() is { } descriptor)
            {
                throw Owned(owned, descriptor);
            }
        }

        foreach (var (type, _) in _options.Types.All.Where(type => type.IsExplicit && !used.Contains(HookDiscovery.Of(type.Type))))
        {
            var descriptor = HookDiscovery.Of(type);
            if (model.FindEntityTypes(descriptor.Target).FirstOrDefault(target => target.IsOwned()) is { } owned)
            {
                throw Owned(owned, descriptor);
            }

            Log.HooksWithoutEntity(
                loggers.CreateLogger(Log.Category), descriptor.Name, descriptor.Target.ShortDisplayName());
        }
    }

    /// <summary>
    /// Owned types belong to their owner, keyless types are never written, and the toolkit's own rows have no hooks.
    /// </summary>
    private static bool CanHaveHooks(IEntityType entityType)
        => !entityType.IsOwned()
            && entityType.FindPrimaryKey() is not null
            && entityType.ClrType.Assembly != typeof(HooksConvention).Assembly;

    private static InvalidOperationException Owned(IEntityType owned, HookDescriptor descriptor)
        => new($"{descriptor.Name} handles {owned.ShortName()}, an owned type, which is part of its owner. Write hooks for "
        + $"{owned.FindOwnership()!.PrincipalEntityType.ShortName()} instead, whose changes include it.");

    /// <summary>Returns the hooks of the class and its base classes, including unmapped base classes.</summary>
    private static IEnumerable<HookDescriptor> Attributed(Type entity)
    {
        var own = entity.GetCustomAttributes(inherit: false)
            .Select(attribute => attribute.GetType())
            .Where(attribute => attribute.IsGenericType && attribute.GetGenericTypeDefinition() == typeof(HooksAttribute<>))
            .Select(attribute => HookDiscovery.Of(attribute.GetGenericArguments()[0]));
        return entity.BaseType is { } parent ? Attributed(parent).Concat(own) : own;
    }

    private ImmutableArray<HookDescriptor> Declared(IEntityType entityType)
        => _declared.TryGetValue(entityType, out var declaration) ? declaration.Hooks : [];

    private void Add(IEntityType entityType, List<HookDescriptor> hooks)
    {
        foreach (var descriptor in hooks)
        {
            if (!descriptor.Target.IsAssignableFrom(entityType.ClrType))
            {
                throw new InvalidOperationException(
                    $"{descriptor.Name} handles {descriptor.Target.ShortDisplayName()}, but {entityType.ShortName()} is not one. "
                    + "Remove it from the hooks of the entity type.");
            }
        }

        var mode = Mode(entityType);
        var plan = new HooksPlan(mode, SetBased(mode))
        {
            Calls =
            [
                .. from point in HookPointExtensions.All
                   from descriptor in hooks
                   where descriptor.Methods.ContainsKey(point)
                   select new HookCall(descriptor, descriptor.Methods[point]),
            ],
            Members = [.. entityType.GetFlattenedProperties().Select(property => (PathOf(property), property))],
            Parts =
            [
                .. entityType.GetNavigations()
                    .Where(navigation => navigation.TargetEntityType.IsOwned() && !navigation.IsOnDependent)
                    .Select(navigation => navigation.Name),
                .. entityType.GetComplexProperties().Where(complex => complex.IsCollection).Select(complex => complex.Name),
            ],
        };
        EnsureMembers(entityType, plan);
        ModelPlan.Add(entityType, plan);
        if (mode != EnforcementMode.Off)
        {
            OwnedPlan.AddBelow(entityType, new HookOwnedPlan(mode));
        }
    }

    /// <summary>Returns the name of a property; for a property of a complex type, including the path.</summary>
    private static string PathOf(IProperty property)
    {
        var path = property.Name;
        for (var type = property.DeclaringType as IComplexType; type is not null; type = type.ComplexProperty.DeclaringType as IComplexType)
        {
            path = $"{type.ComplexProperty.Name}.{path}";
        }

        return path;
    }

    private static void EnsureMembers(IEntityType entityType, HooksPlan plan)
    {
        foreach (var call in plan.Calls)
        {
            if (call.Members.FirstOrDefault(member => !plan.IsMember(member)) is { } unknown)
            {
                throw new InvalidOperationException(
                    $"{call.Name} has [WhenChanged] for {unknown}, but {entityType.ShortName()} has no mapped member "
                    + $"'{unknown}'. Correct its [WhenChanged], or map the member.");
            }
        }
    }

    private EnforcementMode Mode(IEntityType entityType)
        => options.ResolveMode(
            _options.Mode,
            entityType.GetAllBaseTypesInclusive().Reverse()
                .Select(type => _declared.GetValueOrDefault(type)?.Mode)
                .FirstOrDefault(mode => mode is not null));

    private EnforcementMode SetBased(EnforcementMode mode)
        => mode == EnforcementMode.Off ? mode : _options.SetBased ?? mode;
}
