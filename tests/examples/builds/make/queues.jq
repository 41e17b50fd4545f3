[.actions[] | select(.object_types | index("Queue")) | .name] | unique[]
