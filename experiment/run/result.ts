// The types of what a run gives, from their one definition in result-schema.ts. reports/ reads nothing else.
import type { z } from "zod";
import type { Plain } from "../result-numbers.js";
import type { ExperimentSpec } from "../spec.js";
import type { resultSchema } from "./result-schema.js";

export type { AreaPart, AssumptionResult, ChipResult, DeploymentResult } from "../machine/machine-schema.js";

/** To the schema the config is any section; here it is the experiment, resolved. */
export type RunResult = Omit<Plain<z.output<typeof resultSchema>>, "config"> & { readonly config: ExperimentSpec };

export type SubnetResult = RunResult["subnets"][number];
export type LayerResult = SubnetResult["layers"][number];
export type LedgerRowResult = SubnetResult["ledger"][number];
export type PowerPoint = SubnetResult["powerTrace"][number];
export type VariationResult = NonNullable<SubnetResult["variation"]>;
export type VariationPoint = VariationResult["sweep"][number];
export type WearResult = NonNullable<SubnetResult["wear"]>;
