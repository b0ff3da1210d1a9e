// The network of a policy: two hidden layers and a straight way past them, forwards and backwards for many samples.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "demandcast/policy/lane_product.h"

namespace demandcast {

/// y = w . [h2, x] + b with h1 = max(0, A x + a), h2 = max(0, B h1 + b). The straight way from x makes every linear
/// rule a special case, one kink in it (a cap) another.
struct NetworkShape {
  std::size_t inputs = 0, hidden = 32;

  /// A [hidden, inputs], a, B [hidden, hidden], b, w [hidden + inputs], b; in this order.
  std::size_t parameters() const { return hidden * (inputs + hidden + 3) + inputs + 1; }
  std::size_t rows() const { return 2 * hidden + inputs; }  ///< h1, h2, x of a sample
  std::size_t first_input() const { return 2 * hidden; }

  std::size_t second_layer() const { return hidden * (inputs + 1); }                   ///< where B begins
  std::size_t output_layer() const { return second_layer() + hidden * (hidden + 1); }  ///< where w begins
  bool operator==(const NetworkShape&) const = default;
};

/// Hidden weights normal with variance 2 / inputs [He, Zhang, Ren & Sun 2015], all others zero: y is 0.
std::vector<float> initial_parameters(const NetworkShape& shape, std::uint64_t seed);

/// Parameters, with what the way back needs of them.
template <class Real>
class PolicyNetwork {
 public:
  /// `parameters` as NetworkShape tells.
  PolicyNetwork(const NetworkShape& shape, std::vector<Real> parameters);

  const NetworkShape& shape() const { return shape_; }
  std::span<const Real> parameters() const { return parameters_; }

  /// Fills h1 and h2 of `rows` [h1, h2, x][lane] and y [lane].
  void forward(Real* rows, Real* y) const;
  /// By y [lane] to by h1 and h2 before their kinks, `by_hidden` [h1, h2][lane], and `by_inputs` [x][lane].
  void backward(const Real* rows, const Real* by_y, Real* by_hidden, Real* by_inputs) const;

  /// Rows of `forward` and of `backward` over periods, one after another.
  struct Tape {
    std::span<const Real> rows, by_hidden, by_y;
    std::size_t periods;
  };
  /// Adds the derivatives by the parameters.
  void add_gradient(const Tape& tape, std::span<Real> gradient) const;

 private:
  NetworkShape shape_;
  std::vector<Real> parameters_;
  std::vector<Real> first_back_, second_back_;  ///< A and B transposed
};

}  // namespace demandcast
