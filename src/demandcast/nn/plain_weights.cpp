// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/plain_weights.h"

#include <algorithm>
#include <stdexcept>

#include "demandcast/nn/plain_lanes.h"

namespace demandcast::nn {
namespace {

at::Tensor plain(const at::Tensor& tensor) { return tensor.detach().to(at::kCPU, at::kFloat).contiguous(); }

/// [row, column] with zeros after the last column.
OwnRows rows_of(const at::Tensor& tensor) {
  const at::Tensor dense = plain(tensor);
  OwnRows rows(dense.size(0), whole_lanes(dense.size(1)));
  std::fill_n(rows.numbers.get(), rows.rows * rows.stride, 0.0F);
  for (std::int64_t r = 0; r < rows.rows; ++r) {
    std::copy_n(dense.data_ptr<float>() + r * dense.size(1), dense.size(1), rows.all().row(r));
  }
  return rows;
}

std::vector<float> padded(const at::Tensor& tensor) {
  const at::Tensor dense = plain(tensor);
  std::vector<float> numbers(static_cast<std::size_t>(whole_lanes(dense.numel())));
  std::copy_n(dense.data_ptr<float>(), dense.numel(), numbers.begin());
  return numbers;
}

}  // namespace

OwnRows PlainLinear::of(Rows<const float> from) const {
  OwnRows to(from.count, width());
  of(from, to.all());
  return to;
}

void PlainLinear::of(Rows<const float> from, Rows<float> to) const {
  start_with(bias.data(), width(), to);
  add_product(from, matrix.all(), width(), to);
}

PlainWeights::PlainWeights(const torch::nn::Module& module)
    : parameters_(module.named_parameters()), buffers_(module.named_buffers()) {}

const at::Tensor& PlainWeights::of(const std::string& name) const {
  if (const at::Tensor* found = parameters_.find(name)) return *found;
  if (const at::Tensor* found = buffers_.find(name)) return *found;
  throw std::out_of_range("no weight is called " + name);
}

OwnRows PlainWeights::matrix(const std::string& layer, std::int64_t first, std::int64_t count, float factor) const {
  const at::Tensor& weight = of(layer + ".weight");
  return rows_of(weight.narrow(1, first, count < 0 ? weight.size(1) - first : count).t() * factor);
}

OwnRows PlainWeights::rows(const std::string& name) const { return rows_of(of(name)); }

OwnRows PlainWeights::matrix_and_bias(const std::string& layer) const {
  return rows_of(at::cat({of(layer + ".weight").t(), of(layer + ".bias").unsqueeze(0)}));
}

PlainLinear PlainWeights::linear(const std::string& layer, std::int64_t first, std::int64_t count, float factor) const {
  return {matrix(layer, first, count, factor), numbers(layer + ".bias")};
}

PlainLinear PlainWeights::linear_of_outputs(const std::string& layer, const std::vector<std::int64_t>& places) const {
  const at::Tensor chosen = at::tensor(places, at::kLong).to(of(layer + ".bias").device());
  return {rows_of(of(layer + ".weight").index_select(0, chosen).t()),
          padded(of(layer + ".bias").index_select(0, chosen))};
}

std::vector<float> PlainWeights::numbers(const std::string& name) const { return padded(of(name)); }

}  // namespace demandcast::nn
