"""Everything of the window that is about blocks.

What knows no window: `layout` (where blocks stand), `snapping` (where a drag would go), `comfort` (how
large), `cursor`, `history`, `editing` (what is being done), `menu` (what can be done with a block).
What draws or hears: `drawing`, `floor`, `palette`, `popup` and `menus`, `entry` (a field in a slot),
`problem`, `hand` (mouse), `keys` (keyboard), and `editor`, which puts them together. `picture` and
`measure` need no screen.

Reading order: layout, editing, editor, then hand or keys.
"""
