// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/batch_tensors.h"

namespace demandcast::neural {
namespace {

/// Numbers of a batch, as they are or copied.
struct Source {
  at::Device device;
  at::ScalarType type;
  bool copied;

  template <class Number>
  at::Tensor operator()(const std::vector<Number>& numbers, at::IntArrayRef shape) const {
    return (*this)(numbers, shape, type);
  }
  template <class Number>
  at::Tensor operator()(const std::vector<Number>& numbers, at::IntArrayRef shape, at::ScalarType as) const {
    const at::Tensor borrowed =
        at::from_blob(const_cast<Number*>(numbers.data()), shape, c10::CppTypeToScalarType<Number>::value);
    return borrowed.to(device, as, false, copied);
  }
};

}  // namespace

BatchTensors::BatchTensors(const Batch& batch, const at::Device& device, at::ScalarType type)
    : BatchTensors(batch, device, type, true) {}

BatchTensors BatchTensors::borrowing(Batch& batch) { return {batch, at::kCPU, at::kFloat, false}; }

BatchTensors::BatchTensors(const Batch& batch, const at::Device& device, at::ScalarType type, bool copied) {
  const Source tensor{device, type, copied};
  const std::int64_t b = batch.blocks, m = batch.origins, k = batch.targets, cells = b * m * k;
  const auto width = [](const auto& numbers, std::int64_t rows) { return rows == 0 ? 0 : std::ssize(numbers) / rows; };
  past = tensor(batch.past, {b, batch.time, width(batch.past, b * batch.time)});
  origin = tensor(batch.origin, {b, m, width(batch.origin, b * m)});
  target = tensor(batch.target, {b, m, k, width(batch.target, cells)});
  rough = tensor(batch.rough, {b, m, k, width(batch.rough, cells)});
  categories = tensor(batch.categories, {b, width(batch.categories, b)}, at::kLong);
  demand = tensor(batch.demand, {b, m, k});
  const at::Tensor levels = tensor(batch.level, {b, m}, at::kDouble);
  const at::Tensor root = levels.sqrt();
  unit = levels.to(type);
  weight = (root / root.mean()).to(type);
  level = (levels / levels.mean(1, true)).to(type);
  begun = tensor(batch.begun, {b, m}, at::kFloat).gt(0.5);
  if (batch.window == 0) return;
  const std::int64_t periods = batch.window + m - 1, places = b * periods * Batch::kPlaces;
  events = tensor(batch.events, {b, periods, Batch::kPlaces, width(batch.events, places)});
  ahead = tensor(batch.ahead, {b, m, batch.steps, width(batch.ahead, b * m * batch.steps)});
}

void BatchTensors::forget_calendar(std::int64_t width) {
  for (const at::Tensor* of : {&past, &target, &events, &ahead}) {
    if (of->defined()) of->narrow(-1, of->size(-1) - width, width).zero_();
  }
}

}  // namespace demandcast::neural
