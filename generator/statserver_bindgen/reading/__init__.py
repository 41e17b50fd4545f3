"""Reading: the bytes of a YAML file, to data that knows its places, or problems (`source`)."""
