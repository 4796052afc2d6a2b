#!/usr/bin/env python3
"""Makes the PDF files that a unit test cannot write by itself: encrypted ones (needs qpdf) and one that unpacks to 2 GB."""
import os
import subprocess
import tempfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
CONTENT = (b"50 160 m 250 160 l S 50 60 m 250 60 l S 50 160 m 50 60 l S 250 160 m 250 60 l S 50 110 m 250 110 l S "
           b"150 160 m 150 60 l S BT /A 10 Tf 60 130 Td (a) Tj 100 0 Td (b) Tj -100 -50 Td (c) Tj 100 0 Td (d) Tj ET")


def save(path, content, filters=b""):
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</A<</Type/Font"
               b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
               b"<</Length %d%s>>stream\n" % (len(content), filters) + content + b"\nendstream"]
    data, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(data)
    data += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    data += b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % table
    with open(path, "wb") as file:
        file.write(data)


def bomb():
    packer, packed = zlib.compressobj(9), b""
    for _ in range(2000):
        packed += packer.compress(b" " * (1 << 20))
    return zlib.compress(packed + packer.flush(), 9)


with tempfile.TemporaryDirectory() as folder:
    plain = os.path.join(folder, "plain.pdf")
    save(plain, CONTENT)
    for name, user in (("pdf-password", "secret"), ("pdf-owner-password", "")):
        subprocess.run(["qpdf", "--static-id", "--encrypt", user, "owner", "256", "--", plain,
                        os.path.join(HERE, name + ".pdf")], check=True)
save(os.path.join(HERE, "pdf-bomb.pdf"), bomb(), b"/Filter[/FlateDecode/FlateDecode]")
