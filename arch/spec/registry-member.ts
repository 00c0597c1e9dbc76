// A member of a registry by the name a config gives.
import { ConfigError, didYouMean } from "../../sim/errors.js";

/** @param path the field that names it. Throws ConfigError with the known names */
export function registryMember<T>(registry: Readonly<Record<string, T>>, name: string, path: string): T {
  if (Object.hasOwn(registry, name)) return registry[name]!;
  const known = Object.keys(registry);
  const guess = didYouMean(name, known);
  throw new ConfigError({
    path, message: guess === undefined ? "unknown name" : `unknown name; did you mean ${guess}?`, found: name, allowed: known.join(", "),
  });
}
