[.actions[] | select(.object_types | index("Agent")) | .name] | unique[]
