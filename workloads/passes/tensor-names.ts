// What the tensors of a model are called, in its vectors and in checkpoints.
import type { Subnet } from "../nets/index.js";

/** "conv weight", "scale of a subnet" ...: the one place where tensor names are made. */
export const tensorNames = {
  weight: (id: string): string => `${id}.weight`,
  bias: (id: string): string => `${id}.bias`,
  scale: (id: string, subnet: Subnet): string => `${id}.scale@${subnet.name}`,
  shift: (id: string, subnet: Subnet): string => `${id}.shift@${subnet.name}`,
  mean: (id: string, subnet: Subnet): string => `${id}.mean@${subnet.name}`,
  variance: (id: string, subnet: Subnet): string => `${id}.variance@${subnet.name}`,
  /** Of training that rounds: step of a layer's weights, clip of an activation. */
  step: (id: string): string => `${id}.step`,
  clip: (tensor: string, subnet: Subnet): string => `${tensor}.clip@${subnet.name}`,
};
