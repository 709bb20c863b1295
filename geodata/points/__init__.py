"""Where points lie: one place, a table, a folder of tables."""
