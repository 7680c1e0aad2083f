"""What the pages ask of the database, one module a page. Each function takes a connection and gives plain values."""
