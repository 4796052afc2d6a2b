/*
 * Every message jixiao can give: name, letter and number of its code, severity, concern, English text, Chinese text.
 *
 * Codes are stable: a number once used is never given another meaning. The concern says what the reader has to do with
 * it (enum jx_concern in diag.h): LOOK, compare with the source or act; PLACE, the other form has no such place; INFO,
 * nothing to do. %1 to %4 are replaced by the arguments. One table in both languages, instead of a catalogue beside it,
 * so that messages work on a machine with no locale installed and no text can be missing in one language.
 *
 *   F files and containers    P plugins    R reading a form    D derived, given    L losses    W writing
 *   U use of the program      S system    B batches    T filling an authority's blank
 */
#ifndef JIXIAO_MESSAGES_H
#define JIXIAO_MESSAGES_H

#ifdef __cplusplus
extern "C" {
#endif

/* clang-format off */
#define JX_MESSAGES(X) \
    X(FILE_OPEN,          'F',  1, ERROR,   LOOK,  "cannot open the file: %1", "无法打开文件：%1") \
    X(FILE_EMPTY,         'F',  2, ERROR,   LOOK,  "the file is empty (0 bytes), perhaps because copying or downloading it broke off; get it again", "文件是空的（0 字节），可能是复制或下载中断了；请重新获取") \
    X(FILE_KIND,          'F',  3, ERROR,   LOOK,  "this is no kind of file that jixiao can read (it begins with %1); save the table as .xlsx, .csv or text", "无法识别的文件类型（文件开头为 %1）；请把表格另存为 .xlsx、.csv 或文本") \
    X(FILE_LARGE,         'F',  4, ERROR,   LOOK,  "the file is larger than %1 bytes; raise the limit with --max-bytes", "文件超过 %1 字节；可用 --max-bytes 提高上限") \
    X(FILE_ENCODING,      'F',  5, ERROR,   LOOK,  "the text is not in the encoding %1 (first bad byte at offset %2); name the right one with --encoding", "文本不是 %1 编码（偏移 %2 处有无效字节）；请用 --encoding 指明编码") \
    X(FILE_ENCODING_NAME, 'F',  6, ERROR,   LOOK,  "there is no encoding called %1; usual ones are utf-8, gb18030 and utf-16", "没有名为 %1 的编码；常用的有 utf-8、gb18030、utf-16") \
    X(FILE_TIME,          'F',  7, ERROR,   LOOK,  "this file took longer than the time allowed; raise it with --max-time", "处理此文件超过了允许的时间；可用 --max-time 延长") \
    X(FILE_ROWS,          'F',  8, ERROR,   LOOK,  "more than %1 rows; raise the limit with --max-rows", "超过 %1 行；可用 --max-rows 提高上限") \
    X(FILE_COLUMNS,       'F',  9, ERROR,   LOOK,  "more than %1 columns; raise the limit with --max-columns", "超过 %1 列；可用 --max-columns 提高上限") \
    X(FILE_CELLS,         'F', 10, ERROR,   LOOK,  "more than %1 cells; raise the limit with --max-cells", "超过 %1 个单元格；可用 --max-cells 提高上限") \
    X(FILE_MERGE_AREA,    'F', 11, ERROR,   LOOK,  "the merged area %1 is too large (limit: %2 cells); unmerge it or raise the limit with --max-merge-area", "合并区域 %1 过大（上限 %2 个单元格）；请取消合并，或用 --max-merge-area 提高上限") \
    X(FILE_MERGE_OVERLAP, 'F', 12, WARNING, LOOK,  "the merged area %1 overlaps another one and is ignored", "合并区域 %1 与另一合并区域重叠，已忽略") \
    X(FILE_CANCELLED,     'F', 13, ERROR,   LOOK,  "cancelled", "已取消") \
    X(FILE_NO_READER,     'F', 14, ERROR,   LOOK,  "files of the kind %1 can be written, but not read", "%1 类文件只能写出，不能读取") \
    X(FILE_NO_WRITER,     'F', 15, ERROR,   LOOK,  "files ending in .%1 cannot be written; these can: %2", "不能写出 .%1 文件；可以写出：%2") \
    X(FILE_JSON,          'F', 16, ERROR,   LOOK,  "this JSON is not what jixiao inspect --json writes: %1", "此 JSON 不是 jixiao inspect --json 写出的内容：%1") \
    X(FILE_CHARACTER,     'F', 17, ERROR,   LOOK,  "the encoding %1 has no character for “%2”; nothing was written; choose utf-8 with --out-encoding", "编码 %1 中没有字符“%2”；未写出文件；请用 --out-encoding utf-8") \
    X(CSV_QUOTE,          'F', 30, ERROR,   LOOK,  "the quotation mark that opens on line %1, before “%2”, is never closed; add the closing mark or take this one away", "第 %1 行“%2”之前的双引号没有配对的结束引号；请补上，或删去这个引号") \
    X(TEXT_NUL,           'F', 31, ERROR,   LOOK,  "the text holds a NUL character, so it is damaged or no text; save it again as text in UTF-8", "文本中有空字符（NUL），文件已损坏或不是文本；请重新以 UTF-8 编码另存为文本") \
    X(CSV_FORMULA,        'F', 32, WARNING, LOOK,  "spreadsheet programs will calculate this text as a formula when they open the CSV: %1; write .xlsx instead", "表格软件打开 CSV 时会把此处文字当作公式计算：%1；建议改为输出 .xlsx") \
    X(CSV_RUNAWAY,        'F', 33, WARNING, LOOK,  "the quoted text that opens on line %1, “%2”, runs over several lines and has more text behind its closing mark; a quotation mark is probably missing there, or one too many", "第 %1 行起的引号内文字“%2”跨越多行，结束引号后还有文字；该处可能缺少或多出一个引号") \
    X(TEXT_MENDED,        'F', 110, WARNING, LOOK, "%1 place(s) in the text are no characters of %2 (the first on this line); they are read as �: look for it in the result, and correct the source", "文本中有 %1 处不是 %2 字符（第一处在此行），已读作 �；请在结果中查找此符号并改正原文件") \
    X(SHEET_PARTLESS,     'F', 111, WARNING, LOOK, "the sheet %1 is listed in the workbook, but is not in the file; it is passed over", "工作簿中列出了工作表 %1，但文件中没有它的内容，已略过") \
    X(ROWS_HIDDEN,        'F', 112, NOTE,    LOOK, "%1 row(s) with text are hidden, the first is row %2; they are read like the others: look whether they are meant", "有 %1 个含文字的行是隐藏的（第一个是第 %2 行），仍照常读取；请核对是否需要") \
    X(COLUMNS_HIDDEN,     'F', 113, NOTE,    LOOK, "%1 column(s) with text are hidden, the first is column %2; what they say counts where nothing that can be seen says it: look whether they are meant", "有 %1 个含文字的列是隐藏的（第一个是 %2 列），其内容仅在没有可见内容时采用；请核对是否需要") \
    X(STRINGS_PARTLESS,   'F', 114, WARNING, LOOK, "the workbook names a part that the file does not have (%1); cells that refer to it are read as blank", "工作簿引用的部件 %1 不在文件中；引用它的单元格按空白读取") \
    X(FILE_MODEL,         'F', 18, ERROR,   LOOK,  "this is a model in JSON: its forms name their layouts already; `inspect` shows them", "这是 JSON 模型，各表已写明布局；请用 inspect 查看") \
    X(FILE_MEMORY,        'S',  1, ERROR,   LOOK,  "out of memory", "内存不足") \
    X(FILE_WRITE,         'S',  2, ERROR,   LOOK,  "cannot write %1: %2", "无法写入 %1：%2") \
    X(FILE_EXISTS,        'S',  3, ERROR,   LOOK,  "%1 exists already; --force replaces it", "%1 已存在；用 --force 覆盖") \
    X(FILE_SAME,          'S',  4, ERROR,   LOOK,  "%1 is itself read in this run (a source, the blank, or the file of --defaults); what is read is never overwritten", "%1 本身就是本次要读取的文件（来源表、空白表或 --defaults 的文件）；读取的文件绝不会被覆盖") \
    X(APART_CRASHED,      'S', 40, ERROR,   LOOK, "this file ended the process that worked on it (%1), and nothing was written; please send the file to those who look after jixiao", "处理此文件的进程异常终止（%1），未写出任何内容；请把此文件交给 jixiao 的维护人员") \
    X(APART_TIME,         'S', 41, ERROR,   LOOK, "this file was not finished long after the time allowed, and its process was stopped; allow more with --max-time", "超过允许的时间很久仍未处理完此文件，进程已终止；可用 --max-time 延长") \
    X(APART_NONE,         'S', 42, ERROR,   LOOK, "no process could be started for the work: %1", "无法启动处理进程：%1") \
    X(SANDBOX_WHOLE,      'S', 43, NOTE,    INFO, "files are read in a sandbox (Landlock, seccomp)", "在沙箱中读取文件（Landlock、seccomp）") \
    X(SANDBOX_PART,       'S', 44, NOTE,    INFO, "this kernel, or this build, has no whole sandbox: of Landlock and seccomp there is %1", "本系统内核或本程序不支持完整的沙箱：Landlock 与 seccomp 中可用的是 %1") \
    X(FOLDER_MAKE,        'S',  5, ERROR,   LOOK,  "cannot make the folder %1: %2", "无法创建文件夹 %1：%2") \
    X(FOLDER_NONE,        'S', 30, ERROR,   LOOK,  "the folder %1 does not exist; make it first, or name another one with -o", "文件夹 %1 不存在；请先新建，或用 -o 另选一个") \
    X(FILE_IN_USE,        'S', 31, ERROR,   LOOK,  "%1 is open in another program (its lock file %2 lies beside it); close it there first, or choose another name with -o", "%1 正在其他程序中打开（旁边有锁定文件 %2）；请先在那里关闭，或用 -o 另取名称") \
    X(FILE_BEHIND_LINK,   'S', 45, NOTE,    LOOK, "%1 is a link; the file behind it was replaced: %2", "%1 是链接，被覆盖的是它指向的文件：%2") \
    X(ZIP_DAMAGED,        'F', 50, ERROR,   LOOK,  "the file is damaged or cut short (%1); open it in WPS or Office and save it again", "文件已损坏或不完整（%1）；请用 WPS 或 Office 打开后重新保存") \
    X(ZIP_BOMB,           'F', 51, ERROR,   LOOK,  "the part %1 unpacks to more than %2 bytes; raise the limit with --max-bytes", "部件 %1 解压后超过 %2 字节；可用 --max-bytes 提高上限") \
    X(ZIP_RATIO,          'F', 52, ERROR,   LOOK,  "the part %1 is packed more than %2 : 1; raise the limit with --max-ratio", "部件 %1 的压缩比超过 %2 : 1；可用 --max-ratio 提高上限") \
    X(ZIP_ENCRYPTED,      'F', 53, ERROR,   LOOK,  "the file is protected by a password; save it without one", "文件有密码保护；请取消密码后另存") \
    X(XML_DOCTYPE,        'F', 54, ERROR,   LOOK,  "the part %1 declares a document type, which no office program writes; refused", "部件 %1 含有 DOCTYPE 声明，正常的办公软件不会这样写；拒绝读取") \
    X(XML_DAMAGED,        'F', 55, ERROR,   LOOK,  "the part %1 of the file is damaged: %2 (line %3); open it in WPS or Office and save it again", "文件中的部件 %1 已损坏：%2（第 %3 行）；请用 WPS 或 Office 打开后重新保存") \
    X(XML_DEPTH,          'F', 56, ERROR,   LOOK,  "the part %1 is nested more than %2 deep; raise the limit with --max-depth", "部件 %1 嵌套超过 %2 层；可用 --max-depth 提高上限") \
    X(STRING_INDEX,       'F', 57, WARNING, LOOK,  "the cell refers to a text that the workbook does not have (number %1), and is read as blank; open the file in WPS or Excel and look", "单元格引用了工作簿中不存在的文本（编号 %1），按空白读取；请用 WPS 或 Excel 打开核对") \
    X(STRING_COUNT,       'F', 58, ERROR,   LOOK,  "more than %1 texts in the workbook; raise the limit with --max-strings", "工作簿中的文本超过 %1 条；可用 --max-strings 提高上限") \
    X(CELL_ERROR,         'F', 59, WARNING, LOOK,  "the cell holds the error %1; it is read as blank; correct it in WPS or Excel and save again", "单元格是错误值 %1，按空白读取；请在 WPS 或 Excel 中改正后重新保存") \
    X(CELL_FORMULA,       'F', 60, WARNING, LOOK,  "the formula has no stored result; open the file in WPS or Excel and save it", "公式没有保存的结果；请用 WPS 或 Excel 打开并保存") \
    X(SHEET_HIDDEN,       'F', 61, NOTE,    LOOK,  "the sheet %1 is hidden and was not read; --hidden reads it", "工作表 %1 是隐藏的，未读取；用 --hidden 读取") \
    X(SHEET_NONE,         'F', 62, ERROR,   LOOK,  "the workbook has no sheet with cells", "工作簿中没有含内容的工作表") \
    X(TEXT_LONG,          'F', 63, ERROR,   LOOK,  "the part %1 has a text of more than %2 bytes in one cell", "部件 %1 中有单元格的文本超过 %2 字节") \
    X(WORKBOOK_BINARY,    'F', 64, ERROR,   LOOK,  "this is a binary workbook (.xlsb); open it in WPS or Excel and save it as .xlsx", "这是二进制工作簿（.xlsb）；请用 WPS 或 Excel 打开并另存为 .xlsx") \
    X(SHEET_SPARSE,       'F', 65, ERROR,   LOOK,  "the sheet has cells far away from all others (%1 filled ones among %2); delete what stands far to the right or below and save it again", "工作表中有离其他内容很远的单元格（%2 个位置中只有 %1 个有内容）；请删除远处的内容后重新保存") \
    X(NUMBER_ROUNDED,     'F', 66, NOTE,    INFO,  "the cell holds %1 and shows %2 by its number format; what it shows is used", "单元格的实际值是 %1，按数字格式显示为 %2；采用显示的数值") \
    X(MERGE_HIDES,        'F', 67, WARNING, LOOK,  "the text “%1” lies hidden under the merged area %2 and is not read; unmerge the area to see it", "文字“%1”被合并区域 %2 遮住，未读取；取消合并后可见") \
    X(CELL_NARROW,        'F', 68, WARNING, LOOK,  "the cell shows only %1: its column was too narrow when the file was saved, and the value is not in the file; it is read as blank; widen the column in WPS or Excel and save again", "单元格只有 %1：保存时列宽不够，数值没有存进文件，按空白读取；请在 WPS 或 Excel 中调宽该列后重新保存") \
    X(SHEET_REPEATS,      'F', 69, ERROR,   LOOK,  "the sheet repeats the same contents in more than %1 cells; delete what was filled on beyond the table and save it again", "工作表把同样的内容重复填充到 %1 个以上的单元格；请删除表格以外多填的行、列后重新保存") \
    X(BIFF_OLD,           'F', 80, ERROR,   LOOK,  "this is a workbook of Excel 4 or older; open it in WPS or Excel and save it as .xlsx", "这是 Excel 4 或更早版本的工作簿；请用 WPS 或 Excel 打开并另存为 .xlsx") \
    X(BIFF_UNENDED,       'F', 81, WARNING, LOOK,  "the sheet has no end mark; look whether its last rows are all there", "工作表没有结束标记；请核对最后几行是否完整") \
    X(BIFF_STRINGS,       'F', 82, WARNING, LOOK,  "the workbook should have %1 texts and has %2, so it is damaged; open it in WPS or Excel and save it again", "工作簿应有 %1 条文本，实有 %2 条，文件已损坏；请用 WPS 或 Excel 打开后重新保存") \
    X(BIFF_ENCODING,      'F', 83, NOTE,    INFO,  "the workbook does not say which encoding its texts are in; read as %1; name another one with --encoding", "工作簿没有注明文字编码；按 %1 读取；可用 --encoding 指定") \
    X(NUMBERS_LONG,       'F', 84, ERROR,   LOOK,  "the number formats of the workbook turn its numbers into more than %1 bytes of text; choose shorter formats and save it again", "工作簿的数字格式使数字显示为超过 %1 字节的文字；请改用较短的数字格式后重新保存") \
    X(PAGE_DEPTH,         'F',100, ERROR,   LOOK,  "the page has more than %1 elements inside one another; open it in a browser and save the table as .xlsx, or raise the limit with --max-depth", "网页嵌套超过 %1 层；请用浏览器打开后把表格另存为 .xlsx，或用 --max-depth 提高上限") \
    X(PAGE_DAMAGED,       'F',101, ERROR,   LOOK,  "the page is damaged and cannot be read beyond line %1; save it again from a browser", "网页已损坏，第 %1 行之后无法读取；请用浏览器重新保存") \
    X(PAGE_FRAMES,        'F',102, ERROR,   LOOK,  "the page only frames other files, in which the tables stand; open one of these instead: %1", "此网页只是框架，表格在其他文件中；请改为打开：%1") \
    X(PAGE_EMPTY,         'F',103, ERROR,   LOOK,  "the page shows no text: a script may fill it in the browser; copy the table from there into .xlsx", "网页中没有文字，内容可能由脚本在浏览器中生成；请从浏览器中把表格复制到 .xlsx") \
    X(PAGE_TEXT_LONG,     'F',104, ERROR,   LOOK,  "a cell or paragraph has a text of more than %1 bytes", "有单元格或段落的文字超过 %1 字节") \
    X(PAGE_BYTES,         'F',105, WARNING, LOOK,  "%1 byte(s) of the page are no characters of %2; they are read as �: look for it in the result", "网页中有 %1 个字节不是 %2 字符，已读作 �；请在结果中查找此符号") \
    X(PAGE_ARCHIVE,       'F',106, ERROR,   LOOK,  "this is a web page in a single file (.mht, which some systems call .xls), and no table is found among its parts; open it in WPS or Excel and save it as .xlsx", "这是单一文件网页（.mht，有的系统导出时命名为 .xls），其中没有找到表格；请用 WPS 或 Excel 打开后另存为 .xlsx") \
    X(OFFICE_NONE,        'F',120, ERROR,   LOOK,  "reading this kind of file (%1) takes LibreOffice, which is not installed: apt-get install libreoffice-writer, or open it in WPS or Word and save it as .docx", "读取此类文件（%1）需要 LibreOffice，但未安装：请运行 apt-get install libreoffice-writer，或用 WPS、Word 打开后另存为 .docx") \
    X(OFFICE_REFUSED,     'F',121, ERROR,   LOOK,  "LibreOffice could not convert the file (%1): it may be damaged or have a password; open it in WPS or Word and save it as .docx", "LibreOffice 无法转换此文件（%1），可能已损坏或有密码保护；请用 WPS 或 Word 打开后另存为 .docx") \
    X(OFFICE_TIME,        'F',122, ERROR,   LOOK,  "LibreOffice took longer than %1 seconds over the file and was stopped; raise the limit with --max-time, or save the file as .docx", "LibreOffice 处理此文件超过 %1 秒，已终止；可用 --max-time 延长，或把文件另存为 .docx") \
    X(OFFICE_FOLDER,      'F',123, ERROR,   LOOK,  "no temporary folder for LibreOffice: %1 (%2); check its free space and rights, or name another one by TMPDIR", "无法为 LibreOffice 建立临时文件夹 %1（%2）；请检查剩余空间和权限，或用 TMPDIR 指定其他位置") \
    X(OFFICE_START,       'F',124, ERROR,   LOOK,  "LibreOffice (%1) cannot be started: %2", "无法启动 LibreOffice（%1）：%2") \
    X(PDF_HELPER,         'F',160, ERROR,   LOOK, "reading a PDF takes the program %1, which is not there: install libqpdf-dev (11 or newer) and build jixiao again, or save the table as .xlsx or .docx", "读取 PDF 需要程序 %1，但它不存在：请安装 libqpdf-dev（11 或更高版本）后重新编译 jixiao，或把表格另存为 .xlsx 或 .docx") \
    X(PDF_START,          'F',161, ERROR,   LOOK, "the program that reads PDF files (%1) cannot be started: %2", "无法启动读取 PDF 的程序（%1）：%2") \
    X(PDF_PASSWORD,       'F',162, ERROR,   LOOK, "the PDF has a password; open it, and save or print it as a PDF without one", "PDF 设有打开密码；请打开后另存（或打印）为没有密码的 PDF") \
    X(PDF_DAMAGED,        'F',163, ERROR,   LOOK, "the PDF is damaged: no page of it can be found; fetch or make it again", "PDF 已损坏，找不到任何页面；请重新下载或重新导出") \
    X(PDF_STOPPED,        'F',164, ERROR,   LOOK, "reading the PDF was stopped (%1): it is damaged, or unpacks to more than a table ever holds; raise the limit with --max-bytes, or make the PDF again", "读取 PDF 被中止（%1）：文件已损坏，或展开后远超一张表的内容；可用 --max-bytes 提高上限，或重新导出 PDF") \
    X(PDF_SCAN,           'F',165, ERROR,   LOOK, "the PDF is a scan: its pages (%1) are pictures without text; make text of it with an OCR program, or ask for the file it was printed from", "PDF 是扫描件：页面（%1）是没有文字的图片；请先用 OCR 软件识别成文字，或索取原始电子文件") \
    X(PDF_SCAN_PAGES,     'F',166, WARNING, LOOK, "these pages are pictures without text and were not read: %1", "以下页面是没有文字的图片，未读取：%1") \
    X(PDF_OCR,            'F',167, WARNING, LOOK, "on page %1 the text is an invisible layer over a picture, made by OCR: check what was read", "第 %1 页的文字是扫描图片上由 OCR 生成的隐形文字层，请核对读出的内容") \
    X(PDF_UNKNOWN,        'F',168, WARNING, LOOK, "on page %1 the font of %2 characters does not tell which they are (copying them would fail, too); they stand as �", "第 %1 页有 %2 个字的字体没有说明对应哪个字符（复制同样会失败），已用 � 代替") \
    X(PDF_SHAPE,          'F',169, WARNING, LOOK, "on page %1 the lines of the table make cells that are no rectangles; they were cut into rectangles: check the merged cells", "第 %1 页的表格线围出了非矩形的单元格，已切成矩形；请核对合并单元格") \
    X(PDF_LINES,          'F',170, WARNING, LOOK, "on page %1 a table has lines across only; its columns are guessed from the gaps between the words", "第 %1 页的表格只有横线，各列是按文字之间的空隙推断的，请核对") \
    X(PDF_COLOUR,         'F',171, WARNING, LOOK, "on page %1 a table has no lines; its cells are taken from its colours", "第 %1 页的表格没有线，单元格是按底色划分的，请核对") \
    X(PDF_RIVERS,         'F',172, WARNING, LOOK, "on page %1 a table has neither lines nor colours; its rows and columns are guessed from the gaps between the words", "第 %1 页的表格没有线也没有底色，行列是按文字之间的空隙推断的，请核对") \
    X(PDF_NESTED,         'F',173, WARNING, LOOK, "on page %1 a table stands in a cell of another one; its words are read as the text of that cell", "第 %1 页有表格嵌在另一表格的单元格里，其文字作为该单元格的内容读取") \
    X(PDF_CUT,            'F',174, WARNING, LOOK, "at the end of page %1 a merged cell may have been cut; the blank cell below it was left blank: check it", "第 %1 页页末可能切断了一个合并单元格，其下的空单元格按空白读取，请核对") \
    X(PDF_LIMIT,          'F',175, WARNING, LOOK, "page %1 holds more lines, characters or nested drawings than a table does and was not read whole", "第 %1 页的线条、文字或嵌套图形远超一张表的内容，未能全部读取") \
    X(PDF_DAMAGED_PAGE,   'F',176, WARNING, LOOK, "page %1 is damaged and was not read", "第 %1 页已损坏，未读取") \
    X(PDF_PAGES,          'F',177, WARNING, LOOK, "only the first %1 of %2 pages were read; split the file", "共 %2 页，只读取了前 %1 页；请拆分文件") \
    X(PDF_UNGUARDED,      'F',178, NOTE,    INFO, "this system has no seccomp filter: the PDF was read under limits of memory and time alone", "本系统不支持 seccomp 过滤：读取 PDF 时只受内存和时间限制的保护") \
    X(PDF_OVERPRINT,      'F',179, WARNING, LOOK, "on page %1 texts of a table lie over one another, for its rows were too low when it was printed; they were parted by the order in which they were painted, and some lines may not have been printed: check them", "第 %1 页的表格打印时行高不足，文字互相重叠；已按绘制顺序拆开，有的行可能没有打印出来，请核对") \
    X(PDF_HIGH,           'F',220, WARNING, LOOK, "on page %1 texts are higher than their rows (%2 cells): what stood beyond may be missing from the print, or be read in the cell below; print it again with higher rows, or check them", "第 %1 页有文字超出所在行的高度（%2 个单元格）：超出部分可能没有打印出来，或被读入相邻单元格；请加大行高后重新打印，或逐一核对") \
    X(PDF_STRIPS,         'F',221, WARNING, LOOK, "the table on page %1 was too wide for the paper, and its next columns were printed on other pages; they were put beside it again, row by row: check them", "第 %1 页的表格比纸宽，其余各列打印在别的页上；已逐行拼回，请核对") \
    X(PDF_WHITE,          'F',222, WARNING, LOOK, "on page %1 %2 characters are printed in the colour of the paper, where nobody sees them; they were left out", "第 %1 页有 %2 个字与纸张同色（看不见），未读取") \
    X(PDF_STRUCK,         'F',223, WARNING, LOOK, "on page %1 a line is drawn through words of the table; they were read as if it were not there: look whether they are struck out", "第 %1 页的表格有文字被横线划过，仍按未划读取；请核对是否已删除") \
    X(PDF_PICTURE,        'F',224, WARNING, LOOK, "on page %1 a picture lies over cells of the table that have no text; what it shows was not read: type it in, or ask for the file it was printed from", "第 %1 页有图片盖在表格的空单元格上，图片内容未读取；请手工补录，或索取原始电子文件") \
    X(PDF_MISSING,        'F',225, WARNING, LOOK, "on page %1 a line of the table seems to be missing: what would stand in two rows or two cells was read as one; check it", "第 %1 页的表格似乎缺少一条线：本应分在两行或两格的内容按一格读取，请核对") \
    X(PDF_ACROSS,         'F',226, WARNING, LOOK, "on page %1 a number stands across the line between two cells; it was read in the one that holds more of it: check it", "第 %1 页有数字跨在两个单元格的分隔线上，已归入占得较多的一格，请核对") \
    X(FILE_CARRIER,       'F',125, ERROR,   LOOK,  "reading this file takes the carrier %1, which is not there; jixiao plugins -v shows where it was looked for", "读取此文件需要载体 %1，但未找到；用 jixiao plugins -v 查看查找位置") \
    X(FILE_PICTURE,       'F',130, ERROR,   LOOK,  "this is a picture (%1), in which jixiao cannot read; have the table recognised (OCR, as WPS offers) or typed, and save it as .xlsx", "这是图片（%1），jixiao 不能读取图片中的文字；请先用 WPS 等软件识别文字或手工录入，再另存为 .xlsx") \
    X(FILE_ARCHIVE,       'F',131, ERROR,   LOOK,  "this is an archive (%1); unpack it first, then convert the files in it: jixiao batch converts a whole folder", "这是压缩包（%1）；请先解压，再转换其中的文件：jixiao batch 可转换整个文件夹") \
    X(FILE_LOCK,          'F',132, ERROR,   LOOK,  "this is no document but the mark that an office program keeps while %1 is open; convert that file, and save it there first", "这不是文档，而是办公软件打开 %1 时留下的标记；请转换那个文件，转换前先在办公软件中保存") \
    X(FILE_SHORTCUT,      'F',133, ERROR,   LOOK,  "this is only a shortcut to another file%1; convert that file itself", "这只是指向另一个文件的快捷方式%1；请转换那个文件本身") \
    X(FILE_LEFTOVER,      'F',134, ERROR,   LOOK,  "this is a temporary file of an office program or an unfinished download; convert the document itself", "这是办公软件的临时文件，或没有下载完的文件；请转换文档本身") \
    X(FILE_PDF,           'F',135, ERROR,   LOOK,  "this is a PDF, which this jixiao cannot read; save it as .docx or .xlsx with WPS, or copy its text into a .txt", "这是 PDF，本机的 jixiao 不能读取；请用 WPS 另存为 .docx 或 .xlsx，或把文字复制到 .txt") \
    X(FILE_OTHER,         'F',136, ERROR,   LOOK,  "this is %1, and holds no table that jixiao can read; save the table as .xlsx or .docx", "这是%1，其中没有 jixiao 能读取的表格；请把表格另存为 .xlsx 或 .docx") \
    X(FILE_FOLDER,        'F',137, ERROR,   LOOK,  "this is a folder; to convert all files in it: jixiao batch -t LAYOUT -o RESULTS %1", "这是文件夹；要转换其中的全部文件：jixiao batch -t 布局 -o 结果文件夹 %1") \
    X(FILE_SPECIAL,       'F',138, ERROR,   LOOK,  "this is no file but %1, and is not read; to read what a program prints: … | jixiao inspect -", "这不是文件，而是%1，不予读取；要读取其他程序的输出：… | jixiao inspect -") \
    X(DOCUMENT_EMPTY,     'F',140, ERROR,   LOOK,  "the document holds no text; if it is a picture of the table, the table has to be typed or recognised first", "文档中没有文字；如果是表格的图片，请先录入或进行文字识别") \
    X(TEXT_COVERED,       'F',141, NOTE,    LOOK,  "the text “%1” stands in a cell that is merged into another one, where it does not show; it is not read", "文字“%1”所在的单元格已并入另一单元格，不显示，未读取") \
    X(DOCUMENT_NUMBERS,   'F',142, NOTE,    LOOK,  "%1 paragraphs are numbered by the word processor itself; these numbers are no part of their text and are not read", "有 %1 个段落使用自动编号；编号不属于文字内容，未读取") \
    X(DOCUMENT_DELETIONS, 'F',143, NOTE,    LOOK,  "the document has tracked changes: %1 deletions are taken as accepted, and what was inserted is kept", "文档带有修订痕迹：%1 处删除按已接受处理，插入的内容保留") \
    X(DOCUMENT_HIDDEN,    'F',144, NOTE,    LOOK,  "%1 pieces of hidden text are not read", "有 %1 处隐藏文字未读取") \
    X(DOCUMENT_STRUCK,    'F',147, NOTE,    LOOK,  "%1 pieces of text that are struck through are not read: they are taken as deleted", "有 %1 处带删除线的文字按已删除处理，未读取") \
    X(DOCUMENT_FORMULAS,  'F',148, NOTE,    LOOK,  "%1 formulas are read as a line of text: look whether it says the same", "有 %1 处公式按一行文字读取；请核对内容") \
    X(DOCUMENT_OBJECTS,   'F',149, NOTE,    LOOK,  "%1 pictures or objects stand in cells of tables and are not read; look whether they hold words or numbers", "表格单元格中有 %1 处图片或对象未读取；请核对其中是否有文字或数字") \
    X(DOCUMENT_HEADER,    'F',145, NOTE,    LOOK,  "page headers and footers are no part of the table and are not read: %1", "页眉页脚不属于表格内容，未读取：%1") \
    X(SHEET_COUNT,        'F',146, ERROR,   LOOK,  "more than %1 sheets in the workbook; raise the limit with --max-sheets", "工作簿中的工作表超过 %1 个；可用 --max-sheets 提高上限") \
    X(FORM_COUNT,         'F', 200, ERROR,   LOOK, "more than %1 tables or forms in one file; raise the limit with --max-forms", "一个文件中的表格超过 %1 张；可用 --max-forms 提高上限") \
    X(FILE_PROGRAM,       'F',202, ERROR,   LOOK, "reading this file takes a program of others (carrier %1), which is not allowed here", "读取此文件需要启动其他程序（载体 %1），此处不允许") \
    X(SHEETS_MANY,        'F', 201, ERROR,   LOOK, "the workbook would have %1 sheets, one for each form, and more than %2 are not written; convert into a layout that lists projects, write .csv, or raise the limit with --max-sheets", "工作簿将有 %1 个工作表（每张表一个），超过上限 %2 个，未写出；请转换成清单式布局、改写 .csv，或用 --max-sheets 提高上限") \
    X(DOCUMENT_CHUNK,     'F', 180, WARNING, LOOK, "the document has another file in it as a piece of its text (%1), which is not read; open the document in Word or WPS and save it again, which makes it a part of the text", "文档中嵌入了作为正文一部分的另一个文件（%1），未读取；请用 Word 或 WPS 打开后重新保存，使其成为正文") \
    X(DOCUMENT_WHITE,     'F', 251, WARNING, LOOK, "%1 pieces of text are written in the colour of the paper, where nobody sees them; they were left out", "有 %1 处文字与纸张同色（看不见），未读取") \
    X(DOCUMENT_NOTES,     'F', 252, WARNING, LOOK, "footnotes or endnotes stand below the text, which are not read: %1", "文档有脚注或尾注，未读取：%1") \
    X(NUMBER_LONG,        'W',  1, WARNING, LOOK,  "the number %1 has more digits than a spreadsheet keeps; it is written as text", "数字 %1 的位数超过电子表格的精度；按文本写出") \
    X(CELL_LONG,          'W',  2, ERROR,   LOOK,  "the text has %1 characters, and a spreadsheet cell holds 32767; nothing was written; shorten it or write .csv", "文本有 %1 个字符，而电子表格的单元格最多 32767 个；未写出文件；请缩短文本，或改写 .csv") \
    X(SHEET_SIZE,         'W',  3, ERROR,   LOOK,  "the sheet %1 has %2 rows and %3 columns; a spreadsheet holds 1048576 and 16384; nothing was written", "工作表 %1 有 %2 行、%3 列；电子表格最多 1048576 行、16384 列；未写出文件") \
    X(WORKBOOK_WRITE,     'W',  4, ERROR,   LOOK,  "the workbook would be larger than such a file can be (%1); split the input", "工作簿超过了文件格式的上限（%1）；请拆分输入") \
    X(DOCUMENT_WRITE,     'W', 10, ERROR,   LOOK,  "the document cannot be written (%1)", "无法写出文档（%1）") \
    X(DOCUMENT_COLUMNS,   'W', 11, ERROR,   LOOK,  "the sheet %1 has more than 63 columns, which no table of a document can have; nothing was written; write .xlsx", "工作表 %1 超过 63 列，文档的表格容纳不下；未写出文件；请写成 .xlsx") \
    X(PDF_NO_TYPEFACE,    'W', 12, ERROR,   LOOK,  "no typeface of this machine has Chinese characters; nothing was written; install one (such as fonts-noto-cjk), or write .xlsx or .docx", "本机没有含汉字的字体；未写出文件；请安装一种（如 fonts-noto-cjk），或写成 .xlsx、.docx") \
    X(PDF_SMALL,         'F',250, WARNING, LOOK,  "“%1 …” has less room on paper than it needs and is printed in %2 points: look whether it can be read, or shorten it", "“%1……”的纸面空间不足，以 %2 磅打印：请看是否清晰，或缩短文字") \
    X(PDF_TYPEFACE,       'W', 13, NOTE,    INFO,  "the typeface %1 is not on this machine; %2 is used instead", "本机没有字体“%1”，改用 %2") \
    X(PDF_UNOPENED,       'W', 14, ERROR,   LOOK,  "the file of the typeface %1 cannot be opened, and the PDF would show boxes in place of its characters; it is not written. Try again, or install the typeface anew", "字体“%1”的文件无法打开，PDF 中的文字会变成方框，因此未写出。请重试，或重新安装该字体") \
    X(TEXT_PLAIN,         'W', 20, WARNING, LOOK,  "%1 characters that no text should have (control characters, marks that turn the direction of writing) were written as � or left out; the first is here", "有 %1 个不应出现在文本中的字符（控制字符、改变书写方向的标记）已写成 � 或略去；首个在此处") \
    X(LOSS_NAMELESS,      'W', 21, WARNING, LOOK,  "this project has no name: in %1, a list, its indicators will stand as those of the project before it; name it in the source, or write it by itself", "此项目没有名称：%1是汇总表，它的指标会并入前一个项目；请在源表中补上名称，或单独转换") \
    X(LOSS_NAMESAKE,      'W', 22, WARNING, LOOK,  "this project and the one before it are both called %1, and nothing in %2, a list, tells them apart: their indicators will stand as those of one; change a name in the source, or write it by itself", "此项目与前一个项目同名（%1），%2是汇总表，无法区分两者，指标会合并；请在源表中改名，或单独转换") \
    X(PLUGIN_LOAD,        'P',  1, WARNING, LOOK,  "the plugin %1 cannot be loaded: %2", "无法加载插件 %1：%2") \
    X(PLUGIN_SYMBOL,      'P',  2, WARNING, LOOK,  "the plugin %1 does not export %2", "插件 %1 没有导出 %2") \
    X(PLUGIN_ABI,         'P',  3, WARNING, LOOK,  "the plugin %1 is built for ABI %2, this is ABI %3; rebuild it", "插件 %1 的 ABI 是 %2，本程序是 %3；请重新编译插件") \
    X(PLUGIN_DUPLICATE,   'P',  4, WARNING, LOOK,  "two plugins are called %1: %2 and %3; the first one is used", "两个插件同名 %1：%2 与 %3；使用前者") \
    X(PLUGIN_LINT,        'P',  5, WARNING, LOOK,  "the layout %1 is not used, for its table is faulty: %2", "布局 %1 的表格定义有误，未使用：%2") \
    X(PLUGIN_NONE,        'P',  6, ERROR,   LOOK,  "no layout found; install jixiao again, or name the folder in JIXIAO_PLUGIN_PATH; looked in: %1", "没有找到任何布局；请重新安装 jixiao，或用 JIXIAO_PLUGIN_PATH 指明文件夹；已查找：%1") \
    X(PLUGIN_UNKNOWN,     'P',  7, ERROR,   LOOK,  "there is no layout %1; known: %2", "没有布局 %1；已有：%2") \
    X(PLUGIN_DAMAGED,     'P', 10, WARNING, LOOK,  "the plugin %1 is cut short or no shared object; copy or build it again", "插件 %1 不完整或不是动态库；请重新复制或编译") \
    X(PLUGIN_SIZE,        'P', 11, WARNING, LOOK,  "the plugin %1 has a descriptor of %2 bytes, at least %3 are needed; rebuild it", "插件 %1 的描述结构为 %2 字节，至少应为 %3 字节；请重新编译插件") \
    X(PLUGIN_INCOMPLETE,  'P', 12, WARNING, LOOK,  "the plugin %1 lacks what every plugin must have, or it is malformed: %2", "插件 %1 缺少必需的内容，或内容有误：%2") \
    X(PLUGIN_WRITABLE,    'P', 30, WARNING, LOOK, "%1 is not used, for others could have put code into it (%2); take their right to write away: chmod go-w %1, or chown it", "%1 未使用，因为他人可以改动其中的代码（%2）；请用 chmod go-w %1 取消他人的写权限，或用 chown 改变所有者") \
    X(FORM_NONE,          'R',  1, ERROR,   LOOK,  "no performance target table found: is this the right file? The nearest layout is %1 (%2 of 100), which misses: %3", "没有找到绩效目标表，请看看是不是拿错了文件。最接近的布局是 %1（%2 分），缺少：%3") \
    X(FORM_NOTHING,       'R', 50, ERROR,   LOOK,  "nothing here reads like a performance target table (no 项目名称, no 一级指标 …): is this the right file?", "没有找到绩效目标表：文件中没有“项目名称”“一级指标”之类的标签，请看看是不是拿错了文件") \
    X(FORM_UNSURE,        'R',  2, WARNING, LOOK,  "no layout claims this table for sure; it is read by its labels alone, so check the result. Nearest is %1 (%2 of 100), missing: %3%4", "没有布局与此表完全相符，仅凭标签读取，请核对结果。最接近 %1（%2 分），缺少：%3%4") \
    X(ROW_REALIGNED,      'R',  3, WARNING, LOOK,  "the row had slipped; its cells were put back by what they say, compare them with the source: %1", "此行错位，已按内容归位，请与原表核对：%1") \
    X(ROW_UNREADABLE,     'R',  4, WARNING, LOOK,  "the row fits the columns in no way and was left unread; enter it by hand: %1", "此行与各列都对不上，未读取，请手工补上：%1") \
    X(VALUE_REALIGNED,    'R',  5, WARNING, LOOK,  "the value of %1 had slipped to this place; compare it with the source", "%1 的内容错位到此处，已归位，请与原表核对") \
    X(LEVEL1_FROM_LEVEL2, 'R',  6, WARNING, LOOK,  "%1 stands under %2; its level 1 is read as %3", "%1 列在 %2 之下；一级指标按 %3 读取") \
    X(LEVEL2_ONLY_CHILD,  'R',  7, WARNING, LOOK,  "the row lacks its level 2; read as %1", "此行缺二级指标；按 %1 读取") \
    X(LEVEL2_MISSING,     'R',  8, WARNING, LOOK,  "the indicator %1 has no level 2", "指标 %1 没有二级指标") \
    X(UNIT_ASSUMED,       'R',  9, NOTE,    INFO,  "the form prints no unit for its amounts; %1 is assumed, as its layout prescribes", "表中没有写金额单位；按该布局的规定取 %1") \
    X(UNIT_MISSING,       'R', 10, WARNING, LOOK,  "the unit of the amounts is missing; %1 is assumed: look whether that is right", "没有写金额单位，按 %1 读取，请核对") \
    X(PLACEHOLDER,        'R', 11, NOTE,    INFO,  "“%1” is a placeholder; %2 is taken as blank", "“%1”是占位文字；%2 按空白读取") \
    X(AMOUNT_UNREADABLE,  'R', 12, WARNING, LOOK,  "“%1” is not an amount; %2 stays blank and the text is kept as an extra", "“%1”不是金额；%2 留空，原文保留为附加内容") \
    X(FIELD_TWICE,        'R', 13, WARNING, LOOK,  "%1 stands here a second time and says “%2”; the first one is used", "%1 在此重复出现，写的是“%2”；采用前一处") \
    X(SCORE_TOTAL,        'R', 14, WARNING, LOOK,  "the scores add up to %1, the other forms' to %2: look whether a row is missing or wrong", "分值合计为 %1，其他项目为 %2；请核对是否缺行或写错") \
    X(PAGE_BREAK_MOVED,   'R', 15, WARNING, LOOK,  "%1 row(s) before the page break belong to the next project (%2): with them every project's scores add up to %3", "分页前的 %1 行属于下一个项目（%2）：移动后各项目分值合计都是 %3") \
    X(PAGE_BREAK_HINT,    'R', 16, WARNING, LOOK,  "the scores suggest that %1 row(s) before the page break belong to the next project (%2): every project would then add up to %3; left as printed (--no-repair)", "分值表明分页前的 %1 行属于下一个项目（%2）：移动后各项目合计都是 %3；按 --no-repair 保持原样") \
    X(LEVEL2_REPAIRED,    'R', 17, WARNING, LOOK,  "the row's level 2 stands on the next page; read as %1", "此行的二级指标在下一页；按 %1 读取") \
    X(TOTAL_DIFFERS,      'R', 18, WARNING, LOOK,  "the form's total is %1, the projects add up to %2", "表中合计为 %1，各项目相加为 %2") \
    X(SCORE_UNREADABLE,   'R', 19, WARNING, LOOK,  "“%1” is not a score; the score stays blank", "“%1”不是分值，分值留空") \
    X(CELL_UNREAD,        'R', 20, WARNING, LOOK,  "this text belongs to nothing that was understood and is not converted: %1", "此处文字未能归入任何内容，不会被转换：%1") \
    X(CELL_EXTRA,         'R', 21, NOTE,    INFO,  "“%1” is no item that jixiao knows; its content is kept, and written where a layout has an item of the same name", "“%1”不是 jixiao 认识的栏目；内容已保留，目标表有同名栏目时会写出") \
    X(FOLDED,             'R', 22, NOTE,    INFO,  "%1 more of this kind (%2)%3", "另有 %1 处同样的情况（%2）%3") \
    X(SCORE_AMBIGUOUS,    'R', 23, WARNING, LOOK,  "the scores of this document do not agree (%1), and no single way to move rows at page breaks makes them; left as printed", "本文件各项目分值合计不一致（%1），且没有唯一的移动分页行的办法；保持原样") \
    X(FORM_FORCED,        'R', 24, WARNING, LOOK,  "read as %1 as asked, though only %2 of 100 fits; check the result", "已按指定的 %1 读取，但相符程度只有 %2 分，请核对结果") \
    X(LEVEL1_MISSING,     'R', 25, WARNING, LOOK,  "the row lacks its level 1; %1 belongs to %2", "此行缺一级指标；%1 属于 %2") \
    X(SELF_EVALUATION,    'R', 26, WARNING, LOOK,  "this is a self-evaluation (自评表): its targets are read; what was achieved is no target and is kept as extras: %1", "这是绩效自评表：读取其中的绩效目标；实际完成的内容不是目标，保留为附加内容：%1") \
    X(TWO_READINGS,       'R', 34, WARNING, LOOK, "%1 is read as “%2”, but it could as well be “%3”; look at both", "%1 读作“%2”，但也可能是“%3”；请核对") \
    X(TARGETS_DIFFER,     'R', 35, WARNING, LOOK, "“%1” has several targets side by side that differ, so none of them is taken for the target; all are kept as extras", "“%1”并列有几个不同的指标值，无法确定取哪一个；均保留为附加内容") \
    X(NAME_MISSING,       'R', 36, WARNING, LOOK, "this indicator has no name; look in the source what it is called", "此处的指标没有名称；请对照原表补上") \
    X(ROWS_JOINED,        'R', 37, WARNING, LOOK,  "this text has one cell a line; from “%1” on its rows were put together by what the cells say: compare them with the source", "文本每行只有一个单元格；从“%1”起各行是按内容拼合的，请对照原表") \
    X(FORM_TIE,           'R', 29, WARNING, LOOK,  "two layouts fit this table almost equally well, %1 (%2 of 100) and %3 (%4); it is read by its labels alone, so check the result, or choose one of them with -f", "有两种布局与此表的相符程度相近：%1（%2 分）和 %3（%4 分）；现仅凭标签读取，请核对结果，或用 -f 指定其中一种") \
    X(FORM_FOREIGN,       'R', 30, WARNING, LOOK,  "no layout claims this table for sure: it has all labels of %1, but also %2 that have no place in it (%3); it is read by its labels alone, so check the result (-f %4 reads it as that)", "没有布局与此表完全相符：它有 %1 的全部标签，但另有 %2 个标签在其中没有位置（%3）；现仅凭标签读取，请核对结果（用 -f %4 可按该布局读取）") \
    X(NAMESAKE_FACT,      'R', 31, WARNING, LOOK,  "the project %1 stands here again, with another %2: %3; it is read as a second project of that name", "项目“%1”在此再次出现，而%2不同：%3；按同名的另一个项目读取") \
    X(NAMESAKE_AGAIN,     'R', 32, WARNING, LOOK,  "the project %1 is named here again and its indicators begin anew; it is read as a second project of that name", "项目“%1”在此再次出现，指标也从头开始；按同名的另一个项目读取") \
    X(NAMESAKE_PERHAPS,   'R', 33, WARNING, LOOK,  "the indicators of %1 begin anew here, as those of a second project of that name would, but nothing proves it: it is read as one project; if they are two, give the second one another name in the source", "项目“%1”的指标从此行起又从头开始，可能是同名的另一个项目，但无法确认，现按一个项目读取；如确为两个项目，请在原表中把后一个改名") \
    X(YEAR_UNREADABLE,    'R', 64, WARNING, LOOK, "“%1” is no single year; %2 stays blank and the text is kept as an extra", "“%1”不是单一的年度；%2 留空，原文保留为附加内容") \
    X(CELL_MENDED,        'R', 62, WARNING, LOOK, "the cell holds a character that could not be read (�): %1; correct it in the source or in the result", "单元格中有无法读出的字符（�）：%1；请在原表或结果中改正") \
    X(NUMBER_SCIENTIFIC,  'R', 63, WARNING, LOOK, "“%1” is a long number that a spreadsheet program cut to a power of ten; its last digits are lost: type it in again, as text", "“%1”是被表格软件写成科学记数法的长数字，后几位已丢失；请按文本格式重新填写") \
    X(UNIT_STRANGE,       'R', 60, WARNING, LOOK, "“%1” is no unit of yuan, so the amounts of this form cannot be converted; they stay blank and their words are kept as extras; correct the unit in the source, or enter them by hand", "“%1”不是人民币金额单位，本表金额无法换算，一律留空，原文保留为附加内容；请改正原表中的单位，或手工填写") \
    X(AMOUNT_STRANGE,     'R', 61, WARNING, LOOK, "%1 is in “%2”, which is no unit of yuan; %3 stays blank and the text is kept as an extra", "%1 的单位是“%2”，不是人民币金额单位；%3 留空，原文保留为附加内容") \
    X(PANELS_MIXED,       'R', 80, WARNING, LOOK, "the columns of the two panels (long term and year) stand mixed, and their headings read the same (%1): look whether each value is that of its panel", "两栏（长期与年度）的列相互交错，表头又相同（%1）：请核对各指标值属于哪一栏") \
    X(NAMES_GUESSED,      'R', 81, WARNING, LOOK, "the heading “%1” is not known; in this list it is taken for that of the projects' names", "不认识表头“%1”；在此列表中按项目名称读取，请核对") \
    X(INDICATOR_AGAIN,    'R', 82, WARNING, LOOK, "the indicator %1 stands here a second time with another target (%2; before: %3); one may be that of the whole project: look which is the year's", "指标“%1”在此第二次出现，目标值不同（%2；此前为 %3）；其中一个可能是实施期目标，请核对哪个是本年度的") \
    X(TABLE_GOES_ON,      'R', 83, WARNING, LOOK, "the table before goes on here, without a head of its own: these indicators were added to that form; look whether they belong there", "此处接续前一张表的指标，其上没有项目栏目：这些指标并入前一张表，请核对") \
    X(HIDDEN_READ,        'R', 84, WARNING, LOOK, "%1 is read from hidden cells (“%2”), for nothing that can be seen says it; unhide them and look whether they are meant", "%1 取自隐藏的单元格（“%2”），因为没有可见的内容；请取消隐藏并核对") \
    X(HIDDEN_PASSED,      'R', 85, WARNING, LOOK, "the hidden text “%1” is not taken for %2, for “%3” can be seen; look whether that is right", "隐藏的文字“%1”未作为 %2 采用，采用的是可见的“%3”；请核对") \
    X(TARGETS_ADJUSTED,   'R', 86, WARNING, LOOK, "the targets under “%1” are read, for they are in force; those under “%2” are kept as extras, and read where the former are blank", "指标值按“%1”读取（以调整后、核定的为准）；“%2”保留为附加内容，前者未填的指标仍按其读取") \
    X(AMOUNT_ADJUSTED,    'R', 87, WARNING, LOOK, "%1 is read as “%2”, the adjusted one, which is in force; at first it was “%3”", "%1 读作调整后的“%2”；年初为“%3”，请核对") \
    X(LEVELS_CARRIED,     'R', 88, WARNING, LOOK, "the first row below these headings prints no level; it is read as %1, like the last one before them", "此处表头之下首行没有写级别；按前面最后一行的 %1 读取，请核对") \
    X(TARGETS_NONE,       'R', 89, WARNING, LOOK, "no column was understood as that of the targets; what stands beside the indicators is kept as extras", "没有认出哪一列是指标值；各指标旁的内容保留为附加内容，请核对") \
    X(HEAD_ALONE,         'R', 90, WARNING, LOOK, "no indicators are understood in this form: only what stands beside its labels is read; look what it says of indicators", "没有读懂此表的绩效指标：只读取了各栏目的内容，指标请与原表核对") \
    X(NAME_ALONE,         'R', 91, WARNING, LOOK, "“%1” stands alone in its row and is read as the name of a project, though others of this list stand beside their amounts or indicators; look whether it is one", "“%1”独占一行，按项目名称读取；但此列表中其他项目与金额或指标同行，请核对是否为项目") \
    X(LEVEL2_NONE,        'R', 92, WARNING, LOOK, "no column of this table was understood as that of level 2: its indicators have none", "此表没有认出二级指标一列：各指标没有二级指标，请核对") \
    X(EXAMPLE,            'R', 93, WARNING, LOOK, "“%1” is read as an indicator, though it calls itself an example: if it is one of the form's own, take the row out", "“%1”按绩效指标读取，但它自称为示例：如是表格自带的样例，请删去该行") \
    X(LINES_APART,        'R', 94, WARNING, LOOK, "several indicators stand in one cell, line by line (“%1”, “%2”); each is read with its line of the target: look whether they go together", "一个单元格内分行写了多个指标（“%1”、“%2”）；各指标与指标值按行对应读取，请核对") \
    X(LINES_TOGETHER,     'R', 95, WARNING, LOOK, "several indicators stand in one cell (“%1”, “%2”), but not as many targets; they are read as one: give each a row of its own", "一个单元格内写了多个指标（“%1”、“%2”），指标值的个数却不相同；按一个指标读取，请各占一行后重新转换") \
    X(TARGETS_BESIDE,     'R', 96, WARNING, LOOK, "the targets are read under “%1”; “%2” seems to head targets as well and is kept as extras: look which is meant", "指标值按“%1”读取；“%2”也像是指标值，保留为附加内容，请核对取哪一列") \
    X(NUMBER_LETTER,      'R', 97, WARNING, LOOK, "in “%1”, the target of %2, a letter stands where a digit may be meant (O for 0, l or I for 1); correct it in the source or in the result", "“%2”的指标值“%1”中，数字处有字母（O 似 0，l、I 似 1）；请核对并改正") \
    X(UNIT_BORROWED,      'R', 98, WARNING, LOOK, "the amount of %1 has no unit of its own, and what other labels name may not be meant for it; it is read in %2: look whether that is right", "%1 的金额没有写单位，其他标签上的单位不一定适用于它；按“%2”读取，请核对") \
    X(UNIT_MARGIN,        'R', 99, WARNING, LOOK, "no unit stands with the amounts, but the head or foot of the pages says “%1”: they are read in %2; look whether that is right, and write the unit above the table", "表中没有写金额单位，按页眉或页脚中的“%1”以 %2 读取；请核对，并把单位写到表格上方") \
    X(TARGETS_OF_YEAR,    'R', 101, WARNING, LOOK, "the targets stand under “%1”, but the form is of %2: look whether they are this year's", "指标值在“%1”一列，而此表为 %2 年：请核对是否为本年的指标值") \
    X(DATE_SERIAL,        'R', 102, WARNING, LOOK, "“%1”, the target of %2, has no unit and may be a date that lost its format (%3): look what the source shows", "“%2”的指标值“%1”没有单位，可能是丢失格式的日期（%3）；请核对原表") \
    X(SIGN_UNUSED,        'R', 103, WARNING, LOOK, "“%1” stands beside %2, whose target is read as “%3”: look whether it belongs to that", "“%2”的指标值读作“%3”，旁边另有“%1”：请核对是否属于指标值") \
    X(LEVELS_FOUR,        'R', 104, WARNING, LOOK, "the table has four levels: the indicators are read under “%1”, and what stands under “%2” is kept as extras, or read as the indicator where the former is blank: look whether that is meant", "此表有四级指标：指标名称按“%1”读取，“%2”保留为附加内容（前者未填时作为指标名称），请核对") \
    X(CELL_UNTOLD,        'R', 105, WARNING, LOOK, "the text leaves out blank cells, and “%1” of %2 may stand under %3 or under %4; it is read as neither and kept as an extra: look in the source", "文本省略了空单元格，“%2”的“%1”可能属于“%3”，也可能属于“%4”；两者均未采用，保留为附加内容，请对照原表") \
    X(TARGETS_GUESSED,    'R', 106, WARNING, LOOK, "no heading of this table says that it is of the targets; they are read under “%1”, for what stands there looks like targets: look whether it is", "此表没有表头写明是指标值；“%1”下的内容像指标值，按其读取，请核对") \
    X(HEAD_GOES_ON,       'R', 107, WARNING, LOOK, "no head stands above these indicators: they were added to the form whose head is on the sheet before; look whether they belong there", "这些指标之上没有项目栏目：已并入前一工作表上只有栏目的表，请核对") \
    X(PART_TIME,          'R', 110, WARNING, LOOK, "“%1” says no time of its own; it is read as %2, but it could as well be %3: look of which total it is a part", "“%1”没有写明时间；读作%2，但也可能是%3：请核对它属于哪个总额") \
    X(FUND_LEVELS,        'R', 111, WARNING, LOOK, "money from above comes from several levels (“%1”, “%2”); they are not added up: %3 stays blank, and each is kept as an extra", "上级资金分列几级（“%1”、“%2”），不作相加：%3 留空，各项保留为附加内容") \
    X(AMOUNT_APPROVED,    'R', 112, WARNING, LOOK, "%1 is read as “%2”, which was approved; “%3” was asked for", "%1 读作批复的“%2”；申请数为“%3”，请核对") \
    X(FUND_BUDGETS,       'R', 113, WARNING, LOOK, "fiscal money stands in several budgets (“%1”, “%2”); they are not added up: %3 stays blank, and each is kept as an extra", "财政资金分列几本预算（“%1”、“%2”），不作相加：%3 留空，各项保留为附加内容") \
    X(FUNDS_UNPLACED,     'R', 114, WARNING, LOOK, "no amount of the form was read as one of its funds, though it says “%2” under “%1”; that is kept as an extra: look what the total of the year is", "没有读出任何资金数，但表中“%1”写有“%2”；已保留为附加内容，请核对年度资金总额") \
    X(DERIVED,            'D',  1, NOTE,    INFO,  "%1 is derived from %2: %3", "%1 由 %2 得出：%3") \
    X(DERIVED_POLARITY,   'D',  2, NOTE,    INFO,  "指标性质 (polarity) is derived from the operators of %1 indicator(s)", "%1 个指标的指标性质由指标方向得出") \
    X(CARRY_RESTORED,     'D', 20, NOTE,    INFO,  "%1 fact(s) that the layout %3 does not show come back from the hidden sheet %2", "%1 项布局 %3 不显示的内容已从隐藏工作表 %2 恢复") \
    X(CARRY_EDITED,       'D', 21, NOTE,    INFO,  "%1 was edited in the workbook; it counts as it stands there: %2 (was: %3)", "%1 已在工作簿中修改，以现有内容为准：%2（原为：%3）") \
    X(CARRY_ADDED,        'D', 22, NOTE,    INFO,  "%1 was added in the workbook", "%1 是在工作簿中新增的") \
    X(CARRY_DELETED,      'D', 23, NOTE,    INFO,  "%1 was deleted in the workbook", "%1 已在工作簿中删除") \
    X(CARRY_STALE,        'D', 24, WARNING, LOOK,  "%1 was edited in the workbook; %2, from which it was derived, no longer holds and does not come back (was: %3)", "%1 已在工作簿中修改；原用于推出它的 %2 不再成立，不予恢复（原为：%3）") \
    X(CARRY_OLD,          'D', 25, WARNING, LOOK,  "%1 was edited in the workbook (%2, was %3): check whether what comes back from the hidden sheet still holds, or read without it (--no-carried)", "%1 已在工作簿中修改（%2，原为 %3）：请核对从隐藏工作表恢复的内容是否仍然适用，或不读取它（--no-carried）") \
    X(CARRY_FORM_BACK,    'D', 26, NOTE,    INFO,  "the form %1, which %2 cannot show, comes back from the hidden sheet", "%2 无法显示的表 %1 已从隐藏工作表恢复") \
    X(CARRY_DAMAGED,      'D', 27, WARNING, LOOK,  "the hidden sheet _jixiao is damaged (%1) and not used; only what is visible was read", "隐藏工作表 _jixiao 已损坏（%1），未使用；只读取了可见内容") \
    X(CARRY_LAYOUT,       'D', 28, WARNING, LOOK,  "the hidden sheet _jixiao belongs to the layout %1, which is not installed; only what is visible was read", "隐藏工作表 _jixiao 属于布局 %1，而该布局未安装；只读取了可见内容") \
    X(CARRY_UNMATCHED,    'D', 29, WARNING, LOOK,  "the hidden sheet _jixiao does not belong to these tables and is not used; only what is visible was read", "隐藏工作表 _jixiao 与这些表不对应，未使用；只读取了可见内容") \
    X(GIVEN,              'D', 30, NOTE,    LOOK,  "%1 is filled in as given: %2 (%3 form(s))", "%1 按给定内容填写：%2（%3 张表）") \
    X(GIVEN_FORCED,       'D', 31, WARNING, LOOK,  "%1 is overwritten as given: %2; the table says %3 (--force)", "%1 已按给定内容覆盖为：%2；表中为 %3（--force）") \
    X(GIVEN_KEPT,         'D', 32, WARNING, LOOK,  "%1 was given as %2, but the table says %3, and that stands; --force puts in what was given", "给定的 %1 为 %2，而表中为 %3，以表中为准；用 --force 改用给定内容") \
    X(GIVEN_KEPT_DEFAULT, 'D', 33, NOTE,    INFO,  "%1 is %2 by default, but the table says %3, and that stands", "%1 的默认内容为 %2，而表中为 %3，以表中为准") \
    X(GIVEN_NO_PLACE,     'D', 34, WARNING, LOOK,  "%1 was given, but %2 has no place for it", "给定了 %1，但 %2 没有它的位置") \
    X(GIVEN_NO_UNIT,      'D', 40, WARNING, LOOK, "%1 was given as %2 without a unit, and neither form says one, so it is not filled in; say it with the amount, such as %2万元", "给定的 %1 为 %2，没有写单位，表中也没有金额单位，因此未填写；请连单位一起写，例如 %2万元") \
    X(DERIVED_TOTAL,      'D', 41, WARNING, LOOK, "%1 is filled in with the whole %2, %3, though the source says what else is in it (%4): look whether that is right; --no-derive leaves it blank", "%1 按 %2 的全额 %3 填写，而原表还列有：%4；请核对，不想这样填写就加 --no-derive") \
    X(UNIT_CHANGED,       'D', 42, NOTE,    LOOK, "amounts are converted: the source has them in %1, the result in %2", "金额单位由 %1 换算为 %2") \
    X(CATEGORY_MARKED,    'D', 43, NOTE,    LOOK, "the source has no indicator in these categories, and the form prints “%2” there: %1; --blank leaves them blank", "原表在这些类别中没有指标，结果中印“%2”：%1；用 --blank 则留空") \
    X(LOSS_FIELD,         'L',  1, WARNING, PLACE, "%1 has no place in %2: %3", "%2的表没有“%1”的位置：%3") \
    X(LOSS_PART,          'L',  2, WARNING, PLACE, "%1 of %2 indicator(s) has no place in %3", "%3的表没有“%1”的位置，涉及 %2 个指标") \
    X(LOSS_EXTRA,         'L',  3, WARNING, PLACE, "%1 has no place in %2: %3", "%2的表没有“%1”的位置：%3") \
    X(LOSS_UNREAD,        'L',  4, WARNING, LOOK,  "this text was not understood and is not converted: %1", "此处文字未能读懂，不会被转换：%1") \
    X(LOSS_FORM,          'L',  5, ERROR,   LOOK,  "%1 has no department form: %2 is not converted", "%1 没有部门整体支出绩效目标表：%2 未转换") \
    X(LOSS_REFUSED,       'L',  6, ERROR,   LOOK,  "%1 fact(s) would be lost; nothing written (--no-loss)", "将丢失 %1 项内容；未写出任何文件（--no-loss）") \
    X(BLANK,              'L',  7, NOTE,    INFO,  "blank in the result, for the source does not say: %1", "结果中留空（原表没有）：%1") \
    X(LOSS_PROJECT_FORM,  'L',  9, ERROR,   LOOK,  "%1 has no project form: %2 is not converted", "%1 没有项目支出绩效目标表：%2 未转换") \
    X(CARRY_UNABLE,       'L', 10, ERROR,   LOOK,  "a .%1 file cannot take along what the layout does not show, for it can hold nothing that is not shown; write .xlsx or .docx, or leave out --carry", ".%1 文件不能附带不显示的内容，布局放不下的无法带走；请写成 .xlsx 或 .docx，或去掉 --carry") \
    X(CARRY_TAKEN,        'L', 11, NOTE,    INFO,  "what has no place is taken along in the hidden part %1 of the file (%2 fact(s) or forms)", "放不下的内容附带在文件的隐藏部分 %1 中（%2 项）") \
    X(CARRY_COULD,        'L', 12, NOTE,    INFO,  "with --carry an .xlsx or .docx takes along what is lost here, and converting it back restores it", "使用 --carry 时，.xlsx 或 .docx 会附带此处丢失的内容，转换回来即可恢复") \
    X(LEARN_TOLD,         'L', 30, NOTE,    LOOK,  "a table of %1 rows, with %2 columns of indicators; it fits the form at %3 of 100: build it, look at what it writes beside the form, and add a fixture (docs/adding-a-layout.md)", "已学得布局：%1 行，指标部分 %2 列，与原表相符 %3 分；请编译后对照原表核对，并添加样例（见 docs/adding-a-layout.md）") \
    X(LEARN_UNSURE,       'L', 31, WARNING, LOOK,  "%1 comment(s) behind UNSURE in the table ask for a person", "表中有 %1 处 UNSURE 注释，需要人工确认") \
    X(LEARN_FAULTS,       'L', 32, WARNING, LOOK,  "the table cannot be used as it is: %1", "学得的表格还不能直接使用：%1") \
    X(LEARN_MORE,         'L', 33, NOTE,    LOOK,  "%1 more form(s) stand in the file; the table is that of the first one", "文件中还有 %1 张表；学得的是第一张") \
    X(LEARN_NOTHING,      'L', 34, ERROR,   LOOK,  "no rows of indicators under their headings were found in a grid of cells, so there is nothing to learn from: is it the right file?", "没有找到单元格表格中带表头的绩效指标，无从学习：文件是否选对了？") \
    X(LEARN_MODEL,        'L', 35, ERROR,   LOOK,  "this is a model in JSON; a layout is learned from a form as its authority prints it", "这是 JSON 内容，不是表格；请给出主管部门印发的表样") \
    X(USAGE_LEARN_ID,     'U', 100, ERROR,  LOOK,  "“%1” cannot be what a layout is called: a-z, 0-9 and -, at most 32 of them", "“%1”不能作布局名称：只能用 a-z、0-9 和 -，至多 32 个字符") \
    X(USAGE_LEARN_KIND,   'U', 101, ERROR,  LOOK,  "a layout's table is C, so the output is called something.c, not %1", "学得的布局是 C 源文件，输出名应以 .c 结尾，而不是 %1") \
    X(INPUT_TWICE,        'U', 102, WARNING, LOOK, "this is the same file as %1, which is given too; it is taken once", "此文件与同时给出的 %1 是同一个文件，只取一次") \
    X(LAYOUT_IDLE,        'U', 103, NOTE,    LOOK, "a .json holds what was understood, in no layout; -t %1 changes nothing in it", ".json 写的是读到的内容，不分布局；-t %1 对它不起作用") \
    X(OUTPUT_LARGE,       'L', 36, ERROR,   LOOK,  "the file that is written would be larger than %1 bytes; nothing was written; raise the limit with --max-bytes", "写出的文件将超过 %1 字节，未写出；可用 --max-bytes 提高上限") \
    X(CARRY_BLANK,        'L', 37, ERROR,   LOOK,  "an authority's blank is filled as it stands, and nothing can be taken along in it; leave out --carry, and see what has no place with `plan`", "空白表按原样填写，不能附带其他内容；请去掉 --carry，放不下的内容可用 plan 查看") \
    X(USAGE,              'U',  1, ERROR,   LOOK,  "%1", "%1") \
    X(USAGE_OPTION,       'U',  2, ERROR,   LOOK,  "unknown option %1; jixiao %2 --help lists the options", "没有选项 %1；用 jixiao %2 --help 查看全部选项") \
    X(USAGE_VALUE_NONE,   'U',  3, ERROR,   LOOK,  "the option %1 needs a value", "选项 %1 需要一个值") \
    X(USAGE_VALUE,        'U',  4, ERROR,   LOOK,  "the option %1 does not take “%2”: expected is %3", "选项 %1 的值“%2”无效：应为%3") \
    X(USAGE_COMMAND,      'U',  5, ERROR,   LOOK,  "there is no command %1; jixiao --help lists the commands", "没有命令 %1；用 jixiao --help 查看全部命令") \
    X(USAGE_COMMAND_FILE, 'U', 20, ERROR,   LOOK,  "%1 is a file; say what to do with it first: jixiao inspect %1, or jixiao convert -t LAYOUT %1", "%1 是文件；请先写要做什么：jixiao inspect %1，或 jixiao convert -t 布局 %1") \
    X(USAGE_INPUT_NONE,   'U',  6, ERROR,   LOOK,  "no file named; jixiao %1 --help tells more", "没有指定文件；用 jixiao %1 --help 查看用法") \
    X(USAGE_INPUT_MANY,   'U',  7, ERROR,   LOOK,  "jixiao %1 takes %2 file(s), %3 are named", "jixiao %1 需要 %2 个文件，这里给了 %3 个") \
    X(USAGE_TARGET,       'U',  8, ERROR,   LOOK,  "name the layout to convert to with -t; known: %1, json", "请用 -t 指明要转换成的布局；已有：%1、json") \
    X(USAGE_EXTENSION,    'U',  9, ERROR,   LOOK,  "the name %1 does not say what kind of file to write; end it with .xlsx, or name the kind with --to-carrier", "从文件名 %1 看不出要写成哪种文件；请加上 .xlsx 等后缀，或用 --to-carrier 指明") \
    X(USAGE_FOLDER,       'U', 10, ERROR,   LOOK,  "several files need a folder to go to, and %1 is none; end its name with / to have it made", "多个文件需要输出到文件夹，而 %1 不是；名称以 / 结尾可自动创建") \
    X(USAGE_STDOUT_MANY,  'U', 11, ERROR,   LOOK,  "only one file can go to standard output", "标准输出只能写一个文件") \
    X(USAGE_OUTPUT_TWICE, 'U', 12, ERROR,   LOOK,  "another file of this run was already written as %1; convert this one by itself with -o", "本次已有另一个文件写成 %1；请用 -o 单独转换此文件") \
    X(USAGE_EPOCH,        'U', 13, ERROR,   LOOK,  "SOURCE_DATE_EPOCH is “%1”: expected are seconds since 1970, digits only", "SOURCE_DATE_EPOCH 为“%1”：应为自 1970 年起的秒数，只含数字") \
    X(USAGE_STDIN_TWICE,  'U', 14, ERROR,   LOOK,  "standard input (-) can be read only once", "标准输入（-）只能读取一次") \
    X(USAGE_TERMINAL,     'U', 15, ERROR,   LOOK,  "a .%1 file does not go to a terminal; name a file with -o", ".%1 文件不能输出到终端；请用 -o 指定文件") \
    X(USAGE_LAYOUT_JSON,  'U', 16, ERROR,   LOOK,  "%1 is no layout to read; JSON is recognised by itself", "%1 不是可读取的布局；JSON 会自动识别") \
    X(USAGE_JSON_NAME,    'U', 17, ERROR,   LOOK,  "-t json writes .json, but the output is to be .%1", "-t json 写出 .json，而输出要求 .%1") \
    X(USAGE_VALUE_EXTRA,  'U', 18, ERROR,   LOOK,  "the option --%1 takes no value", "选项 --%1 不带值") \
    X(LAYOUT_NEAR,        'U', 72, ERROR,   LOOK, "there is no layout %1; did you mean %2? known: %3", "没有布局 %1；您是不是要 %2？已有：%3") \
    X(PLACELESS,          'U', 70, WARNING, PLACE, "%1 has no place for these, which are not written: %2", "%1的表没有以下内容的位置，未写出：%2") \
    X(PLACELESS_CARRIED,  'U', 71, NOTE,    PLACE, "%1 has no place for these, which are taken along where they do not show: %2", "%1的表没有以下内容的位置，已附带在文件内不显示的部分：%2") \
    X(TOTAL_PARTIAL,      'U', 80, WARNING, LOOK,  "the total of %1 is the sum of %2 of %3 projects: the others do not state it", "“%1”的合计只是 %3 个项目中 %2 个的和，其余项目没有填写") \
    X(TOTAL_INEXACT,      'U', 81, WARNING, LOOK,  "the total of %1 has too many digits to be exact and stays blank; add it by hand", "“%1”的合计位数太多，无法精确相加，已留空；请手工填写") \
    X(TEXT_REPEATED,      'U', 82, NOTE,    INFO,  "%1 cells repeat the text of the cell beside them, as merged cells do that were taken apart; each text is read once", "有 %1 个单元格重复左边的文字（拆开的合并单元格），每处文字只读一次") \
    X(GIVEN_SHAPE,        'U', 60, ERROR,   LOOK,  "“%1” gives no fact; write it as key=value, such as phone=0000-1234567", "“%1”不是“名称=内容”的形式，例如 联系电话=0000-1234567") \
    X(GIVEN_KEY,          'U', 61, ERROR,   LOOK,  "there is no fact %1; facts are called as in inspect --json or on the form, such as preparer or 填表人", "没有 %1 这一项；名称与 inspect --json 或表中相同，例如 preparer 或 填表人") \
    X(GIVEN_KEY_NEAR,     'U', 62, ERROR,   LOOK,  "there is no fact %1; near it: %2", "没有 %1 这一项；相近的有：%2") \
    X(GIVEN_VALUE,        'U', 63, ERROR,   LOOK,  "%1 cannot be “%2”: expected is %3", "%1 不能是“%2”：应为%3") \
    X(GIVEN_TWICE,        'U', 64, ERROR,   LOOK,  "%1 is given twice: %2, and %3", "%1 给定了两次：%2 和 %3") \
    X(GIVEN_NEVER,        'U', 65, ERROR,   LOOK,  "%1 cannot be given: the layout that is written decides it", "%1 不能给定：由要写成的布局决定") \
    X(INPUT_NO_FORM,      'U', 19, ERROR,   LOOK,  "the file holds no form", "文件中没有任何表") \
    X(JOURNAL_EXISTS,     'S', 20, ERROR,   LOOK,  "%1 holds the journal of an earlier run; --resume goes on with it, --force begins anew", "%1 中有以前运行的记录；用 --resume 接着做，或用 --force 从头开始") \
    X(JOURNAL_LOCKED,     'S', 21, ERROR,   LOOK,  "another run is at work in %1; wait until it has ended, or choose another folder", "另一次运行正在使用 %1；请等它结束，或另选文件夹") \
    X(JOURNAL_DIFFERS,    'S', 22, ERROR,   LOOK,  "the run in %1 was begun with other options (%2); use the same ones, choose another folder, or begin anew with --force", "%1 中的运行使用的是其他选项（%2）；请使用相同的选项、换一个文件夹，或用 --force 从头开始") \
    X(BATCH_HALTED,       'S', 23, ERROR,   LOOK,  "%1 cannot be written: %2; the run has stopped, and what is done is kept; put this right (make room, allow writing, connect the disk), then go on with the same command and --resume", "无法写入 %1：%2。运行已停止，已完成的结果都保留；处理好以后（腾出空间、允许写入或重新连接磁盘），用同样的命令加 --resume 接着做") \
    X(BATCH_MODULE,       'S', 24, ERROR,   LOOK,  "the summary workbook cannot be written: %1", "无法写出汇总工作簿：%1") \
    X(BATCH_STARVED,      'S', 25, ERROR,   LOOK,  "no process could be started, or there was no memory for it: %1; the run has stopped, and what is done is kept; close other programs or use fewer processes (-j), then go on with the same command and --resume", "无法启动处理进程，或内存不足：%1。运行已停止，已完成的结果都保留；请关闭其他程序或减少进程数（-j），用同样的命令加 --resume 接着做") \
    X(JOURNAL_STRANGE,    'S', 26, ERROR,   LOOK,  "%1 is no journal that this jixiao can go on with: another version wrote it, or its first line is damaged; choose another folder, or begin anew with --force", "本版本的 jixiao 无法接着用运行记录 %1：它由其他版本写出，或首行已损坏；请换一个文件夹，或用 --force 从头开始") \
    X(BATCH_CRASHED,      'B',  1, ERROR,   LOOK,  "this file ended the process that converted it (%1); the other files went on; please send the file to those who look after jixiao", "处理此文件的进程异常终止（%1）；其他文件不受影响；请把此文件交给 jixiao 的维护人员") \
    X(BATCH_TIMEOUT,      'B',  2, ERROR,   LOOK,  "not finished after %1 seconds; allow more with --timeout", "%1 秒内没有处理完；可用 --timeout 延长") \
    X(BATCH_NOT_FILE,     'B',  3, ERROR,   LOOK,  "this is no regular file and is left out", "这不是普通文件，已略过") \
    X(BATCH_UNREAD,       'B',  5, ERROR,   LOOK,  "%1 folder(s) could not be read and their files are missing from this run; the first: %2", "有 %1 个文件夹无法读取，其中的文件没有处理；第一处：%2") \
    X(BATCH_LINKED,       'B',  6, WARNING, LOOK,  "this is one of %1 link(s) to folders, which are not followed; name such a folder itself if its files are wanted", "有 %1 个指向文件夹的链接没有跟随（此为第一个）；如需转换其中的文件，请直接指定那个文件夹") \
    X(BATCH_NONE,         'B',  7, ERROR,   LOOK,  "no file found in what was named; look at the paths, --include and --exclude", "指定的位置没有找到文件；请检查路径以及 --include、--exclude") \
    X(BATCH_CHANGED,      'B',  8, ERROR,   LOOK,  "%1 was changed by somebody since it was written, so it was left as it is; --force replaces it", "%1 写出以后被人改动过，因此保留不动；用 --force 覆盖") \
    X(BATCH_STOPPED,      'B',  9, WARNING, LOOK,  "stopped as you asked; the same command with --resume goes on", "已按要求停止；用同样的命令加 --resume 接着做") \
    X(BATCH_MEMORY,       'B', 10, ERROR,   LOOK,  "the file needs more memory than %1 MiB; allow more with --max-memory", "处理此文件需要的内存超过 %1 MiB；可用 --max-memory 提高上限") \
    X(REPORT_LINE,        'B', 20, WARNING, LOOK,  "%1 line(s) are no line of a report and were left out", "有 %1 行不是报告的内容，已略过") \
    X(JOURNAL_LINE,       'B', 21, WARNING, LOOK,  "%1 line(s) of this journal are damaged; the files they told of are looked at again", "运行记录中有 %1 行已损坏；相应的文件将重新处理") \
    X(JOURNAL_STALE,      'B', 22, WARNING, LOOK,  "this is a result of an earlier run, but its file is not among those of this one, or has a result of another name now; look whether it, and perhaps others, should be taken away", "这是以前运行的结果，但本次要处理的文件中已没有它的原文件，或结果已改用别的名称；请看看是否应当删除（可能不止这一个）") \
    X(BATCH_EDITED,       'B', 23, NOTE,    LOOK,  "%1 was changed by somebody since it was written, and is left as it is; to have it made anew, take it away first", "%1 写出以后被人改动过，保留不动；如要重新生成，请先移走它") \
    X(BATCH_REMADE,       'B', 24, NOTE,    LOOK,  "%1 was cut short or damaged since it was written, and has been made anew", "%1 写出以后残缺或损坏，已重新生成") \
    X(REPORT_NONE,        'B', 25, ERROR,   LOOK,  "this is no report of jixiao batch: none of its %1 line(s) is one; reports are what --report writes", "这不是 jixiao batch 的报告：%1 行中没有一行是报告内容；报告由 --report 写出") \
    X(BATCH_RESULTS,      'B', 26, WARNING, LOOK,  "this is one of %1 result(s) of an earlier batch among the files, which are left out; to convert those, name their folder itself", "要转换的文件中有 %1 个是以前批量处理的结果（此为第一个），已略过；如需转换，请直接指定它们所在的文件夹") \
    X(USAGE_BATCH_FOLDER, 'U', 50, ERROR,   LOOK,  "name the folder for the results with -o", "请用 -o 指明存放结果的文件夹") \
    X(USAGE_BATCH_SAME,   'U', 51, ERROR,   LOOK,  "the results cannot go into the folder %1 they are made from; name another one with -o", "结果不能放在原文件所在的文件夹 %1；请用 -o 另选一个") \
    X(USAGE_BATCH_MANY,   'U', 52, ERROR,   LOOK,  "the option --%1 can be given %2 times", "选项 --%1 最多给出 %2 次") \
    X(USAGE_BATCH_AMONG,  'U', 53, ERROR,   LOOK,  "%1 would lie among the files that are converted, and the next run would take it for one of them; put it into another folder, or leave it out with --exclude", "%1 会与要转换的文件放在一起，下次运行会把它当作原文件；请放到别的文件夹，或用 --exclude 略过") \
    X(USAGE_BATCH_TAKEN,  'U', 54, ERROR,   LOOK,  "something else of this run will be written as %1; choose another name", "本次运行还有别的内容要写成 %1；请另取名称") \
    X(USAGE_BATCH_STDIN,  'U', 55, ERROR,   LOOK,  "a batch converts files and folders, not standard input: --files-from - reads a list of them from there, and jixiao convert - converts it", "批量转换处理文件和文件夹，不读取标准输入的内容：用 --files-from - 可从标准输入读取文件列表，用 jixiao convert - 可转换标准输入") \
    X(BLANK_LARGE,        'T',  1, ERROR,   LOOK, "the part %1 of the blank is larger than %2 bytes, which is too large to be filled; delete what stands outside the form and save it again", "空白表的部件 %1 超过 %2 字节，过大而无法填写；请删除表格以外的内容后重新保存") \
    X(BLANK_ELEMENTS,     'T',  2, ERROR,   LOOK, "the part %1 of the blank has more than %2 elements, which is too many to be filled; delete what stands outside the form (formatting of empty rows, too) and save it again", "空白表的部件 %1 元素超过 %2 个，过多而无法填写；请删除表格以外的内容（包括空行的格式）后重新保存") \
    X(BLANK_ENCODING,     'T',  3, ERROR,   LOOK, "the part %1 of the blank is in the encoding %2; open it in WPS or Office and save it again, then it can be filled", "空白表的部件 %1 使用 %2 编码；请用 WPS 或 Office 打开并重新保存后再填写") \
    X(BLANK_SIGNED,       'T',  4, ERROR,   LOOK, "the blank is signed (%1), and filling it would break the signature; ask for an unsigned copy, or save it anew without the signature", "空白表带有数字签名（%1），填写会使签名失效；请索取未签名的文件，或去除签名后另存") \
    X(BLANK_PACKAGE,      'T',  5, ERROR,   LOOK, "the blank's package cannot be changed: its directory and its parts disagree; open it in WPS or Office and save it again", "空白表的压缩包目录与内容不一致，无法改动；请用 WPS 或 Office 打开并重新保存") \
    X(BLANK_ROWS_CROSS,   'T',  6, ERROR,   LOOK, "no rows can be added at %1: %2 would be torn apart; fill with --no-insert, or add the rows by hand first", "无法在 %1 处添加行：会拆散 %2；请用 --no-insert 填写，或先手工添加行") \
    X(BLANK_ROWS_FULL,    'T',  7, ERROR,   LOOK, "no rows can be added at %1: the sheet would have more rows than a spreadsheet holds", "无法在 %1 处添加行：工作表将超过电子表格的最大行数") \
    X(BLANK_MERGES,       'T',  8, ERROR,   LOOK, "the merged areas %1 and %2 of the blank overlap; mend this in WPS or Excel first", "空白表的合并区域 %1 与 %2 重叠；请先用 WPS 或 Excel 改正") \
    X(BLANK_NO_PLACE,     'T',  9, ERROR,   LOOK, "the cell cannot be filled: its text does not stand there as it was read; open the blank in WPS or Office and save it again", "此单元格无法填写：文件中的文字与读取的不符；请用 WPS 或 Office 打开空白表并重新保存") \
    X(BLANK_FORMULA,      'T', 10, NOTE,    INFO, "the cell is calculated by the form (%1) and is not written over", "此单元格由表中公式（%1）计算，不覆盖") \
    X(BLANK_BOUND,        'T', 11, WARNING, LOOK, "the content control was bound to data of the document; the binding was taken out so that what was filled in shows", "该内容控件原与文档数据绑定；为显示填写的内容，已取消绑定") \
    X(BLANK_TRACKED,      'T', 12, NOTE,    INFO, "the document tracks changes; what is filled in is plain text and no tracked change", "文档启用了修订；填写的内容为普通文字，不作为修订") \
    X(BLANK_PROTECTED,    'T', 13, NOTE,    INFO, "the form is protected against editing by hand; it is filled, and stays protected", "表格受保护；已填写，保护保持不变") \
    X(BLANK_HEIGHT,       'T', 14, NOTE,    INFO,  "the row had an exact height, which would have cut off the text; it now grows with it", "该行原为固定行高，会截断文字；已改为随内容增高") \
    X(BLANK_KIND,         'T', 15, ERROR,   LOOK,  "this kind of file (%1) cannot be filled as a blank; save it as .xlsx or .docx in WPS or Office first", "此类文件（%1）不能作为空白表填写；请先用 WPS 或 Office 另存为 .xlsx 或 .docx") \
    X(BLANK_NOTHING,      'T', 16, ERROR,   LOOK,  "nothing in %1 looks like a form to be filled (no 三级指标, no 项目名称): is this the right file?", "%1 中没有可填写的绩效目标表（没有“三级指标”“项目名称”等栏目）：文件是否选对了？") \
    X(SLOT_SUM,           'T', 20, NOTE,    LOOK,  "filled %1, stayed blank %2, no place %3, rows added %4", "已填 %1 处，留空 %2 处，无处可填 %3 项，添加 %4 行") \
    X(SLOT_FORMULA,       'T', 21, WARNING, LOOK,  "the form's own formula gives %1 (%2), the facts say %3; the formula stands: check which is right", "表中公式算得 %1（%2），而原表为 %3；保留公式，请核对") \
    X(SLOT_LIST,          'T', 22, WARNING, LOOK,  "“%1” is not among the entries that the form lets choose (%2); check it", "“%1”不在表格可选项中（%2），请核对") \
    X(SLOT_YEAR,          'T', 23, WARNING, LOOK,  "the form prints the year %1, the facts are of %2; the form's word stands: is this the right form?", "表中印的年度是 %1，而原表是 %2；以表中为准，请看表格是否选对") \
    X(SLOT_OCCUPIED,      'T', 24, WARNING, LOOK,  "“%1” stands here already, and “%2” was not written over it; --overwrite does that", "此处已有“%1”，未覆盖为“%2”；用 --overwrite 覆盖") \
    X(SLOT_ONE_FORM,      'T', 25, ERROR,   LOOK,  "%1 takes one form; %2 is not filled in: --split fills a file for each", "%1 只能填一张表；%2 未填入；用 --split 可每张表各填一个文件") \
    X(SLOT_HEIGHT,        'T', 26, NOTE,    INFO,  "the row was made higher so that its text shows", "为显示全部文字，已增加该行行高") \
    X(SLOT_NO_ROW,        'T', 27, WARNING, PLACE, "%1 (%2) finds no row in the form", "“%1”（%2）在表中没有可填的行") \
    X(SLOT_LIST_USED,     'T', 28, WARNING, LOOK,  "the list is filled already and %1 is not in it; it was not added: start from the blank list", "列表中已有内容且没有“%1”，未添加；请使用空白列表") \
    X(BLANK_ENDING,       'T', 30, ERROR,   LOOK,  "a blank that is .%1 is filled as .%1, but the output is to be .%2", "空白表为 .%1，填写后也是 .%1，而输出要求 .%2") \
    X(BLANK_SAVE_AS,      'T', 31, ERROR,   LOOK,  "%1 is of a kind that is read, but cannot be filled; open it in WPS or Office, save it as .%2, and fill that", "%1 的文件格式只能读取，不能直接填写；请用 WPS 或 Office 打开，另存为 .%2 后再填写") \
    X(SLOT_COST,          'T', 32, NOTE,    INFO,  "%1 (%2) stands under %3 in this form, for its lists know costs there alone", "此表的选项中成本只在%3下，“%1”（%2）填在该处") \
    X(SLOT_DECIMALS,      'T', 33, WARNING, LOOK,  "%1 is more exact than this cell shows, for its format has %2 decimal(s); the cell holds all of it", "%1 比此单元格显示的更精确（格式只显示 %2 位小数）；单元格中保留全部小数") \
    X(SLOT_STRANGE_UNIT,  'T', 34, WARNING, LOOK,  "the form asks for amounts in a unit that nothing can be converted to (%1); they stay blank: fill them in by hand", "表格要求的金额单位（%1）无法换算；金额留空，请手工填写") \
    X(SLOT_UNIT,          'T', 35, NOTE,    INFO,  "the form is in %1 and the facts are in %2: amounts are converted", "表格金额单位为%1，原表为%2，金额已换算") \
    X(SLOT_DATE_LESS,     'T', 60, WARNING, PLACE, "the form's gaps ask for less than “%1” says; what they do not ask for is left out", "表中所留空格少于“%1”的内容，多出的部分未填") \
    X(SLOT_PRINTED,       'T', 61, NOTE,    LOOK,  "the form prints indicators of which the source says nothing; they stay as they are: %1", "表中印有而原表没有的指标，保持原样：%1") \
    X(SLOT_LOCKED,        'T', 37, NOTE,    LOOK, "the sheet is protected, and of the cells that were filled %1 are locked, this one first; who wants to correct them must lift the protection", "工作表受保护，已填写的单元格中有 %1 个被锁定（此为首个），如需修改须先撤销工作表保护") \
    X(BLANK_TABS,         'T', 36, ERROR,   LOOK,  "the document has no table: its form is text with tabs, which cannot be filled; turn it into a table in WPS or Office, or fill the authority's own file", "文档中没有表格，表的内容是用制表符隔开的文字，无法填写；请在 WPS 或 Office 中把文字转换成表格，或改用主管部门下发的原表") \
    X(SLOT_OTHERS,        'T', 62, NOTE,    LOOK,  "the blank holds %1 more form(s), this one first; one is filled, and they stay as they are", "空白表文件中还有 %1 张表（此为首张）；每次只填一张，其余保持原样") \
    X(SLOT_EXAMPLE,       'T', 63, WARNING, LOOK,  "the form's own example “%1” still stands here, and would be read as an indicator; take it out before the form goes on", "表中原有的示例“%1”仍在此处，会被当作指标读取；上报前请删除") \
    X(SLOT_HIDDEN,        'T', 64, WARNING, LOOK,  "of the cells that were filled %1 stand in hidden rows, this one first; show these rows to look at them", "已填写的单元格中有 %1 个在隐藏的行中（此为首个）；请取消隐藏后核对") \
    X(SLOT_DATE_BEGUN,    'T', 65, WARNING, LOOK,  "“%1” is begun here in figures that “%2” does not go on from; it stays as it is: fill it in by hand", "此处已印“%1”，无法接着填写“%2”，保持原样，请手工填写") \
    X(SLOT_MEASURE,       'T', 66, WARNING, LOOK,  "the form prints “%1” for a target that is “%2”; it was not filled in, for the number would say something else there: convert it by hand, or use --overwrite", "此处印有“%1”，而指标值为“%2”，照填会改变含义，未填：请手工换算，或用 --overwrite") \
    X(SLOT_BORROWED,      'T', 67, WARNING, LOOK,  "the form gives the amount of %1 no unit of its own, and what other labels name may not be meant for it; it is filled in as %2: look whether that is right", "表中 %1 没有写金额单位，其他标签上的单位不一定适用于它；按“%2”填写，请核对") \
    X(SLOT_ANOTHER,       'T', 68, ERROR,   LOOK,  "the form holds another project already (%1), and nothing of %2 was filled in; start from a blank form (--overwrite would replace its head, and leave its indicators)", "表中已填有另一项目（%1），“%2”未填入；请使用空白表（--overwrite 只覆盖表头，已有指标仍会保留）") \
    X(SLOT_PROMPT,        'T', 69, WARNING, LOOK,  "the form asks for “%1” here, and “%2” was written in its place, with its own sign and unit: look whether the form wants others", "此处要求填写“%1”，已按原表的符号和单位填为“%2”，请核对") \
    /* add above this line; keep each letter's numbers in one block */
/* clang-format on */

/* A code as a number: its letter, then its digits. It does not change when messages are added before it. */
#define JX_CODE(letter, number) ((int)(letter)*1000 + (number))

enum jx_code {
    JX_MSG_NONE = 0,
#define X(name, letter, number, severity, concern, english, chinese) JX_MSG_##name = JX_CODE(letter, number),
    JX_MESSAGES(X)
#undef X
};

#ifdef __cplusplus
}
#endif

#endif
