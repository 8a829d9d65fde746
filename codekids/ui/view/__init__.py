"""The pencil: everything the window draws goes through a `View`.

Rectangles are window pixels (`geometry.Rect`). Type sizes are design pixels and
grow with the text scale; lengths that should grow with it too go through `px`.
Radii and border widths never grow. What is drawn twice is kept: text, shapes
and pictures are cached surfaces, so a repeated frame is only copying.
"""

from codekids.ui.view.paragraphs import ParagraphDrawing
from codekids.ui.view.pictures import PictureDrawing
from codekids.ui.view.text import Align

__all__ = ["Align", "View"]


class View(ParagraphDrawing, PictureDrawing):
    """Text, shapes and pictures on one surface, at one text scale, in one theme."""
