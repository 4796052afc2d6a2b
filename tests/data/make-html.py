#!/usr/bin/python3
"""Makes the web pages html-*.htm beside this file: one invented table as Excel, WPS, Word, a bureau's site and a system's
"export to Excel" write it. The .txt beside each says how it reads."""
import os

HERE = os.path.dirname(os.path.abspath(__file__))

# (text, rows, columns) of each cell, row by row; what lies under a span is left out.
FORM = [
    [("2024年项目支出绩效目标表", 1, 6)],
    [("填报单位：云溪县交通运输局", 1, 4), ("单位：万元", 1, 2)],
    [("项目支出名称", 1, 1), ("农村公路养护经费", 1, 2), ("预算部门", 1, 1), ("云溪县交通运输局", 1, 2)],
    [("年度本级预算金额", 1, 1), ("1,280.00", 1, 2), ("该项目支出上级资金", 1, 1), ("", 1, 2)],
    [("项目支出实施期", 1, 1), ("2024年1月-12月", 1, 5)],
    [("实施期绩效目标", 1, 1), ("保持路况良好 方便群众出行", 1, 5)],
    [("本年度绩效目标", 1, 1), ("1.完成86公里农村公路日常养护；\n2.新增护栏≥1200米。", 1, 5)],
    [("本年度绩效指标", 5, 1), ("一级指标", 1, 1), ("二级指标", 1, 1), ("三级指标", 1, 1), ("指标值及单位", 1, 1),
     ("绩效标准", 1, 1)],
    [("产出指标", 2, 1), ("数量指标", 1, 1), ("养护农村公路里程", 1, 1), ("≥86公里", 1, 1), ("计划标准", 1, 1)],
    [("成本指标", 1, 1), ("每公里养护成本", 1, 1), ("≤1.49万元/公里", 1, 1), ("历史标准", 1, 1)],
    [("效益指标", 1, 1), ("社会效益指标", 1, 1), ("群众出行条件", 1, 1), ("明显改善", 1, 1), ("", 1, 1)],
    [("满意度指标", 1, 1), ("服务对象满意度指标", 1, 1), ("沿线群众满意度", 1, 1), ("≥90%", 1, 1), ("历史标准", 1, 1)],
    [("填表人：林一舟    联系电话：0000-6100021", 1, 6)],
]


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("  ", " &nbsp;")


def spans(rows, columns):
    return (f" rowspan={rows}" if rows > 1 else "") + (f" colspan={columns}" if columns > 1 else "")


def excel():
    """Saved as a web page by Excel: sheet names in a comment, x:num, a last row that only holds widths."""
    yield ('<html xmlns:o="urn:schemas-microsoft-com:office:office"\nxmlns:x="urn:schemas-microsoft-com:office:excel"\n'
           'xmlns="http://www.w3.org/TR/REC-html40">\n\n<head>\n'
           '<meta http-equiv=Content-Type content="text/html; charset=gb2312">\n'
           '<meta name=ProgId content=Excel.Sheet>\n<meta name=Generator content="Microsoft Excel 11">\n'
           '<style>\n<!--table\n\t{mso-displayed-decimal-separator:"\\.";\n\tmso-displayed-thousand-separator:"\\,";}\n'
           '.xl24\n\t{mso-style-parent:style0;\n\tmso-number-format:"\\#\\,\\#\\#0\\.00";\n\ttext-align:center;}\n-->\n</style>\n'
           '<!--[if gte mso 9]><xml>\n <x:ExcelWorkbook>\n  <x:ExcelWorksheets>\n   <x:ExcelWorksheet>\n'
           '    <x:Name>附件1</x:Name>\n    <x:WorksheetOptions>\n     <x:Selected/>\n    </x:WorksheetOptions>\n'
           '   </x:ExcelWorksheet>\n  </x:ExcelWorksheets>\n </x:ExcelWorkbook>\n</xml><![endif]-->\n</head>\n\n'
           '<body link=blue vlink=purple>\n\n'
           "<table x:str border=0 cellpadding=0 cellspacing=0 width=622 style='border-collapse:\n collapse;"
           "table-layout:fixed;width:467pt'>\n <col width=96 style='mso-width-source:userset;mso-width-alt:3072;"
           "width:72pt'>\n <col width=104 span=5 style='width:78pt'>\n")
    for row in FORM:
        yield " <tr height=28 style='mso-height-source:userset;height:21.0pt'>\n"
        for text, rows, columns in row:
            value = ' x:num="1280"' if text == "1,280.00" else ""
            height = " height=28" if rows == 1 else f" height={28 * rows}"
            words = escape(text).replace("\n", "<br>\n    ") or "　"
            yield (f"  <td{spans(rows, columns)}{height} class=xl24 width={104 * columns} style='height:21.0pt;\n"
                   f"  width:{78 * columns}pt'{value}>{words}</td>\n")
        yield " </tr>\n"
    yield (" <![if supportMisalignedColumns]>\n <tr height=0 style='display:none'>\n"
           + "".join("  <td width=104 style='width:78pt'></td>\n" for _ in range(6))
           + " </tr>\n <![endif]>\n</table>\n\n</body>\n\n</html>\n")


def wps():
    """Saved as a web page by WPS: every empty element closed, line ends with a style of their own, blanks in spans,
    words in fonts, and a last row that only holds widths and is closed where it opens."""
    yield ('<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
           'xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">\n <head>\n'
           '  <meta http-equiv="Content-Type" content="text/html; charset=gb2312"/>\n'
           '  <meta name="ProgId" content="Excel.Sheet"/>\n  <meta name="Generator" content="WPS Office ET"/>\n'
           '  <!--[if gte mso 9]>\n   <xml>\n    <o:DocumentProperties>\n     <o:Author>某</o:Author>\n'
           '    </o:DocumentProperties>\n   </xml>\n  <![endif]-->\n'
           '  <style>\n<!-- @page\n\t{margin:1.00in 0.75in 1.00in 0.75in;}\n.font6\n\t{font-family:"宋体";}\n'
           '.et3\n\t{mso-number-format:"\\#\\,\\#\\#0\\.00_ ";}\n -->\t</style>\n'
           '  <!--[if gte mso 9]>\n   <xml>\n    <x:ExcelWorkbook>\n     <x:ExcelWorksheets>\n      <x:ExcelWorksheet>\n'
           '       <x:Name>附件 1</x:Name>\n       <x:WorksheetOptions>\n        <x:Selected/>\n'
           '       </x:WorksheetOptions>\n      </x:ExcelWorksheet>\n     </x:ExcelWorksheets>\n'
           '     <x:WindowHeight>12540</x:WindowHeight>\n    </x:ExcelWorkbook>\n   </xml>\n  <![endif]-->\n </head>\n'
           ' <body link="blue" vlink="purple" class="xl65">\n'
           "  <table width=\"622.67\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" style='width:467.00pt;"
           "border-collapse:collapse;table-layout:fixed;'>\n   <col width=\"96\" class=\"xl65\" style='mso-width-source:"
           "userset;mso-width-alt:3072;'/>\n   <col width=\"104\" span=\"5\" style='width:78.00pt;'/>\n")
    for row in FORM:
        yield "   <tr height=\"28\" style='height:21.00pt;mso-height-source:userset;mso-height-alt:420;'>\n"
        for text, rows, columns in row:
            value = ' x:num="1280"' if text == "1,280.00" else " x:str" if text else ""
            words = text.replace("<", "&lt;").replace(">", "&gt;")
            words = words.replace("    ", "<span style='mso-spacerun:yes;'>&nbsp;&nbsp;&nbsp; </span>")
            words = words.replace("\n", '<br style="mso-data-placement:same-cell;"/>')
            if "：" in words:
                words = words.replace("：", '：<font class="font6">', 1) + "</font>"
            yield (f"    <td class=\"xl66\" height=\"{28 * rows}\" width=\"{104 * columns}\""
                   + (f' colspan="{columns}"' if columns > 1 else "") + (f' rowspan="{rows}"' if rows > 1 else "")
                   + f" style='height:21.00pt;border-right:none;'{value}>{words}</td>\n")
        yield "   </tr>\n"
    yield ("   <![if supportMisalignedColumns]>\n    <tr width=\"0\" style='display:none;'/>\n   <![endif]>\n"
           "  </table>\n </body>\n</html>\n")


def word():
    """Saved as a web page by Word: everything in paragraphs of spans, lines broken anywhere; the title and the
    signatures stand outside of the table."""
    def paragraph(text, align="left"):
        parts = []
        for part in escape(text).replace("\n", "\0").split("\0"):
            half = len(part) // 2 if "&" not in part else 0
            parts.append(f"<p class=MsoNormal align={align} style='text-align:{align}'><b><span\n"
                         f"style='font-size:10.5pt;font-family:宋体;mso-bidi-font-family:宋体'>{part[:half]}"
                         + ("\n" if half and not part.isascii() and ord(part[half]) > 0x2E80
                            and ord(part[half - 1]) > 0x2E80 else "")
                         + f"{part[half:]}<span lang=EN-US><o:p></o:p></span></span></b></p>")
        return "\n\n  ".join(parts)

    yield ('<html xmlns:v="urn:schemas-microsoft-com:vml"\nxmlns:o="urn:schemas-microsoft-com:office:office"\n'
           'xmlns:w="urn:schemas-microsoft-com:office:word"\nxmlns="http://www.w3.org/TR/REC-html40">\n\n<head>\n'
           '<meta http-equiv=Content-Type content="text/html; charset=unicode">\n<title>附件</title>\n'
           '<!--[if gte mso 9]><xml>\n <o:DocumentProperties>\n  <o:Author>x</o:Author>\n </o:DocumentProperties>\n'
           '</xml><![endif]-->\n<style>\n<!--\n p.MsoNormal {margin:0cm;}\n-->\n</style>\n</head>\n\n'
           "<body lang=ZH-CN style='tab-interval:21.0pt'>\n\n<div class=Section1 style='layout-grid:15.6pt'>\n\n")
    yield paragraph(FORM[0][0][0], "center") + "\n\n"
    yield paragraph("填报单位：云溪县交通运输局    单位：万元") + "\n\n"
    yield ("<div align=center>\n\n<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0 width=638\n"
           " style='width:478.5pt;border-collapse:collapse;border:none'>\n")
    for number, row in enumerate(FORM[2:-1]):
        yield f" <tr style='mso-yfti-irow:{number};height:22.0pt'>\n"
        for text, rows, columns in row:
            yield (f"  <td width=106{spans(rows, columns)} style='width:79.75pt;border:solid windowtext 1.0pt'>\n"
                   f"  {paragraph(text or '　')}\n  </td>\n")
        yield " </tr>\n"
    yield ("</table>\n\n</div>\n\n<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>\n\n"
           + paragraph(FORM[-1][0][0]) + "\n\n</div>\n\n</body>\n\n</html>\n")


def site():
    """On a bureau's site: tables lay the page out, the form is pasted into the article; tags are left open."""
    yield ('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
           '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n<HTML><HEAD>\n'
           '<TITLE>2024年项目支出绩效目标表_云溪县人民政府</TITLE>\n'
           '<META charset="utf-8">\n<script>var page = "<table><tr><td>1</td></tr></table>";</script>\n'
           '<style>.hide{display:none}</style></HEAD>\n<BODY><table width=1000 border=0><tr><td width=200>首页'
           '<br><a href="#">政务公开</a></td><td>\n<div class="article"><div class="TRS_Editor">'
           '<table cellspacing=0 style="border:none" border=1><tbody>')
    for row in FORM:
        yield "<TR>"
        for text, rows, columns in row:
            words = "<br/>".join(f"<font face=宋体>{escape(line)}" for line in text.split("\n")) or "&nbsp;"
            yield f"<TD{spans(rows, columns)} vAlign=middle><P align=center>{words}"
        yield "\n"
    yield ('</tbody></table></div></div><div style="display: none;">统计代码</div></td></tr>'
           '<tr><td colspan=2 align=center>版权所有 &copy; 云溪县</td></tr></table></BODY></HTML>\n')


def export():
    """What systems call an export to Excel: a table and no more, named .xls."""
    yield ('<table border="1"><caption></caption>\n')
    for row in FORM:
        yield "<tr>" + "".join(
            f"<td{spans(rows, columns)} style=\"vnd.ms-excel.numberformat:@\">{escape(text)}</td>".replace("\n", "<br>")
            for text, rows, columns in row) + "</tr>\n"
    yield "</table>\n"


def shown(rows):
    """The rows as the tests show a sheet: cells parted by |, 2x3 before a span of rows and columns, . under it."""
    under, lines = {}, []
    for r, row in enumerate(rows):
        line, column = [], 0
        for text, tall, wide in row:
            while (r, column) in under:
                line.append(".")
                column += 1
            number = "#" if text == "1,280.00" else ""
            line.append((f"{tall}x{wide}" if tall > 1 or wide > 1 else "") + number + text.replace("\n", "~"))
            for y in range(tall):
                for x in range(wide):
                    under[r + y, column + x] = True
            line += ["."] * (wide - 1)
            column += wide
        while (r, column) in under:
            line.append(".")
            column += 1
        lines.append("|".join(line).rstrip("|"))
    return "\n".join(lines) + "\n"


def put(name, text, encoding):
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(text.encode(encoding))


def main():
    put("html-excel.htm", "".join(excel()), "gb18030")
    put("html-wps.htm", "".join(wps()), "gb18030")
    put("html-word.htm", "".join(word()), "utf-16")
    put("html-site.htm", "".join(site()), "utf-8")
    put("html-export.xls", "".join(export()), "gb18030")
    put("html-excel.txt", "== 附件1\n" + shown(FORM), "utf-8")
    put("html-wps.txt", "== 附件 1\n" + shown(FORM), "utf-8")
    put("html-export.txt", "==\n" + shown(FORM).replace("#", ""), "utf-8")
    lines = shown(FORM).replace("#", "").split("\n")
    put("html-site.txt", "==\n首页~政务公开\n" + "\n".join(lines[:-1]) + "\n1x2版权所有 © 云溪县|.\n", "utf-8")
    put("html-word.txt", "==\n2024年项目支出绩效目标表\n填报单位：云溪县交通运输局    单位：万元\n"
        + "\n".join(lines[2:len(FORM) - 1]) + "\n填表人：林一舟    联系电话：0000-6100021\n", "utf-8")


if __name__ == "__main__":
    main()
