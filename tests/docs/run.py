#!/usr/bin/python3
"""run.py BUILD: what the READMEs and the pages in docs/ say, held against the program.

Code blocks are run if the word behind their fence says so:

    ```sh run        must end with 0        ```sh run=3      must end with 3
    ```text          right behind such a block: its lines must be printed, in this order; … stands for anything
    ```c             must be a piece of examples/library/convert.c, or of the file named behind it: ```c tests/docs/x.c

All blocks of one page run in one folder, thrown away afterwards, in which fixtures/ is the project's, with BUILD first on
PATH. Messages are in the language of the page. The last line is `N passed, N failed`.
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build")
PAGES = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"] + sorted(
    "docs/" + name for name in os.listdir(os.path.join(TOP, "docs")) if name.endswith(".md"))
MANUALS = [path for path in ("docs/man/jixiao.1", "docs/man/zh_CN/jixiao.1") if os.path.exists(os.path.join(TOP, path))]
FENCE = re.compile(r"^```(\S*)[ ]*(.*)$")


def text_of(path):
    with open(os.path.join(TOP, path), encoding="utf-8") as file:
        return file.read()


def environment(page):
    kept = {name: os.environ[name] for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "HOME", "TMPDIR")
            if name in os.environ}
    kept.update(PATH=BUILD + ":" + os.environ["PATH"], LC_ALL="C.UTF-8", LC_MESSAGES="C",
                JIXIAO_LANG="zh" if "zh" in page else "en", TOP=TOP, BUILD=BUILD)
    return kept


def blocks_of(page):
    """(line, language, words behind it, text) of each fenced block, in order."""
    found, begun = [], None
    for number, line in enumerate(text_of(page).splitlines(), 1):
        fence = FENCE.match(line)
        if begun is None and fence:
            begun = (number, fence.group(1), fence.group(2).strip(), [])
        elif begun is not None and line.startswith("```"):
            found.append((begun[0], begun[1], begun[2], "\n".join(begun[3]) + "\n"))
            begun = None
        elif begun is not None:
            begun[3].append(line)
    assert begun is None, f"{page}:{begun[0]}: the block has no end"
    return found


def shown(expected, printed):
    """The first expected line that is not among the printed ones, in their order; None: all are."""
    lines = iter(printed.splitlines())
    for want in expected.splitlines():
        if want.strip() in ("", "…"):
            continue
        pattern = re.compile(".*".join(re.escape(piece) for piece in want.rstrip().split("…")))
        if not any(pattern.fullmatch(line.rstrip()) for line in lines):
            return want
    return None


# --- one function for each kind of promise; each yields (what, None or what is wrong) -----------------------------------


def check_blocks(page):
    folder = tempfile.mkdtemp(prefix="jixiao-docs-")
    for name in ("fixtures", "examples"):
        os.symlink(os.path.join(TOP, name), os.path.join(folder, name))
    printed = None
    for line, language, words, text in blocks_of(page):
        run = re.fullmatch(r"run(?:=(\d+))?", words)
        if language == "sh" and run:
            done = subprocess.run(["sh", "-euc", text], cwd=folder, env=environment(page), stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
            printed = done.stdout.decode("utf-8", "replace")
            wanted = int(run.group(1) or 0)
            yield f"{page}:{line}", (None if done.returncode == wanted else
                                     f"ended with {done.returncode}, not {wanted}:\n{text}\n{printed[-3000:]}")
            continue
        if language == "text" and printed is not None:
            missing = shown(text, printed)
            yield f"{page}:{line}", missing and f"not printed: {missing}\nbut:\n{printed[-3000:]}"
        elif language == "c":
            source = words or "examples/library/convert.c"
            yield f"{page}:{line}", None if text in text_of(source) else f"this is no piece of {source}"
        printed = None
    shutil.rmtree(folder, ignore_errors=True)


def check_links(page):
    """Files named by a link are there."""
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text_of(page)):
        if "://" not in target:
            there = os.path.exists(os.path.join(TOP, os.path.dirname(page), target))
            yield f"{page}: link {target}", None if there else "there is no such file"


def check_paths(page):
    """So are files and folders that it names by their whole path."""
    paths = re.findall(r"`((?:core|include|plugins|tests|examples|docs|fixtures)/[a-z0-9_./-]*[a-z/])`", text_of(page))
    for path in sorted(set(paths)):
        yield f"{page}: {path}", None if os.path.exists(os.path.join(TOP, path)) else "there is no such file"


def known_codes():
    table = text_of("include/jixiao/messages.h")
    return {letter + number.rjust(3, "0") for letter, number in re.findall(r"^ *X\(\w+, *'(\w)', *(\d+),", table, re.M)}


def known_options():
    """All long options of all commands, and the commands."""
    run = lambda *words: subprocess.run([os.path.join(BUILD, "jixiao"), *words], capture_output=True, text=True,
                                        env=environment("en")).stdout
    commands = re.findall(r"^  ([a-z-]+)  ", run("--help"), re.M)
    return {option for command in commands for option in re.findall(r"--[a-z0-9-]+", run("help", command))}, commands


def check_words(page, codes, options, commands):
    """Codes and options that a page names exist; commands, too."""
    text = text_of(page).replace("\\-", "-")
    for code in sorted(set(re.findall(r"\b[FSWPRDLUB]\d{3}\b", text))):
        yield f"{page}: code {code}", None if code in codes else "no message has this code"
    foreign = {"--cflags", "--libs"} | set(re.findall(r'"(--[a-z-]+)"', text_of("bench/run")))
    for option in sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z0-9-]*", text)) - foreign):
        yield f"{page}: option {option}", None if option in options else "no command has this option"
    for command in sorted(set(re.findall(r"`jixiao ([a-z-]+)", text))):
        yield f"{page}: command {command}", None if command in commands else "there is no such command"


def plugins(kind):
    done = subprocess.run([os.path.join(BUILD, "jixiao"), kind, "--json"], capture_output=True, text=True,
                          env=environment("en"))
    return json.loads(done.stdout)


def check_tables(page):
    """The READMEs' tables of layouts and carriers: all that there are, and what each writes and stands on."""
    rows = {cells[0].strip("` "): [cell.strip() for cell in cells]
            for cells in (line.strip("|").split("|") for line in text_of(page).splitlines() if line.startswith("| `"))}
    for layout in plugins("layouts"):
        yield f"{page}: layout {layout['id']}", None if layout["id"] in rows else "not in the table of layouts"
    for carrier in plugins("carriers"):
        row = rows.get(carrier["id"])
        wrong = "not in the table of carriers" if row is None else None
        if row is not None and ("—" not in row[3]) != carrier["writes"]:
            wrong = f"writes: {carrier['writes']}, but the table says: {row[3]}"
        for package in carrier["packages"].split() if row is not None else []:
            if package not in row[4]:
                wrong = f"the table does not name the package {package}"
        yield f"{page}: carrier {carrier['id']}", wrong


def check_fields():
    """docs/json.md names every field of the model."""
    model = text_of("include/jixiao/model.h")
    fields = model[model.index("#define JX_FIELDS"):model.index("enum jx_field {")]
    for key in re.findall(r"X\([A-Z_]+, (\w+), ", fields):
        yield f"docs/json.md: {key}", None if f"| `{key}` |" in text_of("docs/json.md") else "not in the table of fields"


def check_examples():
    """The example programs compile without a warning and do what they say."""
    folder = tempfile.mkdtemp(prefix="jixiao-examples-")
    with open(os.path.join(BUILD, "libjixiao.so"), "rb") as file:
        sanitize = ["-fsanitize=address,undefined"] if b"__asan_init" in file.read() else []
    hunan = os.path.join(TOP, "fixtures/hunan/plain/input.csv")
    runs = {"convert": [hunan, "anhui", os.path.join(folder, "out.xlsx")], "indicators": [hunan]}
    for name, arguments in runs.items():
        program = os.path.join(folder, name)
        built = subprocess.run(["cc", "-std=c11", "-Wall", "-Wextra", "-Werror", *sanitize, "-I", os.path.join(TOP, "include"),
                                os.path.join(TOP, "examples/library", name + ".c"), "-o", program, "-L", BUILD,
                                "-ljixiao", "-Wl,-rpath," + BUILD], capture_output=True, text=True)
        yield f"examples/library/{name}.c compiles", built.stderr if built.returncode else None
        if built.returncode:
            continue
        env = dict(environment("en"), JIXIAO_PLUGIN_PATH=os.path.join(BUILD, "plugins"))
        ran = subprocess.run([program, *arguments], capture_output=True, text=True, env=env)
        yield f"examples/library/{name}.c runs", ran.stderr if ran.returncode else None
        if name == "indicators":
            yield "it prints all indicators", None if len(ran.stdout.splitlines()) == 10 else ran.stdout
        else:
            yield "it writes a workbook", None if os.path.exists(arguments[2]) else "no file"
            failed = subprocess.run([program, "/dev/null", "anhui", os.path.join(folder, "no.xlsx")],
                                    capture_output=True, text=True, env=env)
            wrong = failed.returncode != 1 or os.path.exists(os.path.join(folder, "no.xlsx"))
            yield "it writes nothing where nothing was read", "it did" if wrong else None
    shutil.rmtree(folder, ignore_errors=True)


HEADERS = sorted(os.path.basename(path) for path in glob.glob(os.path.join(TOP, "include/jixiao/*.h")))


def check_headers():
    """Every public header stands alone, in C and in C++, and what it declares has the names of C."""
    folder = tempfile.mkdtemp(prefix="jixiao-headers-")
    for name in HEADERS:
        said = text_of("include/jixiao/" + name)
        declares = re.search(r"^(JX_API|struct|enum) ", said, re.M)
        guarded = said.count('extern "C" {') == 1 and said.count("#ifdef __cplusplus") == 2
        yield f"include/jixiao/{name}: guards for C++", None if guarded or not declares else "it has none"
        source = os.path.join(folder, "alone.c")
        with open(source, "w", encoding="utf-8") as file:
            file.write(f"#include <jixiao/{name}>\nint main(void) {{ return 0; }}\n")
        built = subprocess.run(["cc", "-std=c11", "-Wall", "-Wextra", "-Wstrict-prototypes", "-Werror", "-fsyntax-only",
                                "-I", os.path.join(TOP, "include"), source], capture_output=True, text=True)
        yield f"include/jixiao/{name}: stands alone", built.stderr if built.returncode else None
    for fault in check_cplusplus(folder):
        yield fault
    shutil.rmtree(folder, ignore_errors=True)


def check_cplusplus(folder):
    """A program in C++ that includes them all and calls the library; where there is no compiler for it, the guards are all there is."""
    if not shutil.which("g++"):
        return
    source, program = os.path.join(folder, "all.cpp"), os.path.join(folder, "all")
    with open(source, "w", encoding="utf-8") as file:
        for name in HEADERS:
            file.write(f"#include <jixiao/{name}>\n")
        file.write("int main() { return jx_version_number() == JX_VERSION_NUMBER && jx_map_of && jx_convert ? 0 : 1; }\n")
    with open(os.path.join(BUILD, "libjixiao.so"), "rb") as file:
        sanitize = ["-fsanitize=address,undefined"] if b"__asan_init" in file.read() else []
    built = subprocess.run(["g++", "-std=c++11", "-Wall", "-Wextra", "-Werror", "-Wno-address", "-Wno-nonnull-compare", *sanitize,
                            "-I", os.path.join(TOP, "include"), source, "-o", program, "-L", BUILD, "-ljixiao",
                            "-Wl,-rpath," + BUILD], capture_output=True, text=True)
    yield "a program in C++ compiles and links", built.stderr if built.returncode else None
    if built.returncode == 0:
        yield "a program in C++ runs", None if subprocess.run([program]).returncode == 0 else "another version"


def check_manual(page):
    """The page has no fault that man would show, and names every command and option there is."""
    if shutil.which("groff"):
        done = subprocess.run(["groff", "-man", "-Tutf8", "-K", "utf8", "-ww", "-z", os.path.join(TOP, page)], capture_output=True, text=True)
        yield f"{page}: groff", done.stderr or None
    options, commands = known_options()
    text = text_of(page).replace("\\-", "-")
    for option in sorted(options):
        yield f"{page}: {option}", None if option in text else "the manual does not name it"
    for command in set(commands) - {"help"}:
        yield f"{page}: {command}", None if re.search(r"^\.SS.*\b" + re.escape(command), text, re.M) else "no section"


def check_lint_words():
    """Every fault that the lint of layouts can find is said in Chinese, too."""
    known = text_of("core/form/lint_words.c")
    faults = re.compile(r'jx_lint_fault\(\s*(?:\w+->)?lint,\s*("(?:[^"\\]|\\.)*")')
    for path in ("core/form/lint.c", "core/form/compile.c"):
        for fault in faults.findall(text_of(path)):
            yield f"{path}: {fault}", None if "{" + fault + "," in known else "core/form/lint_words.c lacks its Chinese"


def main():
    passed = failed = 0
    codes, (options, commands) = known_codes(), known_options()
    checks = [check_examples(), check_headers(), check_fields(), check_lint_words()]
    for page in PAGES:
        checks += [check_blocks(page), check_links(page), check_paths(page)]
        # What runs on a cluster has options of its own.
        if page != "docs/cluster.md":
            checks.append(check_words(page, codes, options, commands))
    checks += [check_tables(page) for page in PAGES[:2]]
    for page in MANUALS:
        checks += [check_manual(page), check_words(page, codes, options, commands)]
    for check in checks:
        for what, wrong in check:
            passed += wrong is None
            failed += wrong is not None
            if wrong is not None:
                print(f"not ok {what}: {wrong}")
    print(f"{passed} passed, {failed} failed")
    return failed != 0


sys.exit(main())
