"""The order of a set, as additions to the prelude (`additions`): CPython's own table and its own hashes.

Only what is made of numbers has an order there; texts lie in another one each time Python starts.
"""

from __future__ import annotations

SET_ORDER: dict[str, tuple[str, str]] = {
    "ordered": ("", """
@abs_ = abs
@at_once = {}
def @given_whole(row):
    # A set that is given all its items at once has a smaller table than one that grows.
    if @len(@at_once) > 500:
        @at_once.clear()
    @at_once[@id(row)] = @len(row)
    return row
def @ordered(row):
    kind = @type(row)
    if (kind is not @set and kind is not @frozenset) or @len(row) < 2:
        return row
    values = @list(row)
    marks = []
    for value in values:
        mark = @hash_of(value)
        if mark is None:
            return values
        marks.append(mark)
    mask = 7
    at_once = @at_once.get(@id(row), 0)
    if 4 < at_once <= @len(values):
        while mask < at_once * 2:
            mask = mask * 2 + 1
    else:
        at_once = 0
    table = [None] * (mask + 1)
    used = 0
    for place in @range(@len(values)):
        @placed(table, mask, marks, place)
        used += 1
        if used <= at_once:
            continue
        if used * 5 >= mask * 3:
            size = 8
            while size <= (used * 2 if used > 50000 else used * 4):
                size *= 2
            old = table
            mask = size - 1
            table = [None] * size
            for other in old:
                if other is not None:
                    @placed(table, mask, marks, other)
    return [values[place] for place in table if place is not None]
def @placed(table, mask, marks, value):
    number = marks[value]
    place = number & mask
    while True:
        for step in @range(10 if place + 9 <= mask else 1):
            if table[place + step] is None:
                table[place + step] = value
                return
        number >>= 5
        place = (place * 5 + 1 + number) & mask
def @hash_of(value):
    # Without a sign, in 64 bits; None for what has another hash each time.
    kind = @type(value)
    if kind is @int or kind is @bool:
        number = @abs_(value) % 2305843009213693951
        if value < 0:
            number = -number
    elif kind is @float:
        number = @hash_of_float(value)
    elif kind is @tuple:
        number = 2870177450012600261
        for item in value:
            lane = @hash_of(item)
            if lane is None:
                return None
            number = (number + lane * 14029467366897019727) & 18446744073709551615
            number = ((number << 31) | (number >> 33)) & 18446744073709551615
            number = number * 11400714785074694791 & 18446744073709551615
        number = (number + (@len(value) ^ 2870177450013471926)) & 18446744073709551615
        return 1546275796 if number == 18446744073709551615 else number
    else:
        return None
    if number == -1:
        number = -2
    return number & 18446744073709551615
def @hash_of_float(value):
    if value != value:
        return 0
    if value - value != 0:
        return 314159 if value > 0 else -314159
    left = @abs_(value)
    whole = @int(left)
    left -= whole
    number = whole % 2305843009213693951
    power = 0
    while left:
        left *= 268435456.0
        power += 28
        digit = @int(left)
        left -= digit
        # Two to the power of -28 is two to the power of 33 here.
        number = (number + digit * (1 << ((61 - power % 61) % 61))) % 2305843009213693951
    return -number if value < 0 else number
def @has_set(value, depth):
    kind = @type(value)
    if kind is @set or kind is @frozenset:
        return True
    if depth and (kind is @list or kind is @tuple):
        for item in value:
            if @has_set(item, depth - 1):
                return True
    elif depth and kind is @dict:
        for key in value:
            if @has_set(key, depth - 1) or @has_set(value[key], depth - 1):
                return True
    return False
def @text_of(value):
    kind = @type(value)
    if not @has_set(value, 5):
        return @repr(value)
    if kind is @list:
        return '[' + ', '.join([@text_of(one) for one in value]) + ']'
    if kind is @tuple:
        return '(' + ', '.join([@text_of(one) for one in value]) + (',)' if @len(value) == 1 else ')')
    if kind is @dict:
        return '{' + ', '.join([@text_of(one) + ': ' + @text_of(value[one]) for one in value]) + '}'
    text = '{' + ', '.join([@text_of(one) for one in @ordered(value)]) + '}'
    if kind is @set:
        return text if value else 'set()'
    return 'frozenset(' + text + ')' if value else 'frozenset()'
def @set_text(value):
    return @text_of(value) if @has_set(value, 5) else value
@shown_set = @set_text
"""),
    "own_list": ("ordered", """
def @own_list(*row):
    return @list(@ordered(row[0])) if @len(row) == 1 else @list(*row)
"""),
    "own_tuple": ("ordered", """
def @own_tuple(*row):
    return @tuple(@ordered(row[0])) if @len(row) == 1 else @tuple(*row)
"""),
    "own_str": ("ordered", """
def @own_str(*args, **words):
    return @str(@set_text(args[0])) if @len(args) == 1 and not words else @str(*args, **words)
"""),
    "own_repr": ("ordered", """
def @own_repr(value):
    return @text_of(value)
"""),
    "own_enumerate": ("ordered", """
@enumerate = enumerate
def @own_enumerate(row, start=0):
    return @enumerate(@ordered(row), start)
"""),
    "own_iter": ("ordered", """
@iter = iter
def @own_iter(*row):
    return @iter(@ordered(row[0])) if @len(row) == 1 else @iter(*row)
"""),
    "own_set": ("ordered", """
def @own_set(*row):
    if @len(row) == 1 and (@type(row[0]) is @set or @type(row[0]) is @frozenset):
        return @given_whole(@set(@ordered(row[0])))
    return @set(*row)
"""),
    "own_pop": ("ordered", """
def @own_pop(row):
    if @type(row) is not @set or not row:
        return row.pop()
    value = @ordered(row)[0]
    row.remove(value)
    return value
"""),
    "joined": ("ordered", """
def @joined(row, more):
    if @type(row) is @list and @type(more) is not @list:
        more = @list(@ordered(more))
    return more
"""),
}  # fmt: skip
