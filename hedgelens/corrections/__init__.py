"""Corrections that a person makes to an analysis by clicking, each a small record that can be kept, undone and redone.

Example:
    >>> analysis = apply(analysis, GiveAttribution("a3", name="Harbor Institute"))
"""

from hedgelens.corrections.applying import apply, corrected
from hedgelens.corrections.edits import EDITS, Edit, edit_from_dict, edit_to_dict

__all__ = ["EDITS", "Edit", "apply", "corrected", "edit_from_dict", "edit_to_dict"]
