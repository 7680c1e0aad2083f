"""The pages, one module each: what a visit asks for → a response. What they ask of the database is in `queries`."""
