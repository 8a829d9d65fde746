"""What is fed to the sandbox before the child's program: hooks, `print`, `input` and the world's words.

Everything the child's program does is noted in three lists inside the sandbox and
handed over together (`backend.Batch`), as texts that hold plain numbers, texts and lists:

    sites   one character for each hook that was passed, in order (see `instrument`)
    values  JSON: what the hooks with a value saw, in order
    notes   JSON: commands and the like; each has the character NOTE among the sites

A note is `[line, word, a, b…]` for a command of the world (`{"=": {name: value}}` at the end
holds keywords) and `[line, PRINT, text]` and so on for the other small numbers below. A line of
0 stands for "the line last noted". Where a command gets something a world cannot take, the
argument is `{"": "what it is"}`. A value that is no plain scalar is a list:

    [TEXT, "text to show"]          [TEXT, "text to show", identity]
    [ROW, "JSON", identity]         [ROW_START, "JSON of its first items", identity]
    [LONG, "start of a long text"]  [OBJECT, "Point", identity, "x", value, "y", value…]

Names start with a prefix that does not occur in the child's program, so that
nothing the child writes can meet them by accident. Nothing depends on that for
safety: the host believes nothing that comes out (`codekids.engine.replay`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from codekids.engine.additions import additions

NOTE = " "  # among the sites: the next note comes here
PRINT, INPUT, SLEEP, EXIT, REFUSED = 0, 1, 2, 3, 4
TEXT, ROW, ROW_START, LONG, OBJECT = 0, 1, 2, 3, 4

# Within `__str__`, a sort key and the like the sandbox cannot call the host: the queue then
# waits (`out`), and a question cannot be asked (`ask`), which ends the run even if the program
# catches the exception.

# Lines between two looks of the host. Larger is quicker, smaller shows the first moments and
# notices Stop sooner; the first batches are small so that the window has something to play.
FIRST_BATCH, BATCH = 64, 4096
ALLOWANCE = 20_000  # lines between two looks in the turbo build

_LONGEST_TEXT = 60  # characters of a value that the variables panel shows
_MOST_ITEMS = 30
_MOST_INNER_ITEMS = 150  # of all the lists in a list together
_LONGEST_ROW = 600  # characters of a list that goes out as JSON
_LONGEST_ARGUMENT = 65_536
LARGEST_INT = 2**63 - 1

_SOURCE = """
import json as @json
@q = []
@w = []
@n = []
@type = type
@str = str
@len = len
@id = id
@repr = repr
@int = int
@float = float
@bool = bool
@text = (str,)
@list = list
@tuple = tuple
@set = set
@frozenset = frozenset
@dict = dict
@range = range
@getattr = getattr
@TypeError = TypeError
@ValueError = ValueError
@Exception = Exception
@sum = sum
@NotImplementedError = NotImplementedError
@format = format
@plain_round = round
@limit = {first}
@known = {known}
@single = {single}
@time = 0.0
@fields = {fields}
@shapes = {{}}
def @sent():
    global @limit, @known
    try:
        values = @json.dumps(@w)
    except @Exception:
        for index in @range(@len(@w)):
            if @type(@w[index]) is @int and not -{big} < @w[index] < {big}:
                @w[index] = [0, '\\u2026']
        values = @json.dumps(@w)
    answer = @send(''.join(@q), values, @json.dumps(@n) if @n else '')
    if @known is None:
        @limit = {batch} if @limit * 4 > {batch} else @limit * 4
    else:
        @known -= @len(@q)
        @limit = {batch} if @known > {batch} else @known if @known > 0 else 1
    @q.clear()
    @w.clear()
    @n.clear()
    return answer
def @out():
    global @limit
    try:
        @sent()
    except @NotImplementedError:
        @limit = @len(@q) + {batch}
def @ask(note):
    @q.append('{note}')
    @n.append(note)
    try:
        return @sent()
    except @NotImplementedError:
        @n[-1] = [note[0], {refused}]
        raise
def @t(site):
    @q.append(site)
    if @len(@q) >= @limit:
        @out()
def @b(site, value):
    @q.append(site)
    return value
def @o(site):
    @q.append(site)
    @out()
def @v(site, value):
    @q.append(site)
    kind = @type(value)
    if kind is @int:
        if -1000000000000000 < value < 1000000000000000:
            @w.append(value)
        else:
            @w.append([0, @show(value, 2)])
    elif kind is @str:
        if @len(value) <= {text}:
            @w.append(value)
        else:
            @w.append([3, value[:{text}]])
    elif kind is @float or kind is @bool or value is None:
        @w.append(value)
    elif (kind is @list or kind is @dict) and @len(value) <= {items}:
        @w.append(@quick(value, kind, 1))
    elif kind is @list:
        @w.append(@quick(value[:{items}], kind, 2))
        @w[-1][2] = @id(value)
    else:
        fields = @shapes.get(kind)
        if fields is None:
            fields = @learn(kind)
        if fields:
            @w.append(@object(value, kind, fields))
        elif kind is @set or kind is @dict or fields is not False:
            @w.append([0, @show(value, 2), @id(value)])
        else:
            @w.append([0, @show(value, 2)])
def @learn(kind):
    fields = False
    if kind is not @tuple and kind is not @range and kind is not @frozenset:
        name = @str(kind)
        if name[:8] == "<class '" and @type(kind.__name__) is @str:
            fields = @fields.get(kind.__name__, False)
    @shapes[kind] = fields
    return fields
def @object(value, kind, fields):
    global @room, @left
    @room, @left = {room}, {row}
    row = [4, kind.__name__, @id(value)]
    for name in fields:
        part = @getattr(value, name, @q)
        if part is not @q:
            row.append(name)
            kind = @type(part)
            if (kind is @int and -1000000000000000 < part < 1000000000000000) or kind is @float:
                row.append(part)
            elif kind is @bool or part is None or (kind is @str and @len(part) <= {text}):
                row.append(part)
            else:
                row.append([0, @show(part, 1)])
    return row
def @f(site, value):
    @v(site, value)
    if @len(@q) >= @limit:
        @out()
def @y(site, look):
    try:
        value = look()
    except @Exception:
        return
    @v(site, value)
def @e(site, value):
    if @type(value) is not @list or @len(value) <= {items} + 1:
        @v(site, value)
def @u(site, value, index):
    if @type(index) is not @int or index < {items} or @type(value) is not @list:
        @v(site, value)
def @g(entered, site, value):
    @q.append(entered)
    @v(site, value)
    if @len(@q) >= @limit:
        @out()
def @alike(values):
    # Adding up and joining look at every item without a line of ours; most rows are of one kind.
    if {summing}:
        try:
            @sum(values)
            return True
        except @Exception:
            pass
    try:
        return @len(''.join(values)) <= {row}
    except @Exception:
        return False
def @plain(value, depth):
    if @alike(value):
        return True
    room = {room}
    for item in value:
        kind = @type(item)
        if kind is @str:
            if @len(item) > {text}:
                return False
        elif kind is @list:
            room -= @len(item)
            if depth == 0 or room < 0 or not @plain(item, 0):
                return False
        elif kind is not @int and kind is not @float and kind is not @bool and item is not None:
            return False
    return True
def @named(value):
    try:
        return @len(''.join(value)) <= {row}
    except @Exception:
        return False
def @quick(value, kind, form):
    if kind is @list:
        plain = @plain(value, 1)
    else:
        plain = @named(value) and @plain(value.values(), 0)
    if plain:
        try:
            text = @json.dumps(value)
            if @len(text) <= {row}:
                return [form, text, @id(value)]
        except @Exception:
            pass
    return [0, @show(value, 2, form == 2), @id(value)]
@room = 0
@left = 0
def @show(value, depth, more=False):
    global @room, @left
    kind = @type(value)
    if depth == 2:
        @left = {row}
        # What is too long to be shown whole is cut short, so that growing it stays cheap.
        @room = 10 if (kind is @dict or kind is @set) and @len(value) > {items} else {room}
    @room -= 1
    if kind is @int:
        if -{big} < value < {big}:
            return @str(value)
        return '\\u2026'
    if kind is @bool or kind is @float or value is None:
        return @repr(value)
    if kind is @str:
        if @len(value) > {text}:
            return @repr(value[:{text}])[:-1] + '\\u2026' + @repr(value[:{text}])[0]
        return @repr(value)
    if kind is @list or kind is @tuple or kind is @set or kind is @frozenset:
        opening, closing = ('[', ']') if kind is @list else ('(', ')') if kind is @tuple else ('{{', '}}')
        if @len(value) == 0:
            return '[]' if kind is @list else '()' if kind is @tuple else 'set()'
        if depth == 0:
            return opening + '\\u2026' + closing
        parts = []
        if @shown_set is not None and kind is not @list and 1 < @len(value) <= {items}:
            value = @ordered(value)
        for item in value:
            if @len(parts) == {items} or @room < 0 or @left < 0:
                parts.append('\\u2026')
                break
            if @type(item) is @int and -{big} < item < {big}:
                parts.append(@str(item))
            else:
                parts.append(@show(item, depth - 1))
                @left -= @len(parts[-1])
        if more:
            parts.append('\\u2026')
        if kind is @tuple and @len(value) == 1:
            return '(' + parts[0] + ',)'
        return opening + ', '.join(parts) + closing
    if kind is @dict:
        if @len(value) == 0:
            return '{{}}'
        if depth == 0:
            return '{{\\u2026}}'
        parts = []
        for key in value:
            if @len(parts) == {items} or @room < 0 or @left < 0:
                parts.append('\\u2026')
                break
            parts.append(@show(key, depth - 1) + ': ' + @show(value[key], depth - 1))
            @left -= @len(parts[-1])
        return '{{' + ', '.join(parts) + '}}'
    if kind is @range:
        return @repr(value)
    fields = @shapes.get(kind)
    if fields is None:
        fields = @learn(kind)
    if fields is not False:
        if depth == 0:
            return kind.__name__ + '(\\u2026)'
        parts = []
        for name in fields:
            part = @getattr(value, name, @q)
            if part is not @q:
                parts.append(name + '=' + @show(part, depth - 1))
        return kind.__name__ + '(' + ', '.join(parts) + ')'
    name = @str(kind)
    if name[:8] == "<class '" and name[8:16] != 'function' and name[8:16] != 'builtin_' and @len(name) < 60:
        return name[8:-2] + '(\\u2026)'
    return '\\u2026'
def @a(value):
    kind = @type(value)
    if kind is @int:
        if -{int64} <= value <= {int64}:
            return value
        return {{'': '\\u2026'}}
    if kind is @float:
        if value - value == 0:
            return value
        return {{'': @str(value)}}
    if kind is @str:
        if @len(value) <= {argument}:
            return value
        return {{'': '\\u2026'}}
    if kind is @bool or value is None:
        return value
    if kind is @list and @len(value) <= {items}:
        items = []
        for item in value:
            if @type(item) is @list:
                return {{'': @show(value, 1)}}
            items.append(@a(item))
        return items
    return {{'': @show(value, 1)}}
def @c(@line, @name, *args, **words):
    note = [@line, @name]
    long = 0
    for value in args:
        value = @a(value)
        if @type(value) is @str:
            long += @len(value)
        note.append(value)
    if words:
        named = {{}}
        for key in words:
            value = @a(words[key])
            if @type(value) is @str:
                long += @len(value)
            named[key] = value
        note.append({{'=': named}})
    @q.append('{note}')
    @n.append(note)
    if @single or long > 1000 or @len(@q) >= @limit:
        @out()
def @s(@line, @name, *args, **words):
    note = [@line, @name]
    for value in args:
        note.append(@a(value))
    if words:
        named = {{}}
        for key in words:
            named[key] = @a(words[key])
        note.append({{'=': named}})
    return @ask(note)
@shown_set = None
def @p(@line, *args, sep=None, end=None, file=None, flush=False):
    if sep is None:
        sep = ' '
    elif @type(sep) is not @str:
        raise @TypeError('sep must be None or a string, not ' + @str(@type(sep))[8:-2])
    if end is None:
        end = '\\n'
    elif @type(end) is not @str:
        raise @TypeError('end must be None or a string, not ' + @str(@type(end))[8:-2])
    parts = []
    room = {output}
    for value in args:
        text = @str(value if @shown_set is None else @shown_set(value))
        if @len(text) > room:
            text = text[:room]
        room -= @len(text)
        parts.append(text)
    text = sep[:{output}].join(parts) + end[:{output}]
    if @len(text) > {output}:
        text = text[:{output}]
    @q.append('{note}')
    @n.append([@line, {print}, text])
    if @single or @len(text) > 1000 or @len(@q) >= @limit:
        @out()
def @i(@line, prompt=''):
    return @ask([@line, {input}, @str(prompt)[:1000]])
def @x(@line, *args):
    @ask([@line, {exit}])
def @sleep(seconds):
    global @time
    if @type(seconds) is not @int and @type(seconds) is not @float:
        raise @TypeError("sleep() needs a number, not '" + @str(@type(seconds))[8:-2] + "'")
    if not seconds >= 0 or seconds > 1000000:
        raise @ValueError('sleep length must be non-negative')
    @time += seconds
    @q.append('{note}')
    @n.append([0, {sleep}, seconds])
    if @single or @len(@q) >= @limit:
        @out()
class @Time:
    def sleep(self, seconds):
        @sleep(seconds)
    def time(self):
        return 1767225600.0 + @time
    def monotonic(self):
        return @time
    def perf_counter(self):
        return @time
@clock = @Time()
def @time_time():
    return 1767225600.0 + @time
def @time_monotonic():
    return @time
def @round(number, ndigits=None):
    if @type(number) is @float and @type(ndigits) is @int and 0 <= ndigits <= 300:
        return @float(@format(number, '.' + @str(ndigits) + 'f'))
    return @plain_round(number, ndigits)
def print(*args, **words):
    @p(0, *args, **words)
def input(prompt=''):
    return @i(0, prompt)
def exit(*args):
    @x(0)
def quit(*args):
    @x(0)
"""

# The count of the turbo build: `@k` is what is left of the allowance. `values` is "lines so far, line".
_TURBO = """
@k = {allowance}
@whole = {allowance}
@at = 1
def @sent():
    answer = @send(''.join(@q), @str(@whole - @k) + ',' + @str(@at), @json.dumps(@n) if @n else '')
    @q.clear()
    @n.clear()
    return answer
def @spent(lines, line):
    global @k, @whole, @at
    @whole += {allowance} - @k
    @k = {allowance} - lines
    @at = line
    @out()
    return @k
def @spend(lines, line):
    global @k
    @k -= lines
    if @k < 0:
        @refill(line)
def @refill(line):
    @spent(0, line)
@limit = {allowance}
"""


def write_prelude(
    prefix: str,
    words: Iterable[str],
    sensors: Iterable[str],
    output: int,
    single: bool = False,
    known: int | None = None,
    summing: bool = True,
    fields: Mapping[str, Sequence[str]] | None = None,
    needs: Iterable[str] = (),
    turbo: bool = False,
) -> str:
    """The prelude for a program that does not contain `prefix`.

    `words` are the world's commands that queue, `sensors` those that answer at once;
    `output` is how many characters one print can bring at most; `single` sends each
    command on its own, for programs with `try`. `known`: the host has seen that many
    entries in an earlier run; from there on every entry is handed over at once. `summing`:
    adding up a list can call nothing of the child's, so it is the quick way to see that
    there are only numbers in it. `fields`: what the objects of the program's own classes hold,
    in the order in which it is shown. `needs`: the additions the program is written with.
    `turbo`: lines are only counted.
    """
    text = _SOURCE.format(
        first=FIRST_BATCH if known is None else max(1, min(known, BATCH)),
        known=known,
        batch=BATCH,
        text=_LONGEST_TEXT,
        items=_MOST_ITEMS,
        row=_LONGEST_ROW,
        room=_MOST_INNER_ITEMS,
        summing=summing,
        fields=repr({name: tuple(parts) for name, parts in (fields or {}).items()}),
        note=NOTE,
        argument=_LONGEST_ARGUMENT,
        int64=LARGEST_INT,
        big="10**40",
        output=output,
        single=single,
        print=PRINT,
        input=INPUT,
        sleep=SLEEP,
        exit=EXIT,
        refused=REFUSED,
    )
    for word in words:
        text += f"def {word}(*args, **words):\n    @c(0, {word!r}, *args, **words)\n"
    for word in sensors:
        text += f"def {word}(*args, **words):\n    return @s(0, {word!r}, *args, **words)\n"
    if turbo:
        text += _TURBO.format(allowance=ALLOWANCE)
    return (text + additions(needs)).replace("@", prefix)
