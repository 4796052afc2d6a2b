#!/usr/bin/python3
"""Makes the OpenDocument spreadsheets of this folder: LibreOffice saves the workbook of make-xlsx.py as one.

    tests/data/make-ods.py        needs soffice

The .txt is what tests/unit/test_ods.c expects to be read from both: it is written by hand, not by this. What is not
content (pictures of the first page, settings) is left out of what is kept."""
import os
import re
import subprocess
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
WHEN = (2025, 1, 1, 0, 0, 0)
KEPT = ("mimetype", "content.xml", "styles.xml", "META-INF/manifest.xml")


def saved_by_libreoffice(source, extension, path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "--headless", "-env:UserInstallation=file://" + folder + "/profile", "--convert-to",
                        extension, "--outdir", folder, source], check=True, capture_output=True)
        saved = os.path.join(folder, os.path.basename(source).replace(".xlsx", "." + extension))
        if extension == "fods":
            with open(saved, encoding="utf-8") as file:
                text = file.read()
            text = re.sub(r" *<office:(settings|scripts|font-face-decls|meta|styles|master-styles)>.*?</office:\1>\n", "", text, flags=re.S)
            text = re.sub(r' *<style:style style:name="ce.*?</style:style>\n', "", text, flags=re.S)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            return
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(path, "w") as new:
            for part in KEPT:
                info = zipfile.ZipInfo(part, WHEN)
                info.compress_type = zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED
                new.writestr(info, old.read(part))


if __name__ == "__main__":
    SOURCE = os.path.join(HERE, "xlsx-libreoffice.xlsx")
    saved_by_libreoffice(SOURCE, "ods", os.path.join(HERE, "ods-libreoffice.ods"))
    saved_by_libreoffice(SOURCE, "fods", os.path.join(HERE, "ods-flat.fods"))
