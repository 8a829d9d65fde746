"""YAML as a teacher sees it: texts, lists and mappings, each with its place.

Every scalar stays the text that was typed (`no`, `010`, `1:30`, a date); what
it means is decided by the model. What makes YAML a trap, or a weapon, is
refused by name: aliases, anchors, merge keys, tags, directives, a second
document, doubled keys, deep or huge files. Lines and columns are 1-based,
columns count characters.

Bytes in, a `Document` out; never a file, never a traceback.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from codekids.lessons.format.findings import Fault, Loc

MOST_BYTES = 256_000
MOST_DEPTH = 20
MOST_NODES = 20_000

# Fields whose lines count, so that their text stands under a `|`.
BY_LINES = frozenset({"map", "start", "solution", "program", "program_like"})
# A row of a map that stands left of the others: YAML takes it for a comment.
MAP_ROW = re.compile(r" *#( \S){2,} *")
UNSPACED = re.compile(r" *(?:- )?([a-z_]{1,40}):\S")  # `title:Mere`

# The C scanner where PyYAML has it; the other gives the same events.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Refused wherever they stand: control characters, the line ends only some programs
# see (so that line numbers agree everywhere), marks that reorder or hide text.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
CEDILLA = re.compile("[şŞţŢ]")


@dataclass(slots=True)
class Node:
    """A value and where it stands. `value` is a text, a list or a mapping, as typed."""

    line: int
    column: int
    value: str | list[Node] | dict[str, Node]
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)  # places of a mapping's keys
    literal: bool = False  # a `|` block: its lines are lines of the file
    unread: bool = False  # already refused; what is inside says nothing

    def inside(self, part: str | int) -> Node | None:
        """The value under a key or an index."""
        if isinstance(self.value, dict):
            return self.value.get(part) if isinstance(part, str) else None
        if isinstance(self.value, list) and isinstance(part, int) and 0 <= part < len(self.value):
            return self.value[part]
        return None

    def plain(self) -> str | list | dict:
        """The value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


@dataclass(slots=True)
class Document:
    """One file that was read as far as it could be. `root` is None when there is nothing to go on with."""

    root: Node | None
    faults: list[Fault]
    lines: list[str]

    def node_at(self, loc: Loc) -> Node | None:
        """The deepest value on the way to `loc`."""
        node = self.root
        for part in loc:
            inside = node.inside(part) if node else None
            if inside is None:
                break
            node = inside
        return node

    def place_of(self, loc: Loc, key: bool = False) -> tuple[int, int]:
        """Line and column of the value at `loc`, or of its key; of what holds it if it is missing."""
        if loc and isinstance(loc[-1], str):
            holder = self.node_at(loc[:-1])
            if holder and loc[-1] in holder.keys:
                inside = holder.value[loc[-1]] if isinstance(holder.value, dict) else holder
                if key or inside.value in ("", [], {}):
                    return holder.keys[loc[-1]]
        node = self.node_at(loc)
        return (node.line, node.column) if node else (1, 1)

    def place_inside(self, loc: Loc, row: int, column: int) -> tuple[int, int]:
        """Line and column of a character of a text: `row`, `column` count from 0 inside the text.

        Exact for `|` blocks; other texts give their own beginning.
        """
        node = self.node_at(loc)
        if node is None or not isinstance(node.value, str) or not node.literal:
            return self.place_of(loc)
        inside = node.value.split("\n")
        index = node.line + row  # the line after the `|`, from 0
        if row >= len(inside) or index >= len(self.lines):
            return node.line, node.column
        indent = len(self.lines[index]) - len(inside[row])
        return index + 1, max(indent, 0) + column + 1


def read_yaml(data: bytes) -> Document:
    """Everything that can be made out of the bytes, and everything that was refused."""
    if len(data) > MOST_BYTES:
        fault = Fault(1, 1, (), "lessons.too_big", {"size": len(data) // 1000, "most": MOST_BYTES // 1000})
        return Document(None, [fault], [])
    text = _decode(data)
    if isinstance(text, Fault):
        return Document(None, [text], [])
    lines = text.split("\n")
    faults = [_hidden_character(lines, match) for match in INVISIBLE.finditer(text)][:20]
    if faults:
        return Document(None, faults, lines)
    reader = _Reader(lines)
    reader.read(text)
    match = CEDILLA.search(text)
    if match:
        line, column = _place(text, match.start())
        found = len(CEDILLA.findall(text))
        reader.faults.append(
            Fault(line, column, (), "lessons.cedilla", {"seen": match.group(), "n": found}, "warning")
        )
    return Document(reader.root, reader.faults, lines)


def _decode(data: bytes) -> str | Fault:
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    try:
        text = data[start:].decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[start : start + error.start].decode("utf-8")
        line, column = _place(good, len(good))
        return Fault(line, column, (), "lessons.not_utf8", {"position": start + error.start + 1})
    return text.replace("\r\n", "\n")


def _place(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


def _hidden_character(lines: list[str], match: re.Match[str]) -> Fault:
    line, column = _place(match.string, match.start())
    return Fault(line, column, (), "lessons.hidden_character", {"code": f"U+{ord(match.group()):04X}"})


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    node: Node
    loc: Loc
    key: str | None = None  # of a mapping: the key that waits for its value
    doubled: bool = False  # that key was there before: its value is read and dropped


class _Stop(Exception):
    """Nothing after this point would make sense."""


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self.open: list[_Open] = []
        self.nodes = 0
        self.documents = 0

    def read(self, text: str) -> None:
        try:
            for event in yaml.parse(text, Loader=LOADER):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            self._broken(error)
            self.root = None
        except yaml.YAMLError:
            self._fault(1, 1, "lessons.yaml")
            self.root = None
        except _Stop:
            if self.documents < 2:
                self.root = None
        else:
            if self.root is None and not self.faults:
                self._fault(1, 1, "lessons.empty_file")

    def _fault(self, line: int, column: int, key: str, **args: str | int) -> None:
        self.faults.append(Fault(line, column, self._loc(), key, args))

    def _loc(self) -> Loc:
        """Where the value that comes next will stand."""
        if not self.open:
            return ()
        top = self.open[-1]
        if isinstance(top.node.value, list):
            return (*top.loc, len(top.node.value))
        return top.loc if top.key is None else (*top.loc, top.key)

    def _take(self, event: yaml.Event) -> None:
        mark = event.start_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if event.version or event.tags:
                self._fault(line, column, "lessons.directive")
            if self.documents == 2:
                self._fault(line, column, "lessons.second_document")
                raise _Stop
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._count(line, column)
            self._refuse(event, line, column)
            self._node(event, line, column)

    def _count(self, line: int, column: int) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self._fault(line, column, "lessons.too_many", most=MOST_NODES)
            raise _Stop
        if len(self.open) >= MOST_DEPTH:
            self._fault(line, column, "lessons.too_deep", most=MOST_DEPTH)
            raise _Stop

    def _refuse(self, event: yaml.NodeEvent, line: int, column: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._fault(line, column, "lessons.alias", name=f"*{event.anchor}")
            return
        if event.anchor:
            self._fault(line, column, "lessons.anchor", name=f"&{event.anchor}")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            self._fault(line, column, "lessons.tag", name=_shown_tag(event.tag))

    def _node(self, event: yaml.NodeEvent, line: int, column: int) -> None:
        top = self.open[-1] if self.open else None
        if top and isinstance(top.node.value, dict) and top.key is None:
            self._key(top, event, line, column)
            return
        loc = self._loc()
        node = Node(line, column, "")
        if isinstance(event, yaml.ScalarEvent):
            node.value = event.value
            node.literal = event.style == "|"
            if top and top.key in BY_LINES:
                self._lines_kept(top.key, event, node)
            match = INVISIBLE.search(event.value)
            if match:  # "\0" typed as an escape
                self._fault(line, column, "lessons.hidden_character", code=f"U+{ord(match.group()):04X}")
                node.unread = True
                node.value = ""
        elif isinstance(event, yaml.AliasEvent):
            node.unread = True
        else:
            node.value = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self._place(top, node)
        if isinstance(event, yaml.CollectionStartEvent):
            self.open.append(_Open(node, loc))

    def _lines_kept(self, key: str, event: yaml.ScalarEvent, node: Node) -> None:
        """A map or a program without its `|`, or a map of which YAML saw only the upper rows."""
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return
        if key == "map" and node.literal:
            below = start.line + 1 + event.value.count("\n")
            if below < len(self.lines) and MAP_ROW.fullmatch(self.lines[below]):
                self._fault(below + 1, len(self.lines[below]) - len(self.lines[below].lstrip()) + 1,
                            "lessons.yaml.map_row")  # fmt: skip
                node.unread = True
        elif not event.style:
            below = start.line + 1
            hidden = not event.value and below < len(self.lines) and MAP_ROW.fullmatch(self.lines[below])
            if hidden or start.line < end.line:
                self._fault(node.line, node.column, "lessons.yaml.no_bar", name=key)
                node.unread = True

    def _place(self, top: _Open | None, node: Node) -> None:
        if top is None:
            self.root = node
        elif isinstance(top.node.value, list):
            top.node.value.append(node)
        elif isinstance(top.node.value, dict):
            if top.key is not None and not top.doubled:
                top.node.value[top.key] = node
            top.key, top.doubled = None, False

    def _key(self, top: _Open, event: yaml.NodeEvent, line: int, column: int) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            self._fault(line, column, "lessons.key_not_text")
            # What hangs on such a key cannot be placed, so the rest of the file is not told either.
            raise _Stop
        name = event.value
        if name == "<<" and not event.style:
            self._fault(line, column, "lessons.merge")
        if INVISIBLE.search(name):
            self._fault(line, column, "lessons.hidden_character", code="\\")
            name = INVISIBLE.sub("?", name)
        top.key = name
        top.doubled = name in top.node.keys or (name == "<<" and not event.style)
        if name in top.node.keys:
            self._fault(line, column, "lessons.doubled", name=name[:40], first=top.node.keys[name][0])
        elif not top.doubled:
            top.node.keys[name] = (line, column)

    def _broken(self, error: yaml.MarkedYAMLError) -> None:
        """PyYAML's own complaint, in words for a teacher where we know what usually stands behind it."""
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        if line >= len(self.lines):
            line, column = len(self.lines) - 1, len(self.lines[-1])
        problem = f"{error.context or ''} {error.problem or ''}"
        at = self.lines[line][column : column + 1] if line < len(self.lines) else ""
        if self.lines[line].lstrip(" ").startswith("\t"):
            self._fault(line + 1, column + 1, "lessons.yaml.tab", seen="\t")
            return
        for words, key in BROKEN:
            if words in problem:
                if key == "lessons.yaml.character":
                    key = "lessons.yaml.tab" if at == "\t" else key
                if key in TOLD_AT_START and error.context_mark:
                    line, column = error.context_mark.line, error.context_mark.column
                unspaced = UNSPACED.match(self.lines[line]) if key == "lessons.yaml.no_colon" else None
                if unspaced:
                    self._fault(line + 1, column + 1, "lessons.yaml.no_space", name=unspaced.group(1))
                    return
                self._fault(line + 1, column + 1, key, seen=at)
                return
        self._fault(line + 1, column + 1, "lessons.yaml", seen=at)


def _shown_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")[:40]


# Both scanners' wordings, first match wins.
BROKEN = (
    ("cannot start any token", "lessons.yaml.character"),
    ("mapping values are not allowed", "lessons.yaml.colon"),
    ("quoted scalar", "lessons.yaml.quote"),
    ("flow sequence", "lessons.yaml.brackets"),
    ("flow mapping", "lessons.yaml.braces"),
    ("could not find expected ':'", "lessons.yaml.no_colon"),
    ("escape", "lessons.yaml.quote"),
    ("directive", "lessons.directive"),
    ("tag", "lessons.yaml.tag"),
    ("anchor", "lessons.yaml.anchor"),
    ("alias", "lessons.yaml.anchor"),
    ("block scalar", "lessons.yaml.block"),
    ("block mapping", "lessons.yaml.indent"),
    ("block collection", "lessons.yaml.indent"),
    ("block sequence", "lessons.yaml.indent"),
    ("expected <document start>", "lessons.yaml.indent"),
    ("did not find expected <document start>", "lessons.yaml.indent"),
)
# What began here and never ended well is told where it began.
TOLD_AT_START = {
    "lessons.yaml.quote",
    "lessons.yaml.brackets",
    "lessons.yaml.braces",
    "lessons.yaml.no_colon",
}
