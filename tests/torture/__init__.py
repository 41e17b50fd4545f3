"""Attacks on the tool that can be repeated: `make torture`, or `python -m torture` in tests.

    attack      an attack, its rounds and its result
    command     runs the command in a separate process, and checks what holds for every run
    fragments   texts that are inserted
    mutations   changes of texts
    runner      runs all attacks, and prints a table
    trees       snapshots of directories
    made_up     targets of copied files in several versions, for attacks on writing

The other modules have one attack each.
"""
