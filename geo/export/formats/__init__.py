"""Write flattened events in one format each."""
