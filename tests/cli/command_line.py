"""Tests of the program: what is wrong with a command line, help, and the language."""
import re

from box import ANHUI, CHINESE, COMMANDS, HUNAN, expect

# --- the command line --------------------------------------------------------------------------------------------------

# arguments, then what must be said; all of them end with 2 and leave nothing on the disk
WRONG = [
    ([], ["usage: jixiao"]),
    (["transmogrify"], ["U005", "transmogrify"]),
    ([HUNAN], ["U020", "jixiao inspect"]),
    (["help", "transmogrify"], ["U005"]),
    (["convert"], ["U006"]),
    (["inspect"], ["U006"]),
    (["detect", HUNAN, HUNAN], ["U007"]),
    (["layouts", HUNAN], ["U007"]),
    (["inspect", "--sideways", HUNAN], ["U002", "--sideways"]),
    (["inspect", "-Z", HUNAN], ["U002", "-Z"]),
    (["inspect", "-t", "anhui", HUNAN], ["U002", "-t"]),
    (["detect", "--force", HUNAN], ["U002", "--force"]),
    (["inspect", "--max-", "5", HUNAN], ["U002", "--max-"]),
    (["convert", "-t", "anhui", "--force=yes", HUNAN], ["U018", "--force"]),
    (["convert", HUNAN, "-t"], ["U003", "-t"]),
    (["convert", HUNAN, "--to"], ["U003", "--to"]),
    (["inspect", "--max-rows", "0", HUNAN], ["U004", "--max-rows"]),
    (["inspect", "--max-rows=-5", HUNAN], ["U004", "--max-rows"]),
    (["inspect", "--max-rows=12x", HUNAN], ["U004"]),
    (["inspect", "--max-rows=99999999999999999999", HUNAN], ["U004"]),
    (["inspect", "--max-bytes=17179869184G", HUNAN], ["U004"]),
    (["inspect", "--max-bytes=1KB", HUNAN], ["U004"]),
    (["inspect", "--max-time", "soon", HUNAN], ["U004", "--max-time"]),
    (["inspect", "--max-time", "0", HUNAN], ["U004"]),
    (["inspect", "--max-time", "1.2345", HUNAN], ["U004"]),
    (["inspect", "--encoding", "", HUNAN], ["U004", "--encoding"]),
    (["inspect", "--lang", "fr", HUNAN], ["U004", "--lang"]),
    (["convert", HUNAN], ["U008", "-t", "anhui"]),
    (["plan", HUNAN], ["U008"]),
    (["convert", "-t", "atlantis", HUNAN], ["P007", "atlantis", "hunan"]),
    (["convert", "-f", "atlantis", "-t", "anhui", HUNAN], ["P007", "atlantis"]),
    (["convert", "-f", "json", "-t", "anhui", HUNAN], ["U016"]),
    (["inspect", "-f", "atlantis", HUNAN], ["P007"]),
    (["plan", "-t", "atlantis", HUNAN], ["P007"]),
    (["convert", "-t", "anhui", "-o", "noending", HUNAN], ["U009", "noending"]),
    (["convert", "-t", "anhui", "-o", ".hidden", HUNAN], ["U009"]),
    (["convert", "-t", "anhui", "-o", "dir.d/noending", HUNAN], ["U009"]),
    (["convert", "-t", "anhui", "-o", "x.docx7", HUNAN], ["F015", "docx7", "xlsx"]),
    (["convert", "-t", "anhui", "--to-carrier", "a-very-long-carrier-name", HUNAN], ["F015"]),
    (["convert", "-t", "json", "-o", "x.xlsx", HUNAN], ["U017"]),
    (["convert", "-t", "anhui", "--split", "-o", "one.xlsx", HUNAN, ANHUI], ["U010", "one.xlsx"]),
    (["convert", "-t", "anhui", "--split", "-o", "-", HUNAN], ["U011"]),
    (["convert", "-t", "anhui", "-o", "d/", "-", "-"], ["U014"]),
    (["convert", "-t", "anhui", "-o", "x.csv", "--out-encoding", "klingon", HUNAN], ["F006", "klingon"]),
    (["inspect", "--encoding", "klingon", HUNAN], ["F006", "klingon"]),
    (["convert", "-t", "anhui", "-o", "x.csv", "--carry", HUNAN], ["L010", "csv", "xlsx"]),
    (["convert", "-t", "anhui", "--set", HUNAN], ["U006"]),
    (["convert", "-t", "anhui", "--set", "words", HUNAN], ["U060", "words"]),
    (["convert", "-t", "anhui", "--set", "=words", HUNAN], ["U060"]),
    (["convert", "-t", "anhui", "--set", b"phone=\xff", HUNAN], ["U060"]),
    (["convert", "-t", "anhui", "--set", "zzz=1", HUNAN], ["U061", "zzz"]),
    (["convert", "-t", "anhui", "--set", "prepare=1", HUNAN], ["U062", "preparer", "prepared_on"]),
    (["convert", "-t", "anhui", "--set", "填表=1", HUNAN], ["U062", "preparer (填表人)"]),
    (["convert", "-t", "anhui", "--set", "phone=", HUNAN], ["U063", "phone"]),
    (["convert", "-t", "anhui", "--set", "year=24", HUNAN], ["U063", "four digits"]),
    (["convert", "-t", "hunan", "--set", "填报日期=2024-13-45", HUNAN], ["U063", "2024-06-30"]),
    (["convert", "-t", "hunan", "--set", "填报日期=20240631", HUNAN], ["U063", "2024-06-30"]),
    (["convert", "-t", "hunan", "--set", "填报日期=明天", HUNAN], ["U063", "2024-06-30"]),
    (["convert", "-t", "hunan", "--to-carrier", ".zzz", HUNAN], ["F015", " .zzz "]),
    (["convert", "-t", "anhui", "--set", "fund_total=much", HUNAN], ["U063", "万元"]),
    (["convert", "-t", "anhui", "--set", "project_code=a b/c", HUNAN], ["U063", "hyphens"]),
    (["convert", "-t", "anhui", "--set", "phone=1", "--set", "联系电话=2", HUNAN], ["U064"]),
    (["convert", "-t", "anhui", "--set", "money_unit=元", HUNAN], ["U065"]),
    (["plan", "-t", "anhui", "--set", "zzz=1", HUNAN], ["U061"]),
    (["plan", "-t", "anhui", "--defaults", "-", "-"], ["U014"]),
]


def test_wrong_command_lines(box):
    for arguments, said in WRONG:
        result = box.run(*arguments)
        expect(result, 2, *said)
        assert not result.out, f"{arguments}: nothing belongs on stdout"
        assert box.names() == [], f"{arguments} left {box.names()}"


def test_wrong_command_lines_in_chinese(box):
    for arguments, _ in WRONG:
        result = box.run(*arguments, env={"LC_ALL": "zh_CN.UTF-8"})
        expect(result, 2)
        assert CHINESE.search(result.err), f"{arguments}: {result.err}"


def test_source_date_epoch(box):
    for bad in ("", "-1", "12x", " 1", "1.5", "253402300800", "99999999999999999999999"):
        expect(box.run("convert", "-t", "anhui", HUNAN, env={"SOURCE_DATE_EPOCH": bad}), 2, "U013")
    assert box.names() == []
    for name in ("a.xlsx", "b.xlsx"):
        expect(box.run("convert", "-t", "anhui", "-o", name, HUNAN, env={"SOURCE_DATE_EPOCH": "1700000000"}), 0)
    assert box.read("a.xlsx") == box.read("b.xlsx")
    expect(box.run("convert", "-t", "anhui", "-o", "c.xlsx", HUNAN, env={"SOURCE_DATE_EPOCH": "1800000000"}), 0)
    assert box.read("a.xlsx") != box.read("c.xlsx")


def test_options_stand_anywhere_and_two_dashes_end_them(box):
    box.copy(HUNAN, "-t.csv")
    expect(box.run("convert", HUNAN, "-oa.csv", "--to=anhui"), 0)
    expect(box.run("convert", "-t", "anhui", "-o", "b.csv", "--", "-t.csv"), 0)
    assert box.read("a.csv") == box.read("b.csv")


# --- help and language -------------------------------------------------------------------------------------------------


def test_help_and_version(box):
    for arguments in (["--help"], ["-h"], ["help"]):
        result = box.run(*arguments)
        expect(result, 0, out="convert")
        assert not CHINESE.search(result.out) and not result.err
    for command in COMMANDS:
        first = box.run("help", command)
        expect(first, 0, out=f"jixiao {command}")
        assert box.run(command, "--help").out == first.out
        assert "--help" in first.out and "--lang" in first.out
    expect(box.run("--version"), 0, out="jixiao 0.")
    expect(box.run("inspect", "--version"), 0, out="jixiao 0.")


def test_help_in_chinese_has_the_same_options(box):
    option = re.compile(r"^ +(?:-\w, )?(--[a-z-]+)", re.M)
    for command in COMMANDS:
        english = box.run(command, "--help").out
        chinese = box.run(command, "--help", "--lang", "zh").out
        assert option.findall(english) == option.findall(chinese) != [], command
        assert not CHINESE.search(english), command
        assert len(CHINESE.findall(chinese)) > 60, command
        # Whatever the help names, the command takes.
        for name in option.findall(english):
            takes_value = re.search(f"{name} [^ ]", english)
            result = box.run(command, name + "=x" if takes_value else name, "--help")
            assert "U002" not in result.err, f"{command} {name}: {result.err}"


# what is set, what is expected; later rows try what outranks what
LANGUAGES = [
    ({"LC_ALL": "zh_CN.UTF-8"}, "zh"),
    ({"LC_ALL": "zh_TW"}, "zh"),
    ({"LC_ALL": "", "LC_MESSAGES": "zh_CN.GB18030"}, "zh"),
    ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh"),
    ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
    ({"LC_ALL": "", "LC_MESSAGES": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
    ({"LC_ALL": ""}, "en"),
    ({"LC_ALL": "de_DE.UTF-8"}, "en"),
    ({"LC_ALL": "zh_CN.UTF-8", "JIXIAO_LANG": "en"}, "en"),
    ({"LC_ALL": "C", "JIXIAO_LANG": "zh"}, "zh"),
    ({"LC_ALL": "C", "JIXIAO_LANG": "nonsense"}, "en"),
]


def test_languages(box):
    for env, language in LANGUAGES:
        result = box.run("inspect", "nowhere.csv", env=env)
        expect(result, 3, "错误 F001" if language == "zh" else "error F001")
        result = box.run("inspect", "nowhere.csv", "--lang", "zh" if language == "en" else "en", env=env)
        expect(result, 3, "error F001" if language == "zh" else "错误 F001")
    expect(box.run("--lang", "zh", "inspect", "nowhere.csv"), 3, "文件不存在")
    expect(box.run("inspect", "nowhere.csv", "--lang=zh"), 3, "nowhere.csv: 错误 F001 ")
    expect(box.run("inspect", "nowhere.csv"), 3, "nowhere.csv: error F001: ")
