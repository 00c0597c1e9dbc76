#!/usr/bin/env node
// Entry of the command line: the process's words and streams for `main`, and its exit code for the process.
import { hideBin } from "yargs/helpers";
import { reportFailure } from "./failure.js";
import { main } from "./program.js";

// A reader that stops early (`pimento list | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : reportFailure(error));
});

process.exitCode = await main(hideBin(process.argv), { out: process.stdout, err: process.stderr });
