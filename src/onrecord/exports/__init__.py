"""Records out: flat tables, declared column by column, and the files that hold them."""
