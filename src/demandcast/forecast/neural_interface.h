// What libdemandcast_neural gives to libdemandcast: the one C symbol, and the table behind it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace demandcast {

/// Raised with every change of `NeuralInterface` or of a type that crosses it.
inline constexpr int kNeuralInterfaceVersion = 1;

/// A linear layer of one output and its data. All in double.
struct LinearQuantileProblem {
  std::span<const double> inputs;   ///< [row, input]
  std::span<const double> actual;   ///< [row], units of demand; NaN = not observed, skipped
  std::span<const double> weights;  ///< [input], then the bias
  double level = 0.5;               ///< of the quantile, in (0, 1)
};

/// Filled by libdemandcast_neural, read by `open_neural_library`. Standard layout; `version` stays the first member for
/// ever, so that a library of any version can be asked for it.
struct NeuralInterface {
  int version;
  const char* demandcast_version;
  const char* libtorch_version;
  /// Mean pinball loss of the layer over observed rows; its gradient by automatic differentiation into `gradient`,
  /// [input + 1]. Throws DataError when sizes disagree or no row is observed.
  double (*linear_pinball)(const LinearQuantileProblem& problem, std::span<double> gradient);
};

}  // namespace demandcast

/// The symbol that libdemandcast_neural exports.
extern "C" const demandcast::NeuralInterface* demandcast_neural();
