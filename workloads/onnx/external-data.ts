// Tensors whose values lie in a file beside the model: which bytes of which file, checked before anything is read.
import type { TensorMessage } from "./messages.js";
import type { Refuse } from "./tensor-values.js";

/**
 * Reads some bytes of a file in the model's own folder.
 * @param location relative, without a way out of the folder
 * @throws ConfigError when there is no such file, or it ends before
 */
export type SideFile = (location: string, offset: number, length: number) => Uint8Array;

/** @throws what `refuse` makes, for a location outside the folder, or a length that is not the tensor's */
export function externalBytes(tensor: TensorMessage, name: string, length: number, sideFile: SideFile, refuse: Refuse): Uint8Array {
  const entries = new Map((tensor.externalData ?? []).map(({ key = "", value = "" }) => [key, value]));
  const location = entries.get("location") ?? "";
  if (!isInFolder(location)) {
    throw refuse(`the values of constant ${name} lie outside the model's folder`, location || "no file", "a file beside it");
  }
  const offset = wholeNumber("offset", entries, 0, name, refuse);
  const stated = wholeNumber("length", entries, length, name, refuse);
  if (stated !== length) {
    throw refuse(`constant ${name} has another size in ${location} than its shape`, `${stated} bytes`, `${length} bytes`);
  }
  return sideFile(location, offset, length);
}

function isInFolder(location: string): boolean {
  const parts = location.split(/[/\\]/);
  return location !== "" && !/^[/\\]|^[A-Za-z]:|\0/.test(location) && !parts.includes("..");
}

function wholeNumber(key: string, entries: ReadonlyMap<string, string>, fallback: number, name: string, refuse: Refuse): number {
  const text = entries.get(key);
  const value = text === undefined ? fallback : Number(text);
  const isWhole = Number.isSafeInteger(value) && value >= 0 && text?.trim() !== "";
  if (!isWhole) throw refuse(`the ${key} of constant ${name} is no number of bytes`, text ?? "", "a whole number");
  return value;
}
