// The chip of a config, read again and again with fields replaced: what a geometry sweep needs, without the rest of the config.
import { z } from "zod";
import { resolveChip } from "../../arch/chip/presets.js";
import { chipSchema } from "../../arch/chip/schema.js";
import type { ChipSpec } from "../../arch/spec/chip-spec.js";
import { ConfigError } from "../../sim/errors.js";
import {
  isSection,
  pathText,
  type ConfigPath,
  type ConfigSection,
  type ConfigTree,
  type ConfigValue,
  emptySection,
} from "./config-tree.js";
import { applyOverrides, type Override } from "./overrides.js";
import type { ConfigText } from "./read-config.js";
import { yamlTree } from "./yaml-tree.js";

const sections = z.object({ chip: chipSchema.optional() });

/** @returns the chip with more fields replaced; each call throws ConfigError of its own */
export function chipReader(source: ConfigText | null, overrides: readonly Override[]): (more: readonly Override[]) => ChipSpec {
  const tree: ConfigTree = source === null ? { root: emptySection(), origins: new Map() } : yamlTree(source.text, source.file);
  applyOverrides(tree, overrides);
  return (more) => {
    const changed: ConfigTree = { root: copy(tree.root) as ConfigSection, origins: new Map() };
    applyOverrides(changed, more);
    const parsed = sections.safeParse(changed.root);
    if (parsed.success) return resolveChip(parsed.data.chip);
    throw new ConfigError(parsed.error.issues.map((issue) => ({ path: pathText(issue.path as ConfigPath), message: issue.message })));
  };
}

function copy(value: ConfigValue): ConfigValue {
  if (Array.isArray(value)) return value.map(copy);
  return isSection(value)
    ? Object.assign(emptySection(), Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copy(entry)])))
    : value;
}
