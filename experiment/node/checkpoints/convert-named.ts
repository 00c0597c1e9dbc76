// A named checkpoint written in another form: as an ONNX model, or with its weights as 8-bit codes.
import { checkFile, writeAtomically } from "../../../sim/node/write-atomically.js";
import { encodeCheckpoint, roundedCheckpoint } from "../../../workloads/checkpoint/index.js";
import { exportModel } from "../../../workloads/onnx/index.js";
import type { ExportFormatName } from "../../../workloads/onnx/formats/index.js";
import { namedCheckpoint } from "../named-checkpoint.js";

/**
 * Writes a subnet as an ONNX model. @param subnet the checkpoint's first when undefined @returns bytes written
 * @throws ConfigError when there is no such checkpoint or subnet, the format lacks bits for it, or the file cannot be written
 */
export async function exportNamed(name: string, format: ExportFormatName, subnet: string | undefined, out: string): Promise<number> {
  await checkFile(out, "--out");
  return write(out, exportModel(await namedCheckpoint(name), format, subnet));
}

/** Writes a checkpoint whose weights are codes. @returns bytes written @throws ConfigError as above */
export async function compactNamed(name: string, out: string): Promise<number> {
  await checkFile(out, "--out");
  return write(out, encodeCheckpoint(roundedCheckpoint(await namedCheckpoint(name))));
}

async function write(out: string, bytes: Uint8Array): Promise<number> {
  await writeAtomically(out, bytes);
  return bytes.length;
}
