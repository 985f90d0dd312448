using Microsoft.EntityFrameworkCore;

namespace Integrity.Toolkit.Tests.Desk;

/// <summary>An entity with a natural key, and without blocks.</summary>
public sealed class Country
{
    public static readonly DeskModel Model = DeskModel.With(model => model.Entity<Country>(country =>
    {
        country.HasKey(x => x.Code);
        country.OwnsOne(x => x.Capital);
        country.OwnsMany(x => x.Languages, languages => languages.HasKey(x => x.Id));
        country.HasSoftDelete();
        country.HasVersion();
    }));

    public string Code { get; set; } = "";

    public string Name { get; set; } = "";

    public Capital Capital { get; set; } = new();

    public List<Language> Languages { get; set; } = [];
}

public sealed class Capital
{
    public string Name { get; set; } = "";
}

public sealed class Language
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}
