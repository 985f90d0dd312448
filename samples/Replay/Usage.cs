namespace Replay;

internal static class Usage
{
    public const string Text = """
        Replay <log.xes|log.xes.gz>: adopt Integrity.Toolkit on a history you already have.

          --learn <share>                    the share of traces that teach, above 0 and at most 1; 0.7. With 1 all of
                                             them teach and all are played
          --mode <observe|enforce>           let refused moves through and mark them (observe, the default), or not
          --hold <none|guard|ledger>         what the database holds by itself, in enforce mode: nothing (the default), that
                                             a status moves along the table, or that too and never without its history
          --lifecycle                        a state is concept:name/lifecycle:transition
          --database "<connection string>"   PostgreSQL, in the schema casework_replay, or an SQLite file; both are
                                             emptied first and kept. Without it, or CASEWORK_DATABASE, a temporary
                                             SQLite file
          --diagram                          also print the learned table as a Mermaid diagram
          --json                             print the figures as one JSON object on the last line
        """;
}
