"""peers.py LIST: openpyxl loads and saves every file of a list (IN, CELLS, OUT on each line) in one process."""
import sys

import openpyxl

for line in open(sys.argv[1], encoding="utf-8"):
    source, _, out = line.rstrip("\n").split("\t")
    openpyxl.load_workbook(source).save(out)
