# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a Python ready for an app before the app is wanted.

Spacewright starts the app's own command (`python app.py`) ahead of time with this file's folder in
PYTHONPATH. Python imports it after its own set-up and before it opens the app file: here it makes the
third-party imports that the app makes first, and waits. Told to go, it takes every trace of itself
away and returns, and Python goes on with the app as it always does.

Only what a fresh process would do first, in the same order, is done ahead: imports at the top of the
app file, up to the first statement that could change something, and never code of the Space. Where
that does not hold any more when it goes, the process starts itself anew, as if it had never waited.

Standard input is the line to Spacewright: "go" and its end mean go; its end alone means that nobody
is there any more.
"""
import os
import sys

ONLY_AST = 0x400  # ast.PyCF_ONLY_AST, without importing ast
MOST_STATEMENTS = 2000
SETTINGS = ("rc", ".cfg", ".conf", ".env", ".ini", ".json", ".toml", ".yaml", ".yml")


def command_line():
    with open("/proc/self/cmdline", "rb") as file:
        return [os.fsdecode(word) for word in file.read().split(b"\0")[:-1]]


def kind(node):
    return type(node).__name__


def is_literal(node):
    if node is None or kind(node) in ("Constant", "Num", "Str", "Bytes", "NameConstant", "Ellipsis"):
        return True
    if kind(node) == "UnaryOp":
        return is_literal(node.operand)
    if kind(node) in ("Tuple", "List", "Set"):
        return all(is_literal(each) for each in node.elts)
    return kind(node) == "Dict" and all(is_literal(each) for each in node.keys + node.values)


def is_inert(node):
    """True for a statement that changes nothing but a name of its own module."""
    if kind(node) == "Pass":
        return True
    if kind(node) == "Expr":
        return is_literal(node.value)
    if kind(node) == "Assign":
        return is_literal(node.value) and all(kind(each) == "Name" and not each.id.startswith("__")
                                              for each in node.targets)
    if kind(node) in ("FunctionDef", "AsyncFunctionDef"):
        plain = node.args.args + node.args.kwonlyargs + getattr(node.args, "posonlyargs", [])
        hints = [each.annotation for each in plain + [node.args.vararg, node.args.kwarg] if each] + [node.returns]
        return (not node.decorator_list and all(is_literal(each) for each in node.args.defaults)
                and all(is_literal(each) for each in node.args.kw_defaults)
                and all(is_literal(each) or kind(each) == "Name" for each in hints))
    return False


def dump(node):
    if isinstance(node, list):
        return [dump(each) for each in node]
    if hasattr(node, "_fields"):
        return [kind(node)] + [dump(getattr(node, field, None)) for field in node._fields]
    return repr(node)


def names_of(node):
    if kind(node) == "Import":
        return [alias.name.partition(".")[0] for alias in node.names]
    return [(node.module or "").partition(".")[0]]


def own_names(folder):
    """What the Space may have modules for: names that hide those of packages."""
    return {entry.name.partition(".")[0] for entry in os.scandir(folder)
            if entry.name.endswith((".py", ".pyc", ".so")) or entry.is_dir()}


def parse(path):
    with open(path, "rb") as file:
        return compile(file.read(), path, "exec", ONLY_AST, True)


def first_imports(path, folder, seen):
    """The imports that running the file makes first, as (path, node), and whether that is all of its code."""
    found = []
    own = own_names(folder)
    seen.add(path)
    for node in parse(path).body[:MOST_STATEMENTS]:
        if kind(node) not in ("Import", "ImportFrom"):
            if is_inert(node):
                continue
            return found, False
        if getattr(node, "level", 0):
            return found, False
        if own.isdisjoint(names_of(node)):
            found.append((path, node))
            continue
        # A module of the Space runs here; what it imports comes now, if that is all it does.
        module = node.names[0].name if kind(node) == "Import" and len(node.names) == 1 else getattr(node, "module", "")
        inner = os.path.join(folder, module + ".py")
        if not module or os.path.isdir(os.path.join(folder, module)) or not os.path.isfile(inner):
            return found, False
        if inner not in seen:
            more, whole = first_imports(inner, folder, seen)
            found += more
            if not whole:
                return found, False
    return found, True


def wanted_imports(words, folder):
    if words[1] != "-m":
        return first_imports(os.path.join(folder, words[1]), folder, set())[0]
    # `-m package` imports the package and runs its __main__.
    package = words[2]
    if package in own_names(folder):
        return []
    path = os.path.join(folder, package)
    tree = compile("import " + package, path, "exec", ONLY_AST, True)
    main = next((os.path.join(entry, package, "__main__.py") for entry in sys.path
                 if os.path.isfile(os.path.join(entry, package, "__main__.py"))), None)
    return [(path, tree.body[0])] + (first_imports(main, folder, set())[0] if main else [])


def settings(folder):
    """What imports may have read in the working directory, with its age."""
    files = [entry for entry in os.scandir(folder)
             if (entry.name.startswith(".") or entry.name.endswith(SETTINGS)) and entry.is_file()]
    return sorted((each.name, each.stat().st_mtime_ns, each.stat().st_size) for each in files)


def do_imports(imports, program):
    main = sys.modules["__main__"]
    if program:
        main.__file__ = program  # some packages look at whose program they are part of
    for path, node in imports:
        module = compile("", path, "exec", ONLY_AST, True)
        module.body = [node]
        exec(compile(module, path, "exec", 0, True), {"__name__": "__main__", "__file__": path})
    if program:
        del main.__file__


def told_to_go():
    words = b""
    while True:
        more = os.read(0, 16)
        if not more:
            return words == b"go"
        words += more


def still_holds(words, folder, imports, age, modules):
    """Whether a fresh process would begin with just what has been done."""
    try:
        now = wanted_imports(words, folder)[:len(imports)]
        return ([dump(node) for _, node in now] == [dump(node) for _, node in imports] and settings(folder) == age
                and own_names(folder).isdisjoint(name.partition(".")[0] for name in modules))
    except (OSError, SyntaxError, ValueError, RecursionError):
        return False


def prepare():
    """Returns when the app is to run. True when the machine has a sitecustomize of its own."""
    here = os.path.dirname(os.path.abspath(__file__))
    os.environ.pop("PYTHONPATH", None)
    sys.path[:] = [entry for entry in sys.path if entry != here]
    sys.path_importer_cache.pop(here, None)
    del sys.modules["sitecustomize"]
    try:
        import sitecustomize  # noqa: F401  the machine's, as in any process
        replaced = True
    except ImportError:
        replaced = False
    before = set(sys.modules)

    words = command_line()
    folder = os.getcwd()
    try:
        imports = wanted_imports(words, folder)
    except (OSError, SyntaxError, ValueError, RecursionError):
        imports = []
    age = settings(folder)
    do_imports(imports, os.path.join(folder, words[1]) if words[1] != "-m" else None)

    if not told_to_go():
        os._exit(0)
    if not still_holds(words, folder, imports, age, set(sys.modules) - before):
        os.execv(sys.executable, words)
    return replaced


try:
    _replaced = prepare()
except BaseException:  # whatever it is, the app must not run unasked, and not half prepared
    os._exit(1)
if not _replaced:
    # Leaves sys.modules as Python's own search for this module would.
    raise ImportError("No module named 'sitecustomize'", name="sitecustomize")
