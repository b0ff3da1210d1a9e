// Weights of a module as plain loops read them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>

#include <string>
#include <vector>

#include "demandcast/nn/plain_product.h"

namespace demandcast::nn {

/// A linear layer: a matrix [input, output], and what its sums start from.
struct PlainLinear {
  OwnRows matrix;
  std::vector<float> bias;

  std::int64_t width() const { return matrix.stride; }
  OwnRows of(Rows<const float> from) const;
  void of(Rows<const float> from, Rows<float> to) const;
};

/// Copies of weights, in single precision, by the names that the module gives them ("look_back.value"). Columns are
/// rounded up to a multiple of 8 with zeros. Throws std::out_of_range for a name that the module has not.
class PlainWeights {
 public:
  explicit PlainWeights(const torch::nn::Module& module);
  /// Of a linear layer, [input, output], each times `factor`: the inputs from `first` on, `count` of them or all.
  OwnRows matrix(const std::string& layer, std::int64_t first = 0, std::int64_t count = -1, float factor = 1) const;
  /// Any parameter or buffer of two dimensions as it is.
  OwnRows rows(const std::string& name) const;
  /// As `matrix`, with the bias as the row after the last, to be multiplied by one.
  OwnRows matrix_and_bias(const std::string& layer) const;
  /// `matrix`, and the bias as it is.
  PlainLinear linear(const std::string& layer, std::int64_t first = 0, std::int64_t count = -1, float factor = 1) const;
  /// Of the outputs `places` of a layer alone.
  PlainLinear linear_of_outputs(const std::string& layer, const std::vector<std::int64_t>& places) const;
  /// Any parameter or buffer, all its numbers in a row; zeros to a multiple of 8.
  std::vector<float> numbers(const std::string& name) const;
  bool has(const std::string& name) const { return parameters_.contains(name); }
  std::int64_t outputs(const std::string& layer) const { return of(layer + ".weight").size(0); }
  std::int64_t inputs(const std::string& layer) const { return of(layer + ".weight").size(1); }

 private:
  const at::Tensor& of(const std::string& name) const;
  torch::OrderedDict<std::string, at::Tensor> parameters_, buffers_;
};

}  // namespace demandcast::nn
