// A team of worker threads: results in the tasks' order, and no failure that is lost, whenever it comes.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { WorkerTeam } from "../../../../workloads/node/worker-team.js";

const folder = mkdtempSync(join(tmpdir(), "pimento-team-"));
const built = (path: string): string => JSON.stringify(resolve("dist", path));

/** A worker whose answer to a number is this expression of `task`. */
function workerOf(name: string, answer: string, atStart = ""): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `import { serveTasks } from ${built("workloads/node/worker-team.js")};\nimport { ConfigError } from ${built("sim/errors.js")};\n`
      + `${atStart}\nserveTasks((task) => ${answer});\n`
  );
  return file;
}

const idle = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 300); });

describe("a team of workers", () => {
  it("gives results in the order of the tasks, whoever did them", async () => {
    const team = new WorkerTeam<number, number>(workerOf(
      "square", "new Promise((done) => setTimeout(() => done(task * task), 20 - task))"
    ), [null, null]);
    expect(await team.run([1, 2, 3, 4, 5])).toEqual([1, 4, 9, 16, 25]);
    await team.close();
  });

  it("throws what a worker threw, of the same kind, and works on", async () => {
    const team = new WorkerTeam<number, number>(workerOf(
      "config", "{ if (task < 0) throw new ConfigError({ path: 'x', message: 'is negative', found: String(task) }); return task; }"
    ), [null]);
    await expect(team.run([-1])).rejects.toMatchObject(
      { code: "CONFIG", message: "x: is negative (found -1)", problems: [{ path: "x", found: "-1" }] }
    );
    expect(await team.run([2])).toEqual([2]);
    await team.close();
  });

  it("says so when a worker ends in the middle of a task, and afterwards", async () => {
    const team = new WorkerTeam<number, number>(workerOf("exit", "process.exit(7)"), [null]);
    await expect(team.run([1])).rejects.toThrow(/ended with code 7/);
    await expect(team.run([2])).rejects.toThrow(/ended with code 7/);
    await team.close();
  });

  it("remembers a worker that failed to start while nothing was asked of it", async () => {
    const team = new WorkerTeam<number, number>(workerOf("start", "task", "throw new Error('no start');"), [null]);
    await idle();
    await expect(team.run([1])).rejects.toThrow(/no start/);
    await team.close();
  });

  it("rejects tasks after it was closed instead of waiting for ever", async () => {
    const team = new WorkerTeam<number, number>(workerOf("closed", "task"), [null]);
    await team.close();
    await expect(team.run([1])).rejects.toThrow(/ended/);
  });
});
