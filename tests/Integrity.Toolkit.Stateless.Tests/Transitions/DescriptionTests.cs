using Integrity.Toolkit.Tests.Machines;
using Integrity.Toolkit.Transitions;

namespace Integrity.Toolkit.Tests.Transitions;

/// <summary>The guard descriptions of a machine are those of violations; the code remains short.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public void The_description_of_a_guard_is_kept_regardless_of_its_code()
    {
        var machine = new PaperMachine().Permit("new", "close", "closed", "it has an owner").Permit("new", "drop", "closed", "it is cheap");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed")
            .Guard<Ticket>("it has an owner", x => x.Owner != null, "owner.required")
            .Guard<Ticket>("it is cheap", x => x.Priority == 0));

        Assert.Equal(("owner.required", "it has an owner"), Told(table, "close"));
        Assert.Equal(("it is cheap", "it is cheap"), Told(table, "drop"));
    }

    [Fact]
    public void An_open_guard_has_a_description_too()
    {
        var machine = new PaperMachine().Permit("new", "close", "closed", "it has an owner");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed").OpenGuards("it has an owner"));

        Assert.Equal(("it has an owner", "it has an owner"), Told(table, "close"));
    }

    [Fact]
    public void Method_names_and_lambda_placeholders_are_not_used_as_descriptions()
    {
        var machine = new PaperMachine().Permit("new", "close", "closed", "IsCheap()").Permit("new", "drop", "closed", "<Function>");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed")
            .Guard<Ticket>("IsCheap", x => x.Priority == 0, "ticket.cheap").OpenGuards());

        Assert.Equal(("ticket.cheap", null), Told(table, "close"));
        Assert.Equal(("Function", null), Told(table, "drop"));
    }

    [Fact]
    public void Several_guards_are_all_described_and_a_missing_description_is_replaced_by_the_code()
    {
        var machine = new PaperMachine().Permit("new", "close", "closed", "it has an owner", "IsCheap()");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed")
            .Guard<Ticket>("it has an owner", x => x.Owner != null, "owner.required")
            .Guard<Ticket>("IsCheap", x => x.Priority == 0, "ticket.cheap"));

        Assert.Equal(("owner.required and ticket.cheap", "it has an owner and ticket.cheap"), Told(table, "close"));
    }

    [Fact]
    public void A_condition_that_replaces_all_guards_of_a_transition_keeps_their_descriptions()
    {
        var machine = new PaperMachine()
            .Permit("new", "close", "closed", "it has an owner", "<Function>", "it is cheap").Permit("new", "drop", "closed", "<Function>");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed")
            .Guard<Ticket>("new", "close", "closed", x => x.Owner != null && x.Priority == 0, "ticket.closable")
            .Guard<Ticket>("new", "drop", "closed", x => x.Priority == 0, "ticket.cheap"));

        Assert.Equal(("ticket.closable", "it has an owner and it is cheap"), Told(table, "close"));
        Assert.Equal(("ticket.cheap", null), Told(table, "drop"));
    }

    [Fact]
    public void Negated_conditions_are_described_as_possible_reasons_for_an_unmet_guard()
    {
        var machine = new PaperMachine().State("waiting", "open").Permit("new", "start", "waiting")
            .Permit("waiting", "close", "dropped", "it is cheap").Permit("open", "close", "closed");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed", "dropped")
            .Guard<Ticket>("it is cheap", x => x.Priority == 0, "cheap"));

        Assert.Equal(
            [("cheap", "it is cheap"), ("not cheap", "not (it is cheap)")],
            table.Find("waiting", "close").Select(x => (x.Guard!.Code, x.Guard.Description)));
    }

    [Fact]
    public void Two_mutually_exclusive_guards_keep_their_codes_and_describe_both_conditions()
    {
        var machine = new PaperMachine().Permit("new", "close", "dropped", "cheap").Permit("new", "close", "closed", "it has an owner");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed", "dropped")
            .Guard<Ticket>("cheap", x => x.Priority == 0, "ticket.cheap")
            .Guard<Ticket>("it has an owner", x => x.Owner != null, "owner.required"));

        Assert.Equal(
            [("ticket.cheap", "cheap and not (it has an owner)"), ("owner.required", "it has an owner and not cheap")],
            table.Find("new", "close").Select(x => (x.Guard!.Code, x.Guard.Description)));
    }

    [Fact]
    public void A_dynamic_choice_has_the_description_from_the_machine()
    {
        var machine = new PaperMachine()
            .Dynamic("new", "route", new("low", "it is small"), new("high", ""))
            .Permit("low", "close", "closed").Permit("high", "close", "closed");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed"));

        Assert.Equal(
            [("it is small", "it is small"), ("Route chooses high", "Route chooses high and not (it is small)")],
            table.Find("new", "route").Select(x => (x.Guard!.Code, x.Guard.Description)));
    }

    [Fact]
    public void Guarded_ignores_and_asynchronous_guards_have_descriptions()
    {
        var machine = new PaperMachine().Stay("new", "note", "it is open").Permit("new", "drop", "closed");

        var table = machine.ToTable(t => t.Initial("new").Terminal("closed")
            .PermitIfAsync("new", "close", "closed", "it was paid")
            .Guard<Ticket>("it is open", x => x.Status != "closed", "ticket.open")
            .Guard<Ticket>("it was paid", x => x.Priority > 0, "ticket.paid"));

        Assert.Equal("it is open", Assert.Single(table.IgnoreGuards("new", "note")).Description);
        Assert.Equal(("ticket.paid", "it was paid"), Told(table, "close"));
    }

    [Fact]
    public void The_hash_of_a_table_does_not_depend_on_descriptions()
    {
        string Hash(string description) => new PaperMachine().Permit("new", "close", "closed", description)
            .ToTable(t => t.Initial("new").Terminal("closed").Guard<Ticket>(description, x => x.Owner != null, "owner.required")).Hash;

        Assert.Equal(Hash("it has an owner"), Hash("somebody owns it"));
    }

    private static (string Code, string? Description) Told(TransitionTable<string, string> table, string trigger)
    {
        var guard = Assert.Single(table.Find("new", trigger)).Guard!;

        return (guard.Code, guard.Description);
    }
}
