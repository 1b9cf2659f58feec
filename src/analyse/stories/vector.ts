/** Sparse vectors over numbered terms: two parallel arrays, terms rising, so that a dot product is one merge. */
export interface Vector {
  readonly terms: Int32Array;
  readonly weights: Float32Array;
}

/** Scaled to length 1; a vector of nothing stays nothing. */
export const unit = (terms: Int32Array, weights: Float32Array): Vector => {
  let sum = 0;
  for (const weight of weights) sum += weight * weight;
  const length = Math.sqrt(sum) || 1;
  return { terms, weights: weights.map((weight) => weight / length) };
};

/** Cosine of two unit vectors. Linear in their terms. */
export const dot = (a: Vector, b: Vector): number => {
  let sum = 0;
  let i = 0;
  let j = 0;
  while (i < a.terms.length && j < b.terms.length) {
    const left = a.terms[i] ?? 0;
    const right = b.terms[j] ?? 0;
    if (left === right) {
      sum += (a.weights[i] ?? 0) * (b.weights[j] ?? 0);
      i += 1;
      j += 1;
    } else if (left < right) i += 1;
    else j += 1;
  }
  return sum;
};
