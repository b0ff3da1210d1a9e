// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/serial_block.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demandcast/core/random.h"

namespace demandcast {

double SerialScenario::unit(std::size_t stage) const {
  return deviation * std::sqrt(static_cast<double>(system.echelon_cover(stage)));
}

std::size_t SerialScenario::inputs() const {
  std::size_t count = stage_count();
  for (const SerialStage& stage : system.stages) count += static_cast<std::size_t>(std::max(1, stage.lead_time));
  return count;
}

void SerialScenario::fill(std::uint64_t episode, std::uint64_t seed, std::span<double> demand) const {
  static const std::uint64_t kKey = stream_key("demand of a serial system");
  RandomStream stream(seed, kKey + episode);
  for (double& units : demand) units = std::max(0.0, mean + deviation * stream.normal());
}

template <class Real>
SerialBlock<Real>::SerialBlock(const SerialScenario& scenario, const EpisodePlan& plan, std::size_t hidden, bool keeps)
    : scenario_(scenario), plan_(plan), keeps_(keeps), shape_{scenario.inputs(), hidden} {
  const auto counted = keeps ? static_cast<std::size_t>(plan.periods) : 1;
  std::size_t slot = 0;
  for (std::size_t stage = 0; stage < scenario.stage_count(); ++stage) {
    first_slot_.push_back(slot);
    slot += slots(stage);
    rows_.emplace_back(counted * shape_.rows() * kLanes);
    by_hidden_.emplace_back(counted * 2 * hidden * kLanes);
    by_y_.emplace_back(counted * kLanes);
    y_.emplace_back(kLanes);
  }
  lanes_.assign(kLanes, {std::vector<double>(slot), std::vector<double>(slot)});
  demand_.resize(kLanes * plan.length());
  costs_.resize(kLanes);
  steps_.resize(counted * kLanes * scenario.stage_count());
  by_inputs_.resize(shape_.inputs * kLanes);
}

template <class Real>
std::size_t SerialBlock<Real>::slots(std::size_t stage) const {
  return static_cast<std::size_t>(std::max(1, scenario_.system.stages[stage].lead_time));
}

template <class Real>
std::size_t SerialBlock<Real>::counted_of(std::size_t t) const {
  const auto warm = static_cast<std::size_t>(plan_.warm_up);
  return t < warm || !keeps_ ? 0 : t - warm;
}

template <class Real>
Real* SerialBlock<Real>::rows(std::size_t stage, std::size_t counted) {
  return rows_[stage].data() + counted * shape_.rows() * kLanes;
}

template <class Real>
typename SerialBlock<Real>::Step& SerialBlock<Real>::step_of(std::size_t counted, std::size_t lane, std::size_t stage) {
  return steps_[(counted * kLanes + lane) * scenario_.stage_count() + stage];
}

template <class Real>
void SerialBlock<Real>::load(std::uint64_t first, std::uint64_t seed) {
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    scenario_.fill(first + lane, seed, std::span(demand_).subspan(lane * plan_.length(), plan_.length()));
  }
}

template <class Real>
double SerialBlock<Real>::run(const Networks& networks) {
  std::fill(costs_.begin(), costs_.end(), 0.0);
  for (Lane& lane : lanes_) std::fill(lane.stock.begin(), lane.stock.end(), scenario_.mean);
  const std::size_t stages = scenario_.stage_count();
  for (std::size_t t = 0; t < plan_.length(); ++t) {
    const std::size_t counted = counted_of(t);
    if (t == static_cast<std::size_t>(plan_.warm_up)) std::fill(costs_.begin(), costs_.end(), 0.0);
    Real* inputs = rows(0, counted) + shape_.first_input() * kLanes;
    for (std::size_t lane = 0; lane < kLanes; ++lane) see(lane, inputs);
    for (std::size_t stage = 0; stage < stages; ++stage) {
      Real* own = rows(stage, counted) + shape_.first_input() * kLanes;
      if (stage > 0) std::copy_n(inputs, shape_.inputs * kLanes, own);
      networks[stage].forward(rows(stage, counted), y_[stage].data());
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      order(lane, counted);
      close(lane, t, counted);
    }
  }
  return std::accumulate(costs_.begin(), costs_.end(), 0.0);
}

template <class Real>
void SerialBlock<Real>::see(std::size_t lane, Real* inputs) {
  const auto set = [&](std::size_t input, double value) { inputs[input * kLanes + lane] = static_cast<Real>(value); };
  double position = 0;
  for (std::size_t stage = 0; stage < scenario_.stage_count(); ++stage) {
    const double* own = stock(lanes_[lane], stage);
    const double unit = scenario_.unit(stage);
    position += std::accumulate(own, own + slots(stage), 0.0);
    set(stage, (scenario_.level(stage) - position) / unit);
    for (std::size_t k = 0; k < slots(stage); ++k) {
      set(scenario_.stage_count() + first_slot_[stage] + k, (own[k] - scenario_.mean) / unit);
    }
  }
}

template <class Real>
void SerialBlock<Real>::order(std::size_t lane, std::size_t counted) {
  const std::size_t stages = scenario_.stage_count();
  double position = 0;
  for (std::size_t stage = 0; stage < stages; ++stage) {
    const double* own = stock(lanes_[lane], stage);
    position += std::accumulate(own, own + slots(stage), 0.0);
    const double wish =
        scenario_.level(stage) - position + scenario_.unit(stage) * static_cast<double>(y_[stage][lane]);
    const double bound = stage + 1 < stages ? std::max(0.0, stock(lanes_[lane], stage + 1)[0])
                                            : 2 * scenario_.level(stage);  // the supplier has everything
    Step& step = step_of(counted, lane, stage);
    step.is_free = wish >= 0 && wish <= bound;
    step.is_short = wish > bound && stage + 1 < stages;
    step.order = std::clamp(wish, 0.0, bound);
  }
}

/// Demand, costs, arrivals.
template <class Real>
void SerialBlock<Real>::close(std::size_t lane, std::size_t t, std::size_t counted) {
  double sent = demand_[lane * plan_.length() + t];
  for (std::size_t stage = 0; stage < scenario_.stage_count(); ++stage) {
    Step& step = step_of(counted, lane, stage);
    double* own = stock(lanes_[lane], stage);
    step.left = own[0] - sent;
    costs_[lane] += scenario_.system.stages[stage].holding_cost * std::max(0.0, step.left);
    if (stage == 0) costs_[lane] += scenario_.system.backlog_cost * std::max(0.0, -step.left);
    sent = step.order;
    const std::size_t last = slots(stage) - 1;
    own[0] = step.left + (last > 0 ? own[1] : 0);
    for (std::size_t k = 1; k < last; ++k) own[k] = own[k + 1];
    if (last > 0) own[last] = 0;
    own[last] += step.order;
  }
}

template <class Real>
void SerialBlock<Real>::backward(const Networks& networks, std::span<std::vector<Real>> gradients) {
  for (Lane& lane : lanes_) std::fill(lane.by_stock.begin(), lane.by_stock.end(), 0.0);
  const std::size_t stages = scenario_.stage_count(), deltas = 2 * shape_.hidden * kLanes;
  for (std::size_t t = plan_.length(); t-- > static_cast<std::size_t>(plan_.warm_up);) {
    const std::size_t counted = counted_of(t);
    for (std::size_t lane = 0; lane < kLanes; ++lane) close_back(lane, t);
    for (std::size_t stage = 0; stage < stages; ++stage) {
      networks[stage].backward(rows(stage, counted), by_y_[stage].data() + counted * kLanes,
                               by_hidden_[stage].data() + counted * deltas, by_inputs_.data());
      const Real* by_y = by_y_[stage].data() + counted * kLanes;
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        see_back(lane, stage, static_cast<double>(by_y[lane]) / scenario_.unit(stage), by_inputs_.data());
      }
    }
  }
  const auto learnt = static_cast<std::size_t>(plan_.periods - plan_.tail);
  for (std::size_t stage = 0; stage < stages; ++stage) {
    networks[stage].add_gradient({rows_[stage], by_hidden_[stage], by_y_[stage], learnt}, gradients[stage]);
  }
}

/// Back through arrivals, costs and demand to orders, and from them to what is missing to levels and to what the next
/// stage had.
template <class Real>
void SerialBlock<Real>::close_back(std::size_t lane, std::size_t t) {
  const std::size_t stages = scenario_.stage_count(), counted = counted_of(t);
  double by_sent = 0;  // by what the stage before was sent
  for (std::size_t stage = stages; stage-- > 0;) {
    const Step& step = step_of(counted, lane, stage);
    double* by_own = by_stock(lanes_[lane], stage);
    const std::size_t last = slots(stage) - 1;
    const double by_order = by_own[last] + (stage + 1 < stages ? by_sent : 0);
    const SerialStage& economics = scenario_.system.stages[stage];
    const double by_left = by_own[0] + (step.left > 0 ? economics.holding_cost
                                        : stage == 0  ? -scenario_.system.backlog_cost
                                                      : 0);
    for (std::size_t k = last; k > 1; --k) by_own[k] = by_own[k - 1];
    if (last > 0) by_own[1] = by_own[0];
    by_own[0] = by_left;
    by_sent = -by_left;
    const double by_wish = step.is_free ? by_order : 0;
    by_y_[stage][counted * kLanes + lane] = static_cast<Real>(scenario_.unit(stage) * by_wish);
    if (step.is_short) by_stock(lanes_[lane], stage + 1)[0] += by_order;
  }
}

/// Back through what a stage saw and what was missing to its level.
template <class Real>
void SerialBlock<Real>::see_back(std::size_t lane, std::size_t stage, double by_wish, const Real* by_inputs) {
  const std::size_t stages = scenario_.stage_count();
  double by_position = 0;  // of this echelon and of those beyond it, each of which holds what this one does
  for (std::size_t other = stages; other-- > 0;) {
    const double unit = scenario_.unit(other);
    by_position -= static_cast<double>(by_inputs[other * kLanes + lane]) / unit + (other == stage ? by_wish : 0);
    double* by_own = by_stock(lanes_[lane], other);
    for (std::size_t k = 0; k < slots(other); ++k) {
      by_own[k] +=
          by_position + static_cast<double>(by_inputs[(stages + first_slot_[other] + k) * kLanes + lane]) / unit;
    }
  }
}

template class SerialBlock<float>;
template class SerialBlock<double>;

}  // namespace demandcast
