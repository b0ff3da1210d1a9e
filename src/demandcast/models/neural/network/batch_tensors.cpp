// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/batch_tensors.h"

namespace demandcast::neural {
namespace {

template <class Number>
at::Tensor tensor_of(const std::vector<Number>& numbers, at::IntArrayRef shape, const at::Device& device,
                     at::ScalarType type) {
  const at::Tensor borrowed =
      at::from_blob(const_cast<Number*>(numbers.data()), shape, c10::CppTypeToScalarType<Number>::value);
  return borrowed.to(device, type, false, true);
}

}  // namespace

BatchTensors::BatchTensors(const Batch& batch, const at::Device& device, at::ScalarType type) {
  const std::int64_t b = batch.blocks, m = batch.origins, k = batch.targets, cells = b * m * k;
  const auto width = [](const auto& numbers, std::int64_t rows) { return rows == 0 ? 0 : std::ssize(numbers) / rows; };
  past = tensor_of(batch.past, {b, batch.time, width(batch.past, b * batch.time)}, device, type);
  origin = tensor_of(batch.origin, {b, m, width(batch.origin, b * m)}, device, type);
  target = tensor_of(batch.target, {b, m, k, width(batch.target, cells)}, device, type);
  rough = tensor_of(batch.rough, {b, m, k, width(batch.rough, cells)}, device, type);
  categories = tensor_of(batch.categories, {b, width(batch.categories, b)}, device, at::kLong);
  demand = tensor_of(batch.demand, {b, m, k}, device, type);
  const at::Tensor levels = tensor_of(batch.level, {b, m}, device, at::kDouble);
  const at::Tensor root = levels.sqrt();
  unit = levels.to(type);
  weight = (root / root.mean()).to(type);
  level = (levels / levels.mean(1, true)).to(type);
  begun = tensor_of(batch.begun, {b, m}, device, at::kFloat).gt(0.5);
  if (batch.window == 0) return;
  const std::int64_t periods = batch.window + m - 1, places = b * periods * Batch::kPlaces;
  events = tensor_of(batch.events, {b, periods, Batch::kPlaces, width(batch.events, places)}, device, type);
  ahead = tensor_of(batch.ahead, {b, m, batch.steps, width(batch.ahead, b * m * batch.steps)}, device, type);
}

void BatchTensors::forget_calendar(std::int64_t width) {
  for (const at::Tensor* of : {&past, &target, &events, &ahead}) {
    if (of->defined()) of->narrow(-1, of->size(-1) - width, width).zero_();
  }
}

}  // namespace demandcast::neural
