// A checkpoint as the commands take it: the name of a shipped one, or a file from the working folder.
import { decodeCheckpoint } from "../../workloads/checkpoint/index.js";
import { nodeServices } from "./node-services.js";

/**
 * @param network when given, the name that the checkpoint's network must have
 * @throws ConfigError when there is no such checkpoint, or it is damaged or of another network
 */
export async function namedCheckpoint(name: string, network?: string): Promise<ReturnType<typeof decodeCheckpoint>> {
  const here = process.cwd();
  return decodeCheckpoint(await nodeServices({ data: here, checkpoint: here }).loadCheckpoint(name), name, network);
}
