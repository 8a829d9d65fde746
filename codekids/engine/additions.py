"""Additions to the prelude, for programs that need them (see `lowering`).

Each is a piece of Python for the sandbox, with `@` for the prefix, and the others it builds on.
What a program meets under a name of its own, such as `len`, is called `own_len` here, so that a
message can give it back its name.
"""

from __future__ import annotations

from collections.abc import Iterable

from codekids.engine.library import LIBRARY
from codekids.engine.set_order import SET_ORDER

_LANGUAGE: dict[str, tuple[str, str]] = {
    # -- classes
    "made": ("", """
@setattr = setattr
@hasattr = hasattr
@bases = {}
class @Object:
    def __init__(self):
        pass
class @Static:
    def __init__(self, function):
        self.function = function
    def __call__(self, *args, **words):
        return self.function(*args, **words)
class @OfClass:
    def __init__(self, function, owner):
        self.function = function
        self.owner = owner
    def __call__(self, *args, **words):
        return self.function(self.owner, *args, **words)
def @made(kind, base, names, static, of_class):
    if kind in @bases:
        return
    @bases[kind] = base
    for name in static:
        @setattr(kind, name, @Static(@getattr(kind, name)))
    for name in of_class:
        @setattr(kind, name, @OfClass(@getattr(kind, name), kind))
    for name in names:
        part = @getattr(base, name, @q)
        if @type(part) is @OfClass:
            part = @OfClass(part.function, kind)
        if part is not @q:
            @setattr(kind, name, part)
    if @of_errors is not None:
        @of_errors(kind)
@of_errors = None
"""),
    "own_isinstance": ("made", """
@isinstance = isinstance
@error_types = (
    Exception, ArithmeticError, ZeroDivisionError, OverflowError, LookupError, IndexError, KeyError,
    ValueError, TypeError, AttributeError, NameError, RuntimeError, NotImplementedError, RecursionError,
    AssertionError, OSError, PermissionError, FileNotFoundError, TimeoutError, ImportError)
def @is_a(kind, wanted):
    while kind is not wanted:
        if kind not in @bases:
            return kind in @error_types and @native_is(kind, wanted)
        kind = @bases[kind]
    return True
def @native_is(kind, wanted):
    if wanted is BaseException:
        return True
    if wanted not in @error_types:
        return False
    try:
        raise kind
    except wanted:
        return True
    except BaseException:
        return False
def @own_isinstance(value, wanted):
    if @type(wanted) is @tuple:
        for one in wanted:
            if @own_isinstance(value, one):
                return True
        return False
    kind = @type(value)
    return @is_a(kind, wanted) if kind in @bases else @isinstance(value, wanted)
"""),
    "own_issubclass": ("own_isinstance", """
def @own_issubclass(kind, wanted):
    if @type(wanted) is @tuple:
        for one in wanted:
            if @own_issubclass(kind, one):
                return True
        return False
    return (kind is @bool and wanted is @int) or @is_a(kind, wanted)
"""),
    "own_type": ("own_isinstance", """
@by_name = {@str(kind): kind for kind in @error_types}
def @own_type(value):
    # The type of a caught error is not the class it is raised by, only one of that name.
    kind = @type(value)
    return @by_name.get(@str(kind), kind) if @isinstance(value, BaseException) else kind
"""),
    "own_callable": ("", """
@hasattr_ = hasattr
def @own_callable(value):
    name = @str(@type(value))
    if name in ("<class 'function'>", "<class 'builtin_function_or_method'>", "<class 'type'>"):
        return True
    return name == "<class 'method'>" or @hasattr_(value, '__call__')
"""),
    # -- errors of the program's own: a native error carries them, and they wait here
    "errors": ("made own_isinstance", """
@current = [None]
@Carrier = NotADirectoryError
class @Thrown:
    def __init__(self, *args):
        self.args = args
    def __str__(self):
        if @len(self.args) == 0:
            return ''
        return @str(self.args[0]) if @len(self.args) == 1 else @str(self.args)
    def __repr__(self):
        return @type(self).__name__ + '(' + ', '.join([@repr(one) for one in self.args]) + ')'
def @of_errors(kind):
    base = @bases[kind]
    if base in @bases or base in @error_types:
        for name in ('__init__', '__str__', '__repr__'):
            if not @hasattr(kind, name):
                @setattr(kind, name, @getattr(base if base in @bases else @Thrown, name))
def @new(kind, *args, **words):
    made = kind(*args, **words)
    if not @hasattr(made, 'args'):
        made.args = args
    return made
def @raised(what):
    if @type(what) is @type(@int) and what in @bases:
        what = @new(what)
    if @type(what) not in @bases:
        return what
    @current[0] = what
    text = @str(what)
    name = @type(what).__name__
    return @Carrier(name + ': ' + text if text else name)
def @matching(what):
    thrown = @current[0]
    found = []
    for one in what if @type(what) is @tuple else (what,):
        if one not in @bases:
            if one is OSError:
                found += [FileNotFoundError, PermissionError, TimeoutError]
            else:
                found.append(one)
        if thrown is not None and @is_a(@type(thrown), one):
            found.append(@Carrier)
    return @tuple(found)
def @caught(error):
    return @current[0] if @isinstance(error, @Carrier) else error
def @again(thrown):
    @current[0] = thrown
def @none(value):
    return None
"""),
    # One of Python's errors can only carry one text.
    "said": ("", """
def @said(*values):
    return @str(values[0]) if @len(values) == 1 else @str(values)
"""),
    # -- an own class that can be asked for its items by number can be walked
    "own_rows": ("", """
@setattr_rows = setattr
@hasattr_rows = hasattr
class @Walk:
    def __init__(self, value):
        self.value = value
        self.place = -1
    def __iter__(self):
        return self
    def __next__(self):
        self.place += 1
        try:
            return self.value.__getitem__(self.place)
        except IndexError:
            raise StopIteration
def @own_rows(kind):
    if not @hasattr_rows(kind, '__iter__'):
        @setattr_rows(kind, '__iter__', lambda value: @Walk(value))
        if not @hasattr_rows(kind, '__contains__'):
            @setattr_rows(kind, '__contains__', lambda value, item: item in @list(@Walk(value)))
"""),
    "own_round": ("", """
def @own_round(*args, **words):
    return @round(*args, **words)
"""),
    # -- deleting
    "own_del": ("", """
@hasattr_del = hasattr
def @own_del(row, part):
    kind = @type(row)
    name = @str(kind)
    if @hasattr_del(row, '__delitem__'):
        row.__delitem__(part)
    elif name == "<class 'collections.Counter'>":
        row.pop(part, None)
    elif kind is @dict or name == "<class 'collections.defaultdict'>":
        if part not in row:
            raise KeyError(part)
        row.pop(part)
    elif name == "<class 'collections.deque'>":
        items = @list(row)
        @own_del(items, part)
        row.clear()
        row.extend(items)
    elif kind is @list and @type(part) is slice:
        places = @list(@range(@len(row)))
        gone = @set(places[part])
        row[:] = [row[place] for place in places if place not in gone]
    elif kind is @list:
        if @type(part) is not @int and @type(part) is not @bool:
            raise @TypeError('list indices must be integers or slices, not ' + @str(@type(part))[8:-2])
        if not -@len(row) <= part < @len(row):
            raise IndexError('list assignment index out of range')
        row.pop(part)
    else:
        raise @TypeError("'" + name[8:-2] + "' object doesn't support item deletion")
"""),
    # -- truth and order of own objects
    "own_len": ("", """
@hasattr_len = hasattr
def @own_len(value):
    if not @hasattr_len(value, '__len__'):
        return @len(value)
    length = value.__len__()
    if @type(length) is not @int and @type(length) is not @bool:
        raise @TypeError("'" + @type(length).__name__ + "' object cannot be interpreted as an integer")
    if length < 0:
        raise @ValueError('__len__() should return >= 0')
    return length
"""),
    "own_bool": ("", """
@hasattr_bool = hasattr
def @own_bool(value=False):
    if value is True or value is False:
        return value
    if @hasattr_bool(value, '__bool__'):
        answer = value.__bool__()
        if answer is not True and answer is not False:
            raise @TypeError('__bool__ should return bool, returned ' + @type(answer).__name__)
        return answer
    if @hasattr_bool(value, '__len__'):
        return value.__len__() != 0
    return True if value else False
"""),
    "own_any": ("own_bool", """
def @own_any(row):
    for value in row:
        if @own_bool(value):
            return True
    return False
"""),
    "own_all": ("own_bool", """
def @own_all(row):
    for value in row:
        if not @own_bool(value):
            return False
    return True
"""),
    "own_and": ("own_bool", """
def @own_and(*parts):
    value = None
    for part in parts:
        value = part() if @type(part) is @function else part
        if not @own_bool(value):
            return value
    return value
@function = type(@own_bool)
"""),
    "own_or": ("own_and", """
def @own_or(*parts):
    value = None
    for part in parts:
        value = part()
        if @own_bool(value):
            return value
    return value
"""),
    "compared": ("", """
@hasattr_lt = hasattr
# Names, so that no quotes come into an f-string.
@is_lt, @is_lte, @is_gt, @is_gte, @is_eq, @is_noteq = '<', '<=', '>', '>=', '==', '!='
@is_in, @is_notin, @is_is, @is_isnot = 'in', 'not in', 'is', 'is not'
@OTHER = {
    '<': ('__lt__', '__gt__'), '<=': ('__le__', '__ge__'),
    '>': ('__gt__', '__lt__'), '>=': ('__ge__', '__le__'),
}
def @compare(left, sign, right):
    if sign in @OTHER:
        mine, other = @OTHER[sign]
        if @hasattr_lt(left, mine):
            answer = @getattr(left, mine)(right)
            if answer is not NotImplemented:
                return answer
        if @hasattr_lt(right, other):
            answer = @getattr(right, other)(left)
            if answer is not NotImplemented:
                return answer
        if sign == '<':
            return left < right
        if sign == '<=':
            return left <= right
        return left > right if sign == '>' else left >= right
    if sign == '==':
        return left == right
    if sign == '!=':
        return left != right
    if sign == 'in':
        return left in right
    if sign == 'not in':
        return left not in right
    return left is right if sign == 'is' else left is not right
def @compared(left, sign, right, *rest):
    answer = @compare(left, sign, right)
    index = 0
    while index < @len(rest) and answer:
        following = rest[index + 1]()
        answer = @compare(right, rest[index], following)
        right = following
        index += 2
    return answer
"""),
    "own_sorted": ("compared", """
def @merged(pairs, backwards):
    if @len(pairs) < 2:
        return pairs
    middle = @len(pairs) // 2
    left = @merged(pairs[:middle], backwards)
    right = @merged(pairs[middle:], backwards)
    row = []
    i = 0
    k = 0
    while i < @len(left) and k < @len(right):
        one, other = (left[i][0], right[k][0]) if backwards else (right[k][0], left[i][0])
        if @compare(one, '<', other):
            row.append(right[k])
            k += 1
        else:
            row.append(left[i])
            i += 1
    return row + left[i:] + right[k:]
def @own_sorted(row, *, key=None, reverse=False):
    pairs = [(value if key is None else key(value), value) for value in row]
    return [pair[1] for pair in @merged(pairs, reverse)]
"""),
    "own_sort": ("own_sorted", """
def @own_sort(row, **words):
    if @type(row) is @list:
        row[:] = @own_sorted(row, **words)
    else:
        row.sort(**words)
"""),
    "own_min": ("compared", """
def @best(name, sign, args, key, default):
    row = args[0] if @len(args) == 1 else args
    best = @q
    for value in row:
        mark = value if key is None else key(value)
        if best is @q or @compare(mark, sign, best_mark):
            best = value
            best_mark = mark
    if best is @q:
        if default is @q:
            raise @ValueError(name + '() iterable argument is empty')
        return default
    return best
def @own_min(*args, key=None, default=@q):
    return @best('min', '<', args, key, default)
"""),
    "own_max": ("own_min", """
def @own_max(*args, key=None, default=@q):
    return @best('max', '>', args, key, default)
"""),
    "in_place": ("", """
@hasattr_in = hasattr
def @in_place(left, name, sign, right):
    if @hasattr_in(left, '__' + name + '__'):
        return @getattr(left, '__' + name + '__')(right)
    if sign == '+':
        left += right
    elif sign == '-':
        left -= right
    elif sign == '*':
        left *= right
    elif sign == '/':
        left /= right
    elif sign == '//':
        left //= right
    elif sign == '%':
        left %= right
    elif sign == '**':
        left **= right
    elif sign == '|':
        left |= right
    elif sign == '&':
        left &= right
    else:
        left ^= right
    return left
"""),
    "own_is_integer": ("", """
def @own_is_integer(number):
    if @type(number) is @float:
        return number - number == 0 and number == @int(number)
    if @type(number) is @int or @type(number) is @bool:
        return True
    return number.is_integer()
"""),
}  # fmt: skip


ALL = _LANGUAGE | LIBRARY | SET_ORDER


def additions(names: Iterable[str]) -> str:
    """The source of these additions and all they build on, each once."""
    done: dict[str, str] = {}

    def add(name: str) -> None:
        if name not in done:
            needs, source = ALL[name]
            done[name] = ""
            for needed in needs.split():
                add(needed)
            done.pop(name)
            done[name] = source

    for name in sorted(names):
        add(name)
    return "".join(done.values())
