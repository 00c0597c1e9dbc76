// After the last test: the run's temporary folder goes, with all that tests made in it.
import { rmSync } from "node:fs";

export default function tearDown() {
  rmSync(process.env.PIMENTO_TESTS_FOLDER, { recursive: true });
}
