// JSON Schema (draft 2020-12) of a config file, for editors and for the wording of errors.
import { z } from "zod";
import { experimentSchema } from "./experiment-schema.js";

/** The few keywords that Pimento reads itself. */
export interface JsonSchema {
  readonly description?: string;
  readonly "x-allowed"?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** What a user may write, with units as text. */
export const configJsonSchema = (): JsonSchema => z.toJSONSchema(experimentSchema, { io: "input" }) as JsonSchema;

/** The part of the schema at a path, or undefined. Of alternatives, the one that has the next key. */
export function schemaAt(schema: JsonSchema, path: readonly PropertyKey[]): JsonSchema | undefined {
  const [head, ...rest] = path;
  if (head === undefined) return schema;
  for (const branch of [schema, ...(schema.anyOf ?? [])]) {
    const next = typeof head === "number" ? branch.items : branch.properties?.[String(head)];
    if (next !== undefined) return schemaAt(next, rest);
  }
  return undefined;
}

/** Keys that the section at this place may have. */
export const keysOf = (schema: JsonSchema | undefined): string[] =>
  [schema, ...(schema?.anyOf ?? [])].flatMap((branch) => Object.keys(branch?.properties ?? {}));

/** The sentence on what may stand at this place. */
export function allowedAt(schema: JsonSchema | undefined): string | undefined {
  if (schema === undefined) return undefined;
  if (schema["x-allowed"] !== undefined) return schema["x-allowed"];
  if (schema.properties !== undefined) return `a section with ${Object.keys(schema.properties).join(", ")}`;
  const branches = (schema.anyOf ?? []).map(allowedAt).filter((text) => text !== undefined);
  return branches.length > 0 ? branches.join(", or ") : undefined;
}

export interface ConfigField {
  readonly path: string;
  readonly description: string;
  readonly allowed: string;
}

/** Every field that is not a section, in the order of the schema. */
export function configFields(schema: JsonSchema = configJsonSchema(), path = ""): ConfigField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, part]) => {
    const here = path === "" ? key : `${path}.${key}`;
    if (part.properties !== undefined) return configFields(part, here);
    return [{ path: here, description: part.description ?? "", allowed: allowedAt(part) ?? "" }];
  });
}
