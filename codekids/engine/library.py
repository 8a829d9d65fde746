"""Modules of Python's library that the sandbox lacks, as additions to the prelude (`additions`)."""

from __future__ import annotations

LIBRARY: dict[str, tuple[str, str]] = {
    "module_string": ("", """
class @String:
    pass
@module_string = @String()
@module_string.ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
@module_string.ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
@module_string.ascii_letters = @module_string.ascii_lowercase + @module_string.ascii_uppercase
@module_string.digits = '0123456789'
@module_string.hexdigits = '0123456789abcdefABCDEF'
@module_string.octdigits = '01234567'
@module_string.punctuation = '!"#$%&\\'()*+,-./:;<=>?' + chr(64) + '[\\\\]^_`{|}~'
@module_string.whitespace = ' \\t\\n\\r\\x0b\\x0c'
@module_string.printable = @module_string.digits + @module_string.ascii_letters
@module_string.printable += @module_string.punctuation + @module_string.whitespace
def @capwords(text, sep=None):
    return (sep or ' ').join([word.capitalize() for word in text.split(sep)])
@module_string.capwords = @capwords
"""),
    "module_sys": ("", """
class @System:
    def exit(self, *args):
        @x(0, *args)
@module_sys = @System()
@module_sys.maxsize = 2 ** 63 - 1
@module_sys.argv = ['program.py']
"""),
    "module_heapq": ("", """
class @Heap:
    def heappush(self, heap, item):
        heap.append(item)
        @sift_down(heap, 0, @len(heap) - 1)
    def heappop(self, heap):
        last = heap.pop()
        if heap:
            first = heap[0]
            heap[0] = last
            @sift_up(heap, 0)
            return first
        return last
    def heapreplace(self, heap, item):
        first = heap[0]
        heap[0] = item
        @sift_up(heap, 0)
        return first
    def heappushpop(self, heap, item):
        if heap and heap[0] < item:
            item, heap[0] = heap[0], item
            @sift_up(heap, 0)
        return item
    def heapify(self, heap):
        for index in @range(@len(heap) // 2 - 1, -1, -1):
            @sift_up(heap, index)
    def nsmallest(self, n, row, key=None):
        return @heap_sorted(row, key=key)[:n]
    def nlargest(self, n, row, key=None):
        return @heap_sorted(row, key=key, reverse=True)[:n]
@heap_sorted = sorted
def @sift_down(heap, start, place):
    item = heap[place]
    while place > start:
        above = (place - 1) >> 1
        if not item < heap[above]:
            break
        heap[place] = heap[above]
        place = above
    heap[place] = item
def @sift_up(heap, place):
    end = @len(heap)
    start = place
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        if child + 1 < end and not heap[child] < heap[child + 1]:
            child += 1
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    @sift_down(heap, start, place)
@module_heapq = @Heap()
"""),
    "module_operator": ("", """
class @Operators:
    pass
@module_operator = @Operators()
@module_operator.add = lambda a, b: a + b
@module_operator.sub = lambda a, b: a - b
@module_operator.mul = lambda a, b: a * b
@module_operator.truediv = lambda a, b: a / b
@module_operator.floordiv = lambda a, b: a // b
@module_operator.mod = lambda a, b: a % b
@module_operator.neg = lambda a: -a
@module_operator.eq = lambda a, b: a == b
@module_operator.ne = lambda a, b: a != b
@module_operator.lt = lambda a, b: a < b
@module_operator.le = lambda a, b: a <= b
@module_operator.gt = lambda a, b: a > b
@module_operator.ge = lambda a, b: a >= b
def @itemgetter(*keys):
    if @len(keys) == 1:
        return lambda value: value[keys[0]]
    return lambda value: @tuple([value[key] for key in keys])
@module_operator.itemgetter = @itemgetter
def @attrgetter(*names):
    if @len(names) == 1:
        return lambda value: @getattr(value, names[0])
    return lambda value: @tuple([@getattr(value, name) for name in names])
@module_operator.attrgetter = @attrgetter
"""),
    "module_statistics": ("", """
import math as @math
@bin = bin
from collections import Counter as @Counter
@stat_sorted = sorted
def @ratio(value):
    if @type(value) is @int or @type(value) is @bool:
        return @int(value), 1
    if @type(value) is not @float:
        raise @TypeError("can't convert type '" + @type(value).__name__ + "' to numerator/denominator")
    part, power = @math.frexp(value)
    top, under = @int(part * 9007199254740992), 9007199254740992
    if power > 0:
        top <<= power
    else:
        under <<= -power
    return top, under
def @exact(row):
    top, under, whole = 0, 1, True
    for value in row:
        a, b = @ratio(value)
        whole = whole and @type(value) is not @float
        top, under = top * b + a * under, under * b
        divisor = @math.gcd(top, under)
        top, under = top // divisor, under // divisor
    return top, under, whole
def @as_number(top, under, whole):
    divisor = @math.gcd(top, under) or 1
    top, under = top // divisor, under // divisor
    return top if whole and under == 1 else top / under
def @root(top, under):
    if top == 0:
        return 0.0
    shift = @len(@bin(top)) - @len(@bin(under)) - 109
    shift //= 2
    if shift >= 0:
        scaled = @root_to_odd(top, under << 2 * shift) << shift
        return @float(scaled)
    return @root_to_odd(top << -2 * shift, under) / (1 << -shift)
def @root_to_odd(top, under):
    root = @math.isqrt(top // under)
    return root | (root * root * under != top)
class @Statistics:
    def mean(self, row):
        row = @filled(row, 'mean requires at least one data point')
        top, under, whole = @exact(row)
        return @as_number(top, under * @len(row), whole)
    def fmean(self, row):
        row = @filled(row, 'fmean requires at least one data point')
        return @math.fsum(row) / @len(row)
    def median(self, row):
        row = @stat_sorted(@filled(row, 'no median for empty data'))
        middle = @len(row) // 2
        return row[middle] if @len(row) % 2 else (row[middle - 1] + row[middle]) / 2
    def median_low(self, row):
        row = @stat_sorted(@filled(row, 'no median for empty data'))
        return row[(@len(row) - 1) // 2]
    def median_high(self, row):
        row = @stat_sorted(@filled(row, 'no median for empty data'))
        return row[@len(row) // 2]
    def mode(self, row):
        return @Counter(@filled(row, 'no mode for empty data')).most_common(1)[0][0]
    def multimode(self, row):
        counts = @Counter(row)
        most = 0
        for value in counts:
            most = counts[value] if counts[value] > most else most
        return [value for value in counts if counts[value] == most]
    def variance(self, row):
        return @as_number(*@spread(row, 1, 'variance requires at least two data points'))
    def pvariance(self, row):
        return @as_number(*@spread(row, 0, 'pvariance requires at least one data point'))
    def stdev(self, row):
        top, under, whole = @spread(row, 1, 'stdev requires at least two data points')
        return @root(top, under)
    def pstdev(self, row):
        top, under, whole = @spread(row, 0, 'pstdev requires at least one data point')
        return @root(top, under)
def @filled(row, complaint):
    row = @list(row)
    if @len(row) == 0:
        raise @ValueError(complaint)
    return row
def @spread(row, less, complaint):
    row = @list(row)
    if @len(row) <= less:
        raise @ValueError(complaint)
    top, under, whole = @exact(row)
    squares = 0
    below = 1
    for value in row:
        a, b = @ratio(value)
        c, d = a * under * @len(row) - top * b, b * under * @len(row)
        squares, below = squares * d * d + c * c * below, below * d * d
        divisor = @math.gcd(squares, below) or 1
        squares, below = squares // divisor, below // divisor
    return squares, below * (@len(row) - less), whole
@module_statistics = @Statistics()
"""),
}  # fmt: skip
