namespace Replay;

internal static class Usage
{
    public const string Text = """
        Replays an event log through Integrity.Toolkit and reports which status changes would be refused.

        Usage: dotnet run --project samples/Replay -- <log.xes|log.xes.gz> [options]

          --learn <share>                    the share of traces to learn from, above 0 and at most 1; 0.7 by default.
                                             With 1, all traces are learned from and all are played
          --mode <observe|enforce>           apply and mark refused transitions (observe, the default), or leave the
                                             ticket unchanged (enforce)
          --hold <none|guard|ledger>         what the database enforces by itself, in enforce mode: nothing (the default),
                                             that a status changes only along the table, or also never without its history
          --lifecycle                        a state is concept:name/lifecycle:transition
          --database "<connection string>"   PostgreSQL, in the schema casework_replay, or an SQLite file; both are
                                             emptied first and kept. The default is CASEWORK_DATABASE, or a temporary
                                             SQLite file
          --diagram                          also print the learned table as a Mermaid diagram
          --json                             print the figures as one JSON object on the last line
          --help                             print this text
        """;
}
