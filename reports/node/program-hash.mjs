// The content hash that results name the program by: of the compiled code of the rooms that decide what a result says, and of the packages
// pinned beside it. No time, no place: the same sources give the same hash wherever and whenever they are built.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

const DECIDING = ["sim", "arch", "workloads", "experiment"];
const DIGITS = 12;

/** Where the build puts the hash, and the constant that holds it. */
export const VERSION_FILE = "experiment/version.js";
const PROGRAM = /(PROGRAM = ")[^"]*(")/;

/** The text of the version file with another program in it. */
export const naming = (text, program) => text.replace(PROGRAM, `$1${program}$2`);

/** Hexadecimal. @param root the project's folder, with its sources and dist/ */
export function programHash(root) {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const hash = createHash("sha256").update(JSON.stringify(dependencies));
  for (const file of DECIDING.flatMap((room) => compiled(root, room))) {
    const text = readFileSync(join(root, "dist", file), "utf8");
    hash.update(`\0${file}\0${file === VERSION_FILE ? naming(text, "source") : text}`);
  }
  return hash.digest("hex").slice(0, DIGITS);
}

/** Compiled files of a room whose sources are still there: tsc leaves those of others behind. */
const compiled = (root, room) => readdirSync(join(root, "dist", room), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".js") && existsSync(join(root, room, file.replace(/\.js$/, ".ts"))))
  .map((file) => `${room}/${file.split(sep).join("/")}`)
  .sort();
