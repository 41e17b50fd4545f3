"""The corpus: what can be asked of a binding in any language, and the answers."""
