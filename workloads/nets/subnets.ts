// Subnets of a network: uniform widths, or an explicit number of channels for every width slot.
import { ConfigError } from "../../sim/errors.js";
import type { ConfigProblem } from "../../sim/errors.js";
import type { NetworkSpec, Subnet } from "./network.js";

/** A subnet as it is asked for: a uniform width, or a number of channels for every slot. */
export type SubnetRequest = number | { readonly name: string; readonly channels: readonly number[] };

/** "1.00x", "0.75x" ... */
export const widthName = (width: number): string => `${width.toFixed(2)}x`;

/**
 * One subnet a width: round(width * c) channels of every slot, widest first as given.
 * @throws ConfigError when a width is outside (0, 1], leaves a slot without channels, appears twice, or has the name of another
 */
export function subnetsOf(spec: NetworkSpec, widths: readonly number[]): Subnet[] {
  const problems: ConfigProblem[] = [];
  widths.forEach((width, n) => {
    const path = `widths[${n}]`;
    if (!(width > 0 && width <= 1)) problems.push(
      { path, message: "a width is a fraction of the full channels", found: String(width), allowed: "above 0, at most 1" }
    );
    else if (spec.channels.some((c) => Math.round(width * c) < 1)) {
      problems.push(
        { path, message: "a layer would have no channel", found: String(width), allowed: `at least ${0.5 / Math.min(...spec.channels)}` }
      );
    }
    if (widths.indexOf(width) !== n) {
      problems.push({ path, message: "this width is declared twice", found: String(width), allowed: "each width once" });
    }
  });
  if (widths.length === 0) problems.push({ path: "widths", message: "no width is declared", found: "[]", allowed: "at least one" });
  if (problems.length > 0) throw new ConfigError(problems);
  return ownNames(widths.map((width) => uniformSubnet(spec, width)), "widths");
}

const uniformSubnet = (spec: NetworkSpec, width: number): Subnet =>
  ({ name: widthName(width), width, channels: spec.channels.map((c) => Math.round(width * c)) });

/**
 * Subnets of either kind, in the order asked for.
 * @param path of the requests, for errors
 * @throws ConfigError when a width or a channel count is not possible, or two subnets have one name
 */
export const requestedSubnets = (spec: NetworkSpec, requests: readonly SubnetRequest[], path: string): Subnet[] =>
  ownNames(requests.map(
    (request) => (typeof request === "number" ? subnetsOf(spec, [request])[0]! : customSubnet(spec, request.name, request.channels))
  ), path);

const ownNames = (subnets: Subnet[], path: string): Subnet[] => {
  requireOwnNames(subnets, path);
  return subnets;
};

/** Parameters, results and files tell subnets apart by their names. @throws ConfigError when two have the same */
export function requireOwnNames(subnets: readonly Subnet[], path: string): void {
  const firsts = new Map<string, number>();
  const problems = subnets.flatMap(({ name }, n): ConfigProblem[] => {
    const first = firsts.get(name) ?? n;
    firsts.set(name, first);
    return first === n ? [] : [{
      path: `${path}[${n}]`, message: `has the same name as subnet ${first}`, found: name,
      allowed: "a name of its own: widths that differ in their second decimal, or { name, channels }",
    }];
  });
  if (problems.length > 0) throw new ConfigError(problems);
}

/**
 * A subnet with its own number of channels in every slot.
 * @throws ConfigError when the list has another length than the network's slots, or a count is not 1 ... full
 */
export function customSubnet(spec: NetworkSpec, name: string, channels: readonly number[]): Subnet {
  if (channels.length !== spec.channels.length) {
    throw new ConfigError({ path: `${name}.channels`, message: `${spec.name} has ${spec.channels.length} width slots`,
      found: `${channels.length} counts`, allowed: `${spec.channels.length} counts, at most [${spec.channels.join(", ")}]` });
  }
  const problems = channels.flatMap((count, n): ConfigProblem[] => {
    const full = spec.channels[n]!;
    if (Number.isInteger(count) && count >= 1 && count <= full) return [];
    return [{
      path: `${name}.channels[${n}]`, message: "not a possible number of channels", found: String(count), allowed: `integers 1 to ${full}`,
    }];
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return { name, width: null, channels };
}

/** The network whose full width is the subnet. */
export const sliceNetwork = (spec: NetworkSpec, subnet: Subnet): NetworkSpec =>
  ({ ...spec, name: `${spec.name}-${subnet.name}`, channels: subnet.channels });
