// Softmax and cross entropy against labels or soft targets, with the gradient by the logits.

/** Row-wise softmax of [images][classes], into a new array. */
export function softmax(logits: Float32Array, classes: number): Float32Array {
  const result = new Float32Array(logits.length);
  for (let row = 0; row < logits.length; row += classes) {
    let largest = -Infinity;
    for (let c = 0; c < classes; c += 1) largest = Math.max(largest, logits[row + c]!);
    let sum = 0;
    for (let c = 0; c < classes; c += 1) sum += result[row + c] = Math.exp(logits[row + c]! - largest);
    for (let c = 0; c < classes; c += 1) result[row + c]! /= sum;
  }
  return result;
}

/** One-hot rows of the labels. */
export function oneHot(labels: ArrayLike<number>, classes: number): Float32Array {
  const result = new Float32Array(labels.length * classes);
  for (let n = 0; n < labels.length; n += 1) result[n * classes + labels[n]!] = 1;
  return result;
}

export interface LossResult {
  /** Sum over images of -sum(target log probability). */
  readonly loss: number;
  readonly probabilities: Float32Array;
  /** Gradient of weight * loss by the logits. */
  readonly gradient: Float32Array;
}

/** Cross entropy of logits [images][classes] against target probabilities of the same shape. */
export function crossEntropy(logits: Float32Array, targets: Float32Array, classes: number, weight: number): LossResult {
  const probabilities = softmax(logits, classes);
  const gradient = new Float32Array(logits.length);
  let loss = 0;
  for (let n = 0; n < logits.length; n += 1) {
    gradient[n] = weight * (probabilities[n]! - targets[n]!);
    if (targets[n]! > 0) loss -= targets[n]! * Math.log(Math.max(probabilities[n]!, Number.MIN_VALUE));
  }
  return { loss, probabilities, gradient };
}

/** How many rows have their largest value at the label; the first of equals counts. */
export function countCorrect(logits: Float32Array, labels: ArrayLike<number>, classes: number): number {
  let correct = 0;
  for (let n = 0; n < labels.length; n += 1) {
    let best = 0;
    for (let c = 1; c < classes; c += 1) if (logits[n * classes + c]! > logits[n * classes + best]!) best = c;
    if (best === labels[n]) correct += 1;
  }
  return correct;
}
