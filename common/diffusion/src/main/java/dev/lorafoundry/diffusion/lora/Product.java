package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.tensor.Decompositions;
import dev.lorafoundry.tensor.Value;

/**
 * A matrix (out, in · kernel) as a product of two, of which the inner side k is mostly small.
 *
 * @param left (out, k)
 * @param right (k, in · kernel)
 */
record Product(Value left, Value right) {
  /**
   * A matrix as it is, where two would not be smaller.
   *
   * @param matrix (rows, columns)
   */
  static Product whole(Value matrix, long rows, long columns) {
    return rows <= columns
        ? new Product(Decompositions.identity(rows, matrix), matrix)
        : new Product(matrix, Decompositions.identity(columns, matrix));
  }

  /** The product, multiplied by a number. */
  Product times(double factor) {
    return factor == 1 ? this : new Product(left.mul(factor), right);
  }

  /** The sum of both products: their inner sides lie side by side. */
  Product plus(Product other) {
    return new Product(left.concat(1, other.left), right.concat(0, other.right));
  }

  /**
   * The singular values of the product, and their vectors.
   *
   * <p>With {@code left = Q₁ R₁} and {@code rightᵀ = Q₂ R₂} it is {@code Q₁ (R₁ R₂ᵀ) Q₂ᵀ}, so that
   * only the small matrix between is to be decomposed: (out + in) k² + k³ operations where the
   * whole would take out · in · min(out, in).
   */
  Decompositions.Svd svd() {
    Decompositions.Qr one = Decompositions.qr(left);
    Decompositions.Qr other = Decompositions.qr(right.transpose(0, 1));
    Decompositions.Svd core =
        Decompositions.svd(one.r().exactMatmul(other.r().transpose(0, 1))); // (k, k)
    return new Decompositions.Svd(
        one.q().exactMatmul(core.left()),
        core.singular(),
        core.right().exactMatmul(other.q().transpose(0, 1)));
  }
}
