// A temporary folder of the test run's own, which is gone when it ends: whatever a test makes there, it leaves nothing.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = "pimento-tests-";

/** Of runs that were killed. */
function removeLeftovers(folder) {
  for (const name of readdirSync(folder)) {
    const owner = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : NaN;
    if (Number.isInteger(owner) && owner > 0 && !isRunning(owner)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(owner) {
  try {
    return process.kill(owner, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Before the first test; the processes that run tests get the environment of this one. */
export default function setUp() {
  const folder = tmpdir();
  removeLeftovers(folder);
  const own = join(folder, `${PREFIX}${process.pid}`);
  mkdirSync(own);
  process.env.PIMENTO_TESTS_FOLDER = own;
  process.env.TMPDIR = own;
}
