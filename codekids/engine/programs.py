"""Programs for `measure`: ten of the kinds that children's programs spend their time with, and hungry ones.

Each of the ten is at least fifteen lines long and takes the bare sandbox some tens of milliseconds.
"""

from __future__ import annotations

PROGRAMS = {
    "counting": """
total = 0
even = 0
odd = 0
i = 0
while i < 120000:
    if i % 3 == 0:
        total = total + i
    if i % 2 == 0:
        even += 1
    else:
        odd += 1
    i = i + 1
if even == odd:
    print("as many")
print(total)
print(even, odd)
""",
    "recursion": """
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def ways(steps):
    if steps < 0:
        return 0
    if steps == 0:
        return 1
    return ways(steps - 1) + ways(steps - 2) + ways(steps - 3)


x = fib(20)
y = ways(16)
print(x)
print(y)
""",
    "sieve": """
n = 60000
prime = [True] * (n + 1)
prime[0] = False
prime[1] = False
for i in range(2, n + 1):
    if prime[i]:
        for k in range(i * i, n + 1, i):
            prime[k] = False
count = 0
last = 0
for i in range(n + 1):
    if prime[i]:
        count += 1
        last = i
print(count)
print(last)
""",
    "sorting": """
a = [(i * 37) % 101 for i in range(280)]
swaps = 0
for i in range(len(a)):
    changed = False
    for k in range(len(a) - 1 - i):
        if a[k] > a[k + 1]:
            a[k], a[k + 1] = a[k + 1], a[k]
            swaps += 1
            changed = True
    if not changed:
        break
right = True
for i in range(len(a) - 1):
    if a[i] > a[i + 1]:
        right = False
print(swaps, right)
""",
    "text": """
line = ""
for i in range(24000):
    line = line + "x"
words = []
for i in range(12000):
    word = "w" + str(i % 50)
    words.append(word)
text = " ".join(words)
vowels = 0
for c in text:
    if c in "aeiou":
        vowels += 1
    elif c == "w":
        vowels -= 1
turned = text[::-1]
print(len(line), len(text))
print(vowels, turned[:10])
""",
    "dictionary": """
text = "ana are mere si pere si prune " * 3600
counts = {}
for word in text.split():
    if word in counts:
        counts[word] += 1
    else:
        counts[word] = 1
longest = ""
for word in counts:
    if len(word) > len(longest):
        longest = word
letters = {}
for letter in text[:24000]:
    letters[letter] = letters.get(letter, 0) + 1
best = max(letters, key=letters.get)
print(longest, counts[longest])
print(best, letters[best])
""",
    "methods": """
class Account:
    def __init__(self, owner):
        self.owner = owner
        self.money = 0

    def put(self, much):
        self.money += much
        return self.money

    def take(self, much):
        if much > self.money:
            return False
        self.money -= much
        return True


account = Account("Ana")
for i in range(24000):
    account.put(i)
    account.take(5)
print(account.owner, account.money)
""",
    "comprehension": """
total = 0
rows = []
for i in range(600):
    row = [k * k for k in range(60) if k % 2]
    rows.append(row)
    total += sum(row)
flat = [x for row in rows for x in row]
small = [x for x in flat if x < 500]
pairs = [(x, x + 1) for x in small]
table = {x: y for x, y in pairs}
names = [str(x) for x in table]
longest = max(names, key=len)
kinds = {x % 7 for x in flat}
print(total, len(flat), len(small))
print(len(table), longest)
print(len(kinds))
""",
    "collatz": """
longest = 0
best = 0
for n in range(1, 2000):
    steps = 0
    k = n
    top = n
    while k != 1:
        if k % 2 == 0:
            k = k // 2
        else:
            k = 3 * k + 1
        if k > top:
            top = k
        steps += 1
    if steps > longest:
        longest = steps
        best = n
print(best, longest)
""",
    "calls": """
def double(x):
    return x + x


def next_one(x):
    return double(x) - x + 1


def is_even(x):
    return x % 2 == 0


def choose(x):
    if is_even(x):
        return next_one(x)
    return double(x) % 1000


value = 1
for i in range(24000):
    value = choose(value)
print(value)
""",
}

# Each asks for as much memory, or leaves as much behind, as it can get.
HUNGRY = (
    "x = [0]\nwhile True:\n    x = x + x",
    "x = 'a' * 10 ** 9",
    "x = list(range(10 ** 9))",
    "x = 10 ** 10 ** 8",
    "x = '{:>1000000000}'.format(1)",
    "print('x' * 50_000_000)",
    "for i in range(10 ** 6):\n    print('x' * 10_000)",
    "while True:\n    print('x' * 60)",
    "say = print\nrow = ['a' * 60] * 30\nwhile True:\n    row = row[1:] + ['b' * 60]",
    "d = {}\nn = 0\nwhile True:\n    n += 1\n    d[n] = str(n) * 9",
    "x = []\nfor i in range(60): x = [x, x]\nprint(x)",
    "while True:\n    move()",
    "class A:\n    def __init__(self, n):\n        self.n = n\n        self.row = [n] * 20\n"
    "rows = []\nn = 0\nwhile True:\n    n += 1\n    rows.append(A(n))",
    "def f(n):\n    row = [n] * 30\n    return f(n + 1) + 1\nf(0)",
)
