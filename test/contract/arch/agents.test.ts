// What every agent must do: know each instruction of its own, in print, in checks, in meaning and in time.
import { AGENT_NAMES, AGENTS } from "../../../arch/agents/index.js";
import { COMPUTE_STYLES, instructionsOf } from "../../../arch/styles/index.js";
import { BUFFER_INSTRUCTIONS } from "../../../arch/agents/buffer-instructions.js";
import { DIGITAL_INSTRUCTIONS } from "../../../arch/agents/digital-instructions.js";

const opsOf = (style: keyof typeof COMPUTE_STYLES): Record<keyof typeof AGENTS, string[]> => ({
  buffer: Object.keys(BUFFER_INSTRUCTIONS),
  array: ["send-sums", ...Object.keys(COMPUTE_STYLES[style].instructions)],
  digital: Object.keys(DIGITAL_INSTRUCTIONS),
});

describe.each(Object.keys(AGENTS) as (keyof typeof AGENTS)[])("the agent %s", (agent) => {
  it("is among those that a lane starts", () => expect(AGENT_NAMES).toContain(agent));

  it("has instructions, and no other agent has the same", () => {
    for (const style of Object.keys(COMPUTE_STYLES) as (keyof typeof COMPUTE_STYLES)[]) {
      const set = instructionsOf(style);
      const own = opsOf(style)[agent];
      expect(own.length).toBeGreaterThan(0);
      for (const op of own) {
        const entry = set.entry(op);
        expect([op, set.agentOf(op)]).toEqual([op, agent]);
        for (const part of ["text", "check", "run", "execute"] as const) {
          expect([op, part, typeof entry[part]]).toEqual([op, part, "function"]);
        }
      }
    }
  });

  it("refuses what no machine knows by name", () => {
    expect(() => instructionsOf("bitwise-and").entry("fly")).toThrow('no instruction "fly" in machines of style bitwise-and');
  });
});
