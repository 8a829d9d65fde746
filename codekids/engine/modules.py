"""What of Python's library is there: in the sandbox itself, or as an addition of ours."""

from __future__ import annotations

# Modules of the sandbox with the names they have (pydantic-monty 1.4; a test asks the sandbox).
NATIVE: dict[str, frozenset[str]] = {
    module: frozenset(names.split())
    for module, names in {
        "base64": "b16decode b16encode b32decode b32encode b64decode b64encode b85decode b85encode "
        "standard_b64decode standard_b64encode urlsafe_b64decode urlsafe_b64encode",
        "binascii": "a2b_base64 a2b_hex b2a_base64 b2a_hex crc32 hexlify unhexlify",
        "bisect": "bisect bisect_left bisect_right insort insort_left insort_right",
        "collections": "Counter defaultdict deque namedtuple",
        "copy": "copy deepcopy",
        "csv": "DictReader DictWriter reader writer",
        "dataclasses": "FrozenInstanceError MISSING dataclass field is_dataclass",
        "datetime": "date datetime time timedelta timezone",
        "decimal": "Decimal ROUND_CEILING ROUND_DOWN ROUND_FLOOR ROUND_HALF_DOWN ROUND_HALF_EVEN "
        "ROUND_HALF_UP ROUND_UP getcontext localcontext setcontext",
        "functools": "cache lru_cache partial reduce",
        "hashlib": "blake2b blake2s md5 sha1 sha224 sha256 sha384 sha3_256 sha3_512 sha512",
        "itertools": "accumulate chain combinations combinations_with_replacement compress count cycle "
        "dropwhile filterfalse groupby islice pairwise permutations product repeat starmap takewhile tee "
        "zip_longest",
        "json": "JSONDecodeError dump dumps load loads",
        "math": "acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf "
        "erfc exp exp2 expm1 fabs factorial floor fmod frexp fsum gamma gcd hypot inf isclose isfinite "
        "isinf isnan isqrt lcm ldexp lgamma log log10 log1p log2 modf nan nextafter perm pi pow prod "
        "radians remainder sin sinh sqrt tan tanh tau trunc ulp",
        "random": "Random betavariate choice choices expovariate gammavariate gauss getrandbits getstate "
        "lognormvariate normalvariate paretovariate randbytes randint random randrange sample seed setstate "
        "shuffle triangular uniform vonmisesvariate weibullvariate",
        "re": "A ASCII DOTALL I IGNORECASE M MULTILINE Match NOFLAG Pattern S compile error escape findall "
        "finditer fullmatch match search split sub",
        "typing": "Annotated Any Callable ClassVar Dict Final FrozenSet Iterable Iterator List Literal "
        "Mapping Optional Self Sequence Set Tuple Type Union",
        "unicodedata": "category combining is_normalized lookup name normalize",
    }.items()
}

# Modules that are ours (`additions`); `time` is one too, its clock moves with the program only.
ADDED: dict[str, frozenset[str]] = {
    module: frozenset(names.split())
    for module, names in {
        "string": "ascii_letters ascii_lowercase ascii_uppercase digits hexdigits octdigits punctuation "
        "whitespace printable capwords",
        "statistics": "mean fmean median median_low median_high mode multimode stdev pstdev variance "
        "pvariance",
        "heapq": "heappush heappop heapify heappushpop heapreplace nlargest nsmallest",
        "sys": "exit maxsize argv",
        "operator": "add sub mul truediv floordiv mod neg eq ne lt le gt ge itemgetter attrgetter",
    }.items()
}
CLOCK = {
    "sleep": "sleep",
    "time": "time_time",
    "monotonic": "time_monotonic",
    "perf_counter": "time_monotonic",
}
MODULES = frozenset({*NATIVE, *ADDED, "time"})


def names_of(module: str) -> frozenset[str]:
    """The names a module has here."""
    return NATIVE.get(module) or ADDED.get(module) or (frozenset(CLOCK) if module == "time" else frozenset())
