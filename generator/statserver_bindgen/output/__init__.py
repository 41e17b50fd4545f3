"""Output: artifacts and what is on disk, to a plan (`plan`) and its writing (`workspace`)."""
