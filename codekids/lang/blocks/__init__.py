"""Blocks: a view of Python source, and edits of it that are splices of the text.

The text is the one truth. `workspace.view` cuts it into blocks by the places in its
syntax tree; `edits.apply` changes a few characters and cuts again. What has no block
of its own is one grey block that holds its text to the letter. Nothing here draws:
no pixels, no window; labels come from the catalogue `blocks`.

Reading order: block, cut, dress, workspace, places, edits, rules.
"""
