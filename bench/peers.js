// peers.js MODULES LIST: SheetJS reads and writes every file of a list (IN, CELLS, OUT on each line) in one process.
const path = require("path");
const fs = require("fs");
const XLSX = require(path.join(process.argv[2], "xlsx"));

for (const line of fs.readFileSync(process.argv[3], "utf8").split("\n")) {
    if (!line) continue;
    const [source, , out] = line.split("\t");
    XLSX.writeFile(XLSX.readFile(source, { cellStyles: true }), out, { compression: true });
}
