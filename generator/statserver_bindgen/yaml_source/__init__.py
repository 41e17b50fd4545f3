"""YAML source: the bytes of a file, read into data with positions (`document`)."""
