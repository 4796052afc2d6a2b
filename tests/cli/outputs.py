"""Tests of the program: files that are written, and what else may be there."""
import json
import os
import re
import resource
import signal
import stat
import subprocess
import time

from box import HUNAN, PROGRAM, expect

# --- files that are written --------------------------------------------------------------------------------------------


def test_names_of_outputs(box):
    box.copy(HUNAN, "路.2024.csv")
    box.copy(HUNAN, "noending")
    os.mkdir(box.at("there"))
    for arguments, name in (
        (["路.2024.csv"], "路.2024-anhui.xlsx"),
        (["noending"], "noending-anhui.xlsx"),
        (["-o", "there", "路.2024.csv"], "there/路.2024-anhui.xlsx"),
        (["-o", "new/deep/", "路.2024.csv"], "new/deep/路.2024-anhui.xlsx"),
        (["-o", "there/", "--to-carrier", "csv", "路.2024.csv"], "there/路.2024-anhui.csv"),
        (["-o", "x.CSV", "路.2024.csv"], "x.CSV"),
        (["-o", "y.json", "路.2024.csv"], "y.json"),
        (["-o", "z.dat", "--to-carrier", "csv", "路.2024.csv"], "z.dat"),
    ):
        result = box.run("convert", "-t", "anhui", *arguments)
        expect(result, 0, f"{name}: 1 form, ")
        assert os.path.getsize(box.at(name)) > 100, name
    expect(box.run("convert", "-t", "json", "-o", "there/", "路.2024.csv"), 0)
    assert json.loads(box.read("there/路.2024.json"))["forms"]
    assert json.loads(box.read("y.json"))["forms"]


def test_the_last_line_counts(box):
    result = box.run("convert", "-t", "anhui", "-o", "x.csv", HUNAN)
    expect(result, 0)
    assert re.fullmatch(r"x\.csv: 1 form, \d+ indicators; \d+ without a place", result.err.splitlines()[-1]), result.err
    result = box.run("convert", "-t", "anhui", "-o", "y.csv", "--lang", "zh", HUNAN)
    assert re.fullmatch(r"y\.csv：1 张表，\d+ 个指标；放不下 \d+ 项", result.err.splitlines()[-1]), result.err
    result = box.run("convert", "-t", "hunan", "-o", "z.csv", HUNAN)
    assert re.fullmatch(r"z\.csv: 1 form, \d+ indicators", result.err.splitlines()[-1]), result.err


def test_nothing_is_overwritten_without_force(box):
    box.write("x.csv", "mine")
    for language, code in (("en", "error S003"), ("zh", "错误 S003")):
        expect(box.run("convert", "-t", "anhui", "-o", "x.csv", HUNAN, env={"JIXIAO_LANG": language}), 7, code, "--force")
    assert box.read("x.csv") == b"mine"
    os.chmod(box.at("x.csv"), 0o640)
    expect(box.run("convert", "-t", "anhui", "-o", "x.csv", "--force", HUNAN), 0)
    assert len(box.read("x.csv")) > 100
    assert stat.S_IMODE(os.stat(box.at("x.csv")).st_mode) == 0o640
    expect(box.run("convert", "-t", "anhui", "-o", "new.csv", HUNAN, preexec_fn=lambda: os.umask(0o027)), 0)
    assert stat.S_IMODE(os.stat(box.at("new.csv")).st_mode) == 0o640
    assert box.names() == ["new.csv", "x.csv"]


def test_a_file_that_comes_to_be_meanwhile_stays(box):
    child = subprocess.Popen([PROGRAM, "convert", "-t", "anhui", "-o", "x.csv", "-"], cwd=box.path,
                             stdin=subprocess.PIPE, stderr=subprocess.PIPE, env={"LC_ALL": "C"})
    time.sleep(0.5)  # by now it has seen that there is no x.csv, and waits for its input
    box.write("x.csv", "mine")
    with open(HUNAN, "rb") as file:
        said = child.communicate(file.read(), timeout=600)[1]
    assert child.returncode == 7 and b"S003" in said, said
    assert box.names() == ["x.csv"] and box.read("x.csv") == b"mine"


def test_a_file_that_is_open_elsewhere_stays(box):
    for lock in (".~lock.x.xlsx#", "~$x.xlsx"):
        box.write(lock, "")
        for force in ([], ["--force"]):
            expect(box.run("convert", "-t", "anhui", "-o", "x.xlsx", *force, HUNAN), 7, "S031", lock)
        os.unlink(box.at(lock))
    assert box.names() == []


def test_a_link_is_followed(box):
    os.mkdir(box.at("real"))
    box.write("real/x.csv", "mine")
    os.symlink("real/x.csv", box.at("link.csv"))
    expect(box.run("convert", "-t", "anhui", "-o", "link.csv", HUNAN), 7, "S003")
    expect(box.run("convert", "-t", "anhui", "-o", "link.csv", "--force", HUNAN), 0)
    assert os.path.islink(box.at("link.csv")) and len(box.read("real/x.csv")) > 100
    assert os.listdir(box.at("real")) == ["x.csv"]


def test_inputs_are_never_overwritten(box):
    box.copy(HUNAN, "in.csv")
    os.link(box.at("in.csv"), box.at("hard.csv"))
    os.symlink("in.csv", box.at("soft.csv"))
    before = box.read("in.csv")
    for output in ("in.csv", "./in.csv", "hard.csv", "soft.csv"):
        for force in ([], ["--force"]):
            expect(box.run("convert", "-t", "anhui", "-o", output, *force, "in.csv"), 7, "S004")
    box.copy(HUNAN, "x-anhui.xlsx")
    box.copy(HUNAN, "x.csv")
    expect(box.run("convert", "-t", "anhui", "-o", "./", "--force", "x.csv", "x-anhui.xlsx"), 1, "S004")
    assert box.read("in.csv") == before and box.read("x-anhui.xlsx") == before


def test_folders_that_cannot_be_written(box):
    box.write("file", "x")
    for output, code in (("file/x.csv", "S002"), ("file/", "S005"), ("nowhere/x.csv", "S030"),
                         ("file/deep/", "S005"), ("n" * 250 + "/" + "n" * 300 + ".csv", "S030"),
                         ("/proc/nothing/x.csv", "S030")):
        for language in ("en", "zh"):
            expect(box.run("convert", "-t", "anhui", "-o", output, HUNAN, env={"JIXIAO_LANG": language}), 5, code)
    os.mkdir(box.at("dir.csv"))
    os.mkdir(box.at("in-anhui.xlsx"))
    box.copy(HUNAN, "in.csv")
    expect(box.run("convert", "-t", "anhui", "in.csv"), 5, "S002", "folder")
    assert box.names() == ["dir.csv", "file", "in-anhui.xlsx", "in.csv"]


def test_what_cannot_be_written_says_what_to_do(box):
    name = "道" * 82 + ".csv"
    box.copy(HUNAN, name)
    for language, words in (("en", "shorter name with -o"), ("zh", "用 -o 起一个短一些的名称")):
        expect(box.run("convert", "-t", "anhui", name, env={"JIXIAO_LANG": language}), 5, "S002", words)
    expect(box.run("convert", "-t", "anhui", name, "-o", "x.csv"), 0)


def test_a_disk_that_fills_up_leaves_nothing(box):
    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    box.write("x.csv", "mine")
    expect(box.run("convert", "-t", "anhui", "-o", "new.csv", HUNAN, preexec_fn=small), 5, "S002")
    expect(box.run("convert", "-t", "anhui", "-o", "x.csv", "--force", HUNAN, preexec_fn=small), 5, "S002")
    assert box.names() == ["x.csv"] and box.read("x.csv") == b"mine"


def test_a_signal_leaves_nothing(box):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # In the background of a shell Ctrl-C is ignored, under nohup a terminal's end; what is ignored is inherited.
        child = subprocess.Popen([PROGRAM, "convert", "-t", "anhui", "-o", "x.csv", "-"], cwd=box.path,
                                 stdin=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                 preexec_fn=lambda: signal.signal(number, signal.SIG_DFL))
        child.stdin.write(b"a,b\n")
        child.stdin.flush()
        time.sleep(0.2)
        child.send_signal(number)
        assert child.wait(timeout=600) == -number
        child.stdin.close()
    assert box.names() == []


def test_typefaces_are_found_in_the_sandbox(box):
    result = box.run("convert", "-t", "hunan", "-o", "x.pdf", HUNAN)
    if result.code == 2:
        return  # built without what writes PDF files
    assert "Fontconfig" not in result.err, result.err


def test_long_texts_come_back_from_paper_in_one_piece(box):
    """Wherever a line ends that was full: within quotes that keep words together, before an item of a text that runs on."""
    with open(HUNAN) as file:
        table = file.read()
    old = next(line.split(",")[1] for line in table.splitlines() if line.startswith("本年度绩效目标"))
    items = "排查全乡塘坝，按“一塘一策”加固；（二）做到“早巡查、早除险”≥80%，水温≤25℃；（三）修建3.6公里渠道，惠及1,200户；"
    for shift in range(0, 24, 3):
        goal = "（一）" + "认真" * shift + items * 2
        with open(box.at("long.csv"), "w") as file:
            file.write(table.replace(old, '"%s"' % goal))
        result = box.run("convert", "--force", "-t", "hunan", "-o", "x.pdf", "long.csv")
        if result.code == 2:
            return  # built without what writes PDF files
        fields = json.loads(box.run("inspect", "--json", "x.pdf").out)["forms"][0]["fields"]
        assert fields["goal_annual"]["value"] == goal, fields["goal_annual"]
