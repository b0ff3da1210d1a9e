// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/policy_network.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "demandcast/core/random.h"

namespace demandcast {
namespace {

/// Rows of `values` [rows, columns] as columns.
template <class Real>
std::vector<Real> transposed(const Real* values, std::size_t rows, std::size_t columns) {
  std::vector<Real> result(rows * columns);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) result[c * rows + r] = values[r * columns + c];
  }
  return result;
}

template <class Real>
void cut_below_zero(Real* values, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) values[i] = std::max(values[i], Real{0});
}

template <class Real>
void cut_where_zero(const Real* values, Real* derivatives, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) derivatives[i] = values[i] > 0 ? derivatives[i] : Real{0};
}

}  // namespace

std::vector<float> initial_parameters(const NetworkShape& shape, std::uint64_t seed) {
  std::vector<float> parameters(shape.parameters(), 0.0F);
  RandomStream stream(seed, stream_key("policy network"));
  const auto draw = [&](std::size_t from, std::size_t inputs) {
    const double deviation = std::sqrt(2.0 / static_cast<double>(std::max<std::size_t>(1, inputs)));
    for (std::size_t i = 0; i < shape.hidden * inputs; ++i) {
      parameters[from + i] = static_cast<float>(deviation * stream.normal());
    }
  };
  draw(0, shape.inputs);
  draw(shape.second_layer(), shape.hidden);
  return parameters;
}

template <class Real>
PolicyNetwork<Real>::PolicyNetwork(const NetworkShape& shape, std::vector<Real> parameters)
    : shape_(shape), parameters_(std::move(parameters)) {
  first_back_ = transposed(parameters_.data(), shape.hidden, shape.inputs);
  second_back_ = transposed(parameters_.data() + shape.second_layer(), shape.hidden, shape.hidden);
}

template <class Real>
void PolicyNetwork<Real>::forward(Real* rows, Real* y) const {
  const std::size_t hidden = shape_.hidden, inputs = shape_.inputs;
  const std::span<const Real> all(parameters_);
  Real* first = rows;
  Real* second = rows + hidden * kLanes;
  multiply<Real>({all.data(), hidden, inputs}, all.subspan(hidden * inputs, hidden),
                 rows + shape_.first_input() * kLanes, first);
  cut_below_zero(first, hidden * kLanes);
  const auto layer = all.subspan(shape_.second_layer());
  multiply<Real>({layer.data(), hidden, hidden}, layer.subspan(hidden * hidden, hidden), first, second);
  cut_below_zero(second, hidden * kLanes);
  const auto output = all.subspan(shape_.output_layer());
  multiply<Real>({output.data(), 1, hidden + inputs}, output.last(1), second, y);
}

template <class Real>
void PolicyNetwork<Real>::backward(const Real* rows, const Real* by_y, Real* by_hidden, Real* by_inputs) const {
  const std::size_t hidden = shape_.hidden, inputs = shape_.inputs;
  const Real* output = parameters_.data() + shape_.output_layer();
  Real* by_first = by_hidden;
  Real* by_second = by_hidden + hidden * kLanes;
  multiply<Real>({output, hidden, 1}, {}, by_y, by_second);
  cut_where_zero(rows + hidden * kLanes, by_second, hidden * kLanes);
  multiply<Real>({second_back_.data(), hidden, hidden}, {}, by_second, by_first);
  cut_where_zero(rows, by_first, hidden * kLanes);
  multiply<Real>({first_back_.data(), inputs, hidden}, {}, by_first, by_inputs);
  for (std::size_t i = 0; i < inputs; ++i) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) by_inputs[i * kLanes + lane] += output[hidden + i] * by_y[lane];
  }
}

template <class Real>
void PolicyNetwork<Real>::add_gradient(const Tape& tape, std::span<Real> gradient) const {
  const std::size_t hidden = shape_.hidden, inputs = shape_.inputs;
  const std::size_t rows = shape_.rows() * kLanes, deltas = 2 * hidden * kLanes;
  const auto rows_from = [&](std::size_t first, std::size_t count) {
    return PeriodRows<Real>{tape.rows.data() + first * kLanes, count, rows};
  };
  const PeriodRows<Real> by_first{tape.by_hidden.data(), hidden, deltas};
  const PeriodRows<Real> by_second{tape.by_hidden.data() + hidden * kLanes, hidden, deltas};
  const PeriodRows<Real> by_y{tape.by_y.data(), 1, kLanes};
  add_products(by_first, rows_from(shape_.first_input(), inputs), tape.periods, gradient.data());
  add_sums(by_first, tape.periods, gradient.data() + hidden * inputs);
  Real* second = gradient.data() + shape_.second_layer();
  add_products(by_second, rows_from(0, hidden), tape.periods, second);
  add_sums(by_second, tape.periods, second + hidden * hidden);
  Real* output = gradient.data() + shape_.output_layer();
  add_products(by_y, rows_from(hidden, hidden + inputs), tape.periods, output);
  add_sums(by_y, tape.periods, output + hidden + inputs);
}

template class PolicyNetwork<float>;
template class PolicyNetwork<double>;

}  // namespace demandcast
