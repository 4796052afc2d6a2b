"""What the tests of the program share: a folder of its own for each test, and a way to run the program in it."""
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build")
ONLY = sys.argv[2] if len(sys.argv) > 2 else ""
PROGRAM = os.path.join(BUILD, "jixiao")
HUNAN = os.path.join(TOP, "fixtures/hunan/plain/input.csv")
ANHUI = os.path.join(TOP, "fixtures/anhui/plain/input.csv")
DEPARTMENT = os.path.join(TOP, "fixtures/hunan/department-plain")
DEPARTMENT = os.path.join(DEPARTMENT, [f for f in os.listdir(DEPARTMENT) if f.startswith("input.")][0])
FIXTURES = os.path.join(TOP, "fixtures")
TROUBLE = os.path.join(BUILD, "tests/plugins")
COMMANDS = re.findall(r"^  ([a-z-]+)  ", subprocess.run([PROGRAM, "--help"], capture_output=True, text=True).stdout, re.M)
COMMANDS.remove("help")
CHINESE = re.compile("[\u4e00-\u9fff]")


class Result:
    def __init__(self, code, out, err):
        self.code = code
        self.raw = out
        self.out = out.decode("utf-8", "replace")
        self.err = err.decode("utf-8", "replace")


class Box:
    """A folder of its own and the program to run in it. Every run is in English unless `env` says otherwise."""

    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="jixiao-cli-")

    def at(self, name):
        return os.path.join(self.path, name)

    def write(self, name, content):
        with open(self.at(name), "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return name

    def read(self, name):
        with open(self.at(name), "rb") as file:
            return file.read()

    def copy(self, source, name):
        shutil.copyfile(source, self.at(name))
        return name

    def names(self):
        return sorted(os.listdir(self.path))

    def run(self, *arguments, env=None, stdin=b"", pipe=None, program=PROGRAM, **more):
        variables = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "LD_LIBRARY_PATH"):
            if name in os.environ:
                variables[name] = os.environ[name]
        variables.update(env or {})
        more.setdefault("stdout", subprocess.PIPE)
        more.update({"stdin": pipe} if pipe else {"input": stdin})
        done = subprocess.run([program, *arguments], cwd=self.path, env=variables, stderr=subprocess.PIPE,
                              timeout=600, **more)
        return Result(done.returncode, done.stdout or b"", done.stderr)


def expect(result, code, *said, out=None):
    """The exit code; every text of `said` in the messages; nothing that smells of a crash."""
    told = f"exit {result.code}, stderr: {result.err[:1500]!r}, stdout: {result.out[:500]!r}"
    assert result.code == code, f"exit {code} expected; {told}"
    for text in said:
        assert text in result.err, f"{text!r} expected; {told}"
    if out is not None:
        assert out in result.out, f"{out!r} expected on stdout; {told}"
    assert "Sanitizer" not in result.err and "runtime error" not in result.err, told


class NoTerminal(Exception):
    """This machine has none to give (a chroot without /dev/pts): the test was not run, and does not count."""


def open_terminal():
    try:
        return pty.openpty()
    except OSError as problem:
        raise NoTerminal(problem) from problem


def model(box, *arguments):
    """What a file says, form by form, without where and how it stands there."""
    result = box.run("inspect", "--json", *arguments)
    expect(result, 0)
    forms = json.loads(result.out)["forms"]
    for form in forms:
        form["fields"] = {key: fact["value"] for key, fact in form["fields"].items()}
        for item in form["indicators"] + form["extra"]:
            item.pop("at", None)
    return forms


def fields(box, name):
    return model(box, name)[0]["fields"]
