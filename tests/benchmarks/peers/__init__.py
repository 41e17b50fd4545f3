"""Peers: other generators on equivalent input, pinned by the locks in this directory."""
