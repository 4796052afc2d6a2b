"""Tests of the program: plugins that are found, and those that are not."""
import json
import os
import shutil

from box import BUILD, HUNAN, PROGRAM, expect

# --- plugins -----------------------------------------------------------------------------------------------------------


def test_plugins(box):
    expect(box.run("plugins"), 0, out="hunan")
    verbose = box.run("plugins", "-v")
    expect(verbose, 0, out=os.path.join(BUILD, "plugins"))
    expect(box.run("plugins", "--lint"), 0, out="0 faulty")
    listed = json.loads(box.run("plugins", "--json").out)
    assert {"hunan", "json", "csv", "xlsx"} <= {plugin["id"] for plugin in listed["plugins"]}
    assert not any(plugin["reason"] for plugin in listed["plugins"])


def test_a_bad_plugin_is_a_warning(box):
    os.makedirs(box.at("p/layouts"))
    os.makedirs(box.at("p/carriers"))
    box.write("p/layouts/broken.so", "no plugin at all, just words that go on for longer than a header would be")
    box.write("p/carriers/worse.so", b"\x7fELF")
    env = {"JIXIAO_PLUGIN_PATH": box.at("p")}
    expect(box.run("convert", "-t", "anhui", "-o", "x.csv", HUNAN, env=env), 0, "warning P", "broken.so")
    expect(box.run("layouts", env={**env, "JIXIAO_LANG": "zh"}), 0, "警告 P", "broken.so", out="hunan")
    expect(box.run("plugins", "-v", env=env), 0, "broken.so", "worse.so", out="refused")
    expect(box.run("plugins", "--lint", env=env), 1, out="2 faulty")
    expect(box.run("plugins", "--lint", "--json", env=env), 1)
    assert box.run("plugins", "-v", env=env).out.index(box.at("p")) < box.run("plugins", "-v", env=env).out.index(BUILD)


def test_the_same_layout_twice(box):
    os.makedirs(box.at("p/layouts"))
    shutil.copy(os.path.join(BUILD, "plugins/layouts/hunan.so"), box.at("p/layouts/mine.so"))
    result = box.run("layouts", env={"JIXIAO_PLUGIN_PATH": box.at("p")})
    expect(result, 0, "P004", "mine.so", os.path.join(BUILD, "plugins/layouts/hunan.so"), out="hunan")
    assert result.out.count("hunan") == 1


def test_without_any_layout(box):
    os.makedirs(box.at("plugins"))
    shutil.copy(PROGRAM, box.at("jixiao"))
    for name in os.listdir(BUILD):
        if name.startswith("libjixiao.so"):
            shutil.copy(os.path.join(BUILD, name), box.at(name))
    alone = box.at("jixiao")
    for arguments in (["layouts"], ["inspect", HUNAN], ["convert", "-t", "anhui", HUNAN]):
        expect(box.run(*arguments, program=alone), 5, "P006", box.at("plugins"))
    expect(box.run("plugins", "-v", program=alone), 0, "P006", out="json")
    expect(box.run("--help", program=alone), 0)
    expect(box.run("layouts", program=alone, env={"JIXIAO_PLUGIN_PATH": os.path.join(BUILD, "plugins")}), 0, out="hunan")
