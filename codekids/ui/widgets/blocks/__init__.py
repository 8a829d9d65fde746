"""The block editor: how blocks are drawn, the palette, and the floor they lie on."""
