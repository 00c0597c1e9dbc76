// The rooms below cli run in a browser: each one's table of contents bundles for it, with nothing of Node inside.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";

const root = join(import.meta.dirname, "..", "..");

/** By esbuild's command: its library refuses Jest's sandbox (another realm's Uint8Array). */
function bundle(room: string): { error: string | null; script: string } {
  try {
    const options = [
      "--bundle", "--platform=browser", "--format=iife", "--target=es2023", "--log-level=error", "--minify", `--global-name=${room}`,
    ];
    const script = execFileSync(join(root, "node_modules", ".bin", "esbuild"), [`${room}/index.ts`, ...options], {
      cwd: root, encoding: "utf8", maxBuffer: 2 ** 26, stdio: ["ignore", "pipe", "pipe"],
    });
    return { error: null, script };
  } catch (error) {
    return { error: (error as { stderr: string }).stderr, script: "" };
  }
}

describe("browser-safe rooms", () => {
  it.each(
    ["sim", "arch", "workloads", "experiment", "reports"]
  )("%s bundles for the browser and loads without anything of Node", (room) => {
    const { error, script } = bundle(room);
    expect(error).toBeNull();
    expect(script).not.toMatch(/require\("(node:|fs|path|os|util|worker_threads)/);
    // What every browser has and a bare context lacks; no process, Buffer or require.
    const page = createContext(
      { TextEncoder, TextDecoder, URL, performance, structuredClone, setTimeout, clearTimeout, crypto: globalThis.crypto, console }
    );
    runInContext(script, page);
    expect(runInContext(`Object.keys(${room}).length`, page)).toBeGreaterThan(room === "sim" ? 20 : -1);
  });
});
