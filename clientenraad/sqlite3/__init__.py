"""Django's backend for SQLite, with one line to stand in for the threads of a process that write."""
