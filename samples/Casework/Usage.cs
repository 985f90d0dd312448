namespace Casework;

internal static class Usage
{
    public const string Text = """
        Casework: a help desk on Integrity.Toolkit.

          (nothing)                          serve the desk on http://localhost:5080, pages and API
          replay <log.xes|log.xes.gz>        adopt the toolkit on a history you already have
          matrix                             try to break every guarantee, in every way, on a real database
          help                               this page

        Options of the desk:
          --database "<connection string>"   PostgreSQL ("Host=...") or SQLite ("Data Source=..."); without it, or
                                             CASEWORK_DATABASE, an SQLite file beside the program
          --urls <addresses>                 where to listen

        Options of replay:
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

        Options of matrix:
          --database "<connection string>"   PostgreSQL, in the schema casework_matrix, or an SQLite file; both are
                                             emptied first and kept. Without it, or CASEWORK_DATABASE, a temporary
                                             SQLite file
          --json                             print the cells, and what was tried in each, as one JSON object
        """;
}
