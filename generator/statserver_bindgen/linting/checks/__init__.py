"""Checks of sections: each reports the problems of one part of a stat type.

keys       unknown, repeated and missing keys
objects    the list of object types
terms      category and subject
pairs      values that do not fit each other, or the mode
masks      the texts of masks, and what they select on the objects
mask_uses  names that the category or the subject does not count
"""
