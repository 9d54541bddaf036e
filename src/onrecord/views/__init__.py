"""What a reader sees of a record: in the terminal, as HTML pages, in a notebook. Each view is imported when called."""
