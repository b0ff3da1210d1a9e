// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/episode_block.h"

#include <algorithm>
#include <numeric>

#include "demandcast/policy/policy_view.h"

namespace demandcast {
namespace {

double sum_of(const std::vector<double>& units) { return std::accumulate(units.begin(), units.end(), 0.0); }

/// What a unit of each outcome costs.
PeriodOutcome money_weights(const ItemEconomics& item, double weight) {
  PeriodOutcome weights;
  weights.held = weight * item.holding_cost;
  (item.is_backlogged() ? weights.waiting : weights.lost) = weight * item.shortage_cost();
  weights.wasted = weight * (item.cost - item.salvage);
  return weights;
}

double money_of(const PeriodOutcome& outcome, const PeriodOutcome& weights) {
  return outcome.held * weights.held + outcome.lost * weights.lost + outcome.waiting * weights.waiting +
         outcome.wasted * weights.wasted;
}

OrderCurve rule_of(const Episode& episode, std::size_t t) {
  return {episode.levels[t], std::span(episode.curves).subspan(t * kCurveKnots, kCurveKnots),
          episode.reorder_points[t]};
}

void add_to_all(std::vector<double>& values, double more) {
  for (double& value : values) value += more;
}

}  // namespace

template <class Real>
EpisodeBlock<Real>::EpisodeBlock(const PolicyInputs& inputs, const EpisodePlan& plan, std::size_t hidden, bool keeps)
    : inputs_(inputs), plan_(plan), keeps_(keeps), shape_{inputs.count(), hidden} {
  const auto counted = keeps ? static_cast<std::size_t>(plan.periods) : 1;
  episodes_.resize(kLanes);
  for (Episode& episode : episodes_) episode.resize(plan.length(), inputs.features);
  states_.resize(kLanes);
  by_states_.resize(kLanes);
  outcomes_.resize(kLanes);
  weights_.resize(kLanes);
  costs_.resize(kLanes);
  by_orders_.resize(kLanes);
  stocks_.resize(kLanes);
  steps_.resize(counted * kLanes);
  rows_.resize(counted * shape_.rows() * kLanes);
  by_hidden_.resize(counted * 2 * hidden * kLanes);
  by_y_.resize(counted * kLanes);
  y_.resize(kLanes);
  by_inputs_.resize(shape_.inputs * kLanes);
}

template <class Real>
void EpisodeBlock<Real>::load(const EpisodeSource& source, std::uint64_t first, std::uint64_t end) {
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    Episode& episode = episodes_[lane];
    episode.weight = 1;
    source.fill(std::min(first + lane, end - 1), episode);
    if (first + lane >= end) episode.weight = 0;
    weights_[lane] = money_weights(*episode.item, episode.weight);
    stocks_[lane].resize(steps_.size() / kLanes * StockState::empty(*episode.item).stock.size());
  }
}

template <class Real>
std::size_t EpisodeBlock<Real>::counted_of(std::size_t t) const {
  const auto warm = static_cast<std::size_t>(plan_.warm_up);
  return t < warm || !keeps_ ? 0 : t - warm;  // what came before the counted periods is overwritten
}

template <class Real>
std::span<const Real> EpisodeBlock<Real>::seen(std::size_t period) const {
  return std::span(rows_).subspan((period * shape_.rows() + shape_.first_input()) * kLanes, shape_.inputs * kLanes);
}

template <class Real>
double EpisodeBlock<Real>::run(const PolicyNetwork<Real>& network, const InputScale& scale, OrderGrain grain) {
  std::fill(costs_.begin(), costs_.end(), 0.0);
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    states_[lane] = StockState::empty(*episodes_[lane].item);
    states_[lane].stock.back() = episodes_[lane].start_stock;
  }
  for (std::size_t t = 0; t < plan_.length(); ++t) {
    const std::size_t counted = counted_of(t);
    if (t == static_cast<std::size_t>(plan_.warm_up)) std::fill(costs_.begin(), costs_.end(), 0.0);
    Real* rows = rows_.data() + counted * shape_.rows() * kLanes;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      arrive(lane, step_of(counted, lane));
      see(lane, t, scale, rows + shape_.first_input() * kLanes);
    }
    network.forward(rows, y_.data());
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      order(lane, t, static_cast<double>(y_[lane]), grain, step_of(counted, lane));
      close(lane, t, counted);
    }
  }
  double loss = 0;
  for (std::size_t lane = 0; lane < kLanes; ++lane) loss += episodes_[lane].weight * costs_[lane];
  return loss;
}

template <class Real>
void EpisodeBlock<Real>::arrive(std::size_t lane, Step& step) {
  StockState& state = states_[lane];
  step.arrived = state.pipeline.empty() ? 0 : state.pipeline.front();
  step.backlog_before_arrivals = state.backlog;
  outcomes_[lane] = {};
  take_arrivals(StockSpans(state), outcomes_[lane]);
}

template <class Real>
void EpisodeBlock<Real>::see(std::size_t lane, std::size_t t, const InputScale& scale, Real* inputs) const {
  const Episode& episode = episodes_[lane];
  const StockState& state = states_[lane];
  fill_lane(inputs_, scale,
            {state.stock, state.pipeline, state.backlog, rule_of(episode, t), episode.units[t],
             std::span(episode.features).subspan(t * inputs_.features, inputs_.features)},
            lane, inputs);
}

template <class Real>
void EpisodeBlock<Real>::order(std::size_t lane, std::size_t t, double y, OrderGrain grain, Step& step) {
  const Episode& episode = episodes_[lane];
  StockState& state = states_[lane];
  step.backlog_before_order = state.backlog;
  step.order = 0;
  step.is_free = false;
  const int since = static_cast<int>(t) - episode.first_review;
  if (since < 0 || since % episode.item->review_period != 0) return;
  const double position = sum_of(state.stock) + sum_of(state.pipeline) - state.backlog;
  const OrderCurve rule = rule_of(episode, t);
  if (position > rule.reorder_point) return;
  const double wish = rule.wish(position) + episode.units[t] * y, bound = episode.bounds[t];
  step.slope = rule.slope(position);
  step.is_free = wish >= 0 && wish <= bound;
  step.order = grain == OrderGrain::kAny ? std::clamp(wish, 0.0, bound)
                                         : settled_order(*episode.item, episode.grain, wish, bound);
  if (step.order > 0) {
    place_order(StockSpans(state), episode.item->arrival_shares, step.order, episode.lead_times[t], outcomes_[lane]);
    costs_[lane] += episode.item->order_cost;
  }
}

template <class Real>
void EpisodeBlock<Real>::close(std::size_t lane, std::size_t t, std::size_t counted) {
  const Episode& episode = episodes_[lane];
  StockState& state = states_[lane];
  std::copy(state.stock.begin(), state.stock.end(),
            stocks_[lane].begin() + static_cast<std::ptrdiff_t>(counted * state.stock.size()));
  meet_demand(StockSpans(state), *episode.item, episode.demand[t], outcomes_[lane]);
  costs_[lane] += money_of(outcomes_[lane], money_weights(*episode.item, 1)) +
                  outcomes_[lane].held * episode.storage_prices[t] * episode.item->space;
}

template <class Real>
void EpisodeBlock<Real>::backward(const PolicyNetwork<Real>& network, const InputScale& scale,
                                  std::span<Real> gradient) {
  for (std::size_t lane = 0; lane < kLanes; ++lane) by_states_[lane] = StockState::empty(*episodes_[lane].item);
  const std::size_t rows = shape_.rows() * kLanes, deltas = 2 * shape_.hidden * kLanes;
  for (std::size_t t = plan_.length(); t-- > static_cast<std::size_t>(plan_.warm_up);) {
    const std::size_t counted = counted_of(t);
    Real* by_y = by_y_.data() + counted * kLanes;
    for (std::size_t lane = 0; lane < kLanes; ++lane) meet_back(lane, t, by_y);
    network.backward(rows_.data() + counted * rows, by_y, by_hidden_.data() + counted * deltas, by_inputs_.data());
    for (std::size_t lane = 0; lane < kLanes; ++lane) see_back(lane, t, scale, by_inputs_.data());
  }
  network.add_gradient({rows_, by_hidden_, by_y_, static_cast<std::size_t>(plan_.periods - plan_.tail)}, gradient);
}

template <class Real>
PeriodOutcome EpisodeBlock<Real>::weights_at(std::size_t lane, std::size_t t) const {
  const Episode& episode = episodes_[lane];
  PeriodOutcome weights = weights_[lane];
  weights.held += episode.weight * episode.storage_prices[t] * episode.item->space;
  return weights;
}

/// Back through demand and the order, to what the network said.
template <class Real>
void EpisodeBlock<Real>::meet_back(std::size_t lane, std::size_t t, Real* by_y) {
  const Episode& episode = episodes_[lane];
  const std::size_t counted = counted_of(t);
  const Step& step = step_of(counted, lane);
  StockState& by_state = by_states_[lane];
  const std::size_t ages = by_state.stock.size();
  meet_demand_back(std::span<const double>(stocks_[lane]).subspan(counted * ages, ages), *episode.item,
                   episode.demand[t], weights_at(lane, t), by_state);
  by_orders_[lane] = 0;
  if (step.is_free) {
    by_orders_[lane] = place_order_back(episode.item->arrival_shares, step.order, episode.lead_times[t],
                                        step.backlog_before_order, weights_[lane], by_state);
  } else if (step.order > 0) {
    place_order_back(episode.item->arrival_shares, step.order, episode.lead_times[t], step.backlog_before_order,
                     weights_[lane], by_state);
  }
  by_y[lane] = static_cast<Real>(episode.units[t] * by_orders_[lane]);
}

/// Back through what the policy saw and what arrived.
template <class Real>
void EpisodeBlock<Real>::see_back(std::size_t lane, std::size_t t, const InputScale& scale, const Real* by_inputs) {
  const double unit = episodes_[lane].units[t];
  StockState& by_state = by_states_[lane];
  const Step& step = step_of(counted_of(t), lane);
  if (step.is_free) {
    const auto by = [&](std::size_t input) {
      return static_cast<double>(by_inputs[input * kLanes + lane]) * static_cast<double>(scale.slope[input]) / unit;
    };
    const double by_position = step.slope * (by_orders_[lane] + by(0)) - by(1);
    add_to_all(by_state.stock, by_position + by(2));
    add_to_all(by_state.pipeline, by_position);
    by_state.backlog -= by_position + by(2);
    for (std::size_t k = 0; k < by_state.pipeline.size() && inputs_.pipeline > 0; ++k) {
      by_state.pipeline[k] += by(inputs_.first_slot() + std::min(k, inputs_.pipeline - 1));
    }
    for (std::size_t k = 0; k < std::min(inputs_.ages, by_state.stock.size()); ++k) {
      by_state.stock[k] += by(inputs_.first_age() + k);
    }
  }
  take_arrivals_back(step.arrived, step.backlog_before_arrivals, weights_[lane], by_state);
}

template class EpisodeBlock<float>;
template class EpisodeBlock<double>;

}  // namespace demandcast
