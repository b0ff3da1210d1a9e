// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/order_cost.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr double kParts = 512;      ///< of the range of quantities, where demand is not counted and there are no packs
constexpr std::size_t kSteps = 64;  ///< that a limit chooses from, for a product

double part(double value) { return std::max(0.0, value); }

void check_steps(const ItemEconomics& item, const DemandPaths& paths) {
  if (paths.steps >= steps_needed(item) && !paths.demand.empty()) return;
  throw ConfigError(
      fmt::format("sample paths of {} periods; an order with a lead time of up to {} that serves {} needs {}",
                  paths.steps, item.lead_time.longest(), item.cover(), steps_needed(item)));
}

/// Merges steps so that each saves no more a unit than the one before: what a price for units then takes is a prefix.
void make_falling(std::vector<OrderStep>& steps) {
  std::vector<OrderStep> falling;
  for (OrderStep step : steps) {
    while (!falling.empty() && falling.back().saving * step.quantity < step.saving * falling.back().quantity) {
      step.quantity += falling.back().quantity;
      step.saving += falling.back().saving;
      falling.pop_back();
    }
    falling.push_back(step);
  }
  steps = std::move(falling);
}

}  // namespace

double StockSituation::position() const {
  return on_hand - backlog + std::accumulate(arrivals.begin(), arrivals.end(), 0.0);
}

int steps_needed(const ItemEconomics& item) { return item.lead_time.longest() + item.cover(); }

int steps_wanted(const ItemEconomics& item) {
  constexpr int kFarthest = 26;  // demand while it keeps is then well enough known
  return std::max(steps_needed(item), std::min(kFarthest, item.lead_time.longest() + item.shelf_life));
}

int lead_time_of_path(const LeadTime& lead, std::size_t path, std::size_t count) {
  return lead.at((static_cast<double>(path) + 0.5) / static_cast<double>(count));
}

OrderCost::OrderCost(const ItemEconomics& item, const StockSituation& now, const DemandPaths& paths, bool counted)
    : item_(item), cover_(static_cast<std::size_t>(item.cover())) {
  check_steps(item, paths);
  paths_ = paths.count();
  missing_.resize(paths_ * cover_);
  for (std::size_t p = 0; p < paths_; ++p) {
    follow(now, paths.path(p), lead_time_of_path(item.lead_time, p, paths_), p);
  }
  always_held_ /= static_cast<double>(paths_);
  const double most = most_missing();
  unit_ = item.pack_size > 0 ? item.pack_size : counted ? 1 : most > 0 ? most / kParts : 1;
}

void OrderCost::follow(const StockSituation& now, std::span<const float> path, int lead, std::size_t place) {
  const auto arrives = static_cast<std::size_t>(lead);
  const auto arriving = [&](std::size_t step) { return step < now.arrivals.size() ? now.arrivals[step] : 0.0; };
  double stock = now.on_hand - now.backlog;
  for (std::size_t step = 0; step < arrives; ++step) {
    stock += arriving(step) - static_cast<double>(path[step]);
    if (!item_.is_backlogged()) stock = part(stock);
  }
  const double left = part(stock);
  float* missing = missing_.data() + place * cover_;
  double most = -std::numeric_limits<double>::infinity();
  for (std::size_t j = 0; j < cover_; ++j) {
    stock += arriving(arrives + j) - static_cast<double>(path[arrives + j]);
    most = std::max(most, -stock);
    if (!item_.is_backlogged()) always_held_ += most + stock;
    missing[j] = static_cast<float>(item_.is_backlogged() ? -stock : most);
  }
  if (!item_.is_perishable()) return;
  const std::size_t keeps = static_cast<std::size_t>(item_.shelf_life), known = path.size() - arrives;
  const auto end = path.begin() + static_cast<std::ptrdiff_t>(arrives + std::min(keeps, known));
  double wanted = std::accumulate(path.begin() + lead, end, 0.0);
  if (keeps > known) wanted *= static_cast<double>(keeps) / static_cast<double>(known);
  kept_for_.push_back(static_cast<float>(part(wanted - left)));
}

double OrderCost::expected(double quantity) const {
  const auto count = static_cast<double>(paths_);
  double held = 0, missed = 0;
  if (item_.is_backlogged()) {
    for (const float m : missing_) {
      held += part(quantity - static_cast<double>(m));
      missed += part(static_cast<double>(m) - quantity);
    }
  } else {
    for (const float m : missing_) held += part(quantity - static_cast<double>(m));
    missed = this->missed(quantity) * count;
  }
  double wasted = 0;
  for (const float wanted : kept_for_) wasted += part(quantity - static_cast<double>(wanted));
  return (item_.holding_cost * held + item_.shortage_cost() * missed + (item_.cost - item_.salvage) * wasted) / count +
         item_.holding_cost * always_held_;
}

double OrderCost::missed(double quantity) const {
  double sum = 0;
  for (std::size_t last = cover_ - 1; last < missing_.size(); last += cover_) {
    sum += part(static_cast<double>(missing_[last]) - quantity);
  }
  return sum / static_cast<double>(paths_);
}

double OrderCost::most_missing() const {
  return part(static_cast<double>(*std::max_element(missing_.begin(), missing_.end())));
}

/// Derivative of the expected cost to the right of a quantity, times the paths.
double OrderCost::slope(double quantity) const {
  double held = 0, missed = 0, wasted = 0;
  for (std::size_t i = 0; i < missing_.size(); ++i) {
    const bool is_missing = static_cast<double>(missing_[i]) > quantity;
    held += is_missing ? 0 : 1;
    missed += is_missing && (item_.is_backlogged() || i % cover_ == cover_ - 1) ? 1 : 0;
  }
  for (const float wanted : kept_for_) wasted += static_cast<double>(wanted) > quantity ? 0 : 1;
  return item_.holding_cost * held - item_.shortage_cost() * missed + (item_.cost - item_.salvage) * wasted;
}

double OrderCost::wish() const {
  double low = 0, high = most_missing();
  for (int halving = 0; halving < 14; ++halving) {
    const double middle = 0.5 * (low + high);
    (slope(middle) < 0 ? low : high) = middle;
  }
  return high;
}

/// The best multiple of the unit, by bisection of a cost that is convex.
double OrderCost::unconstrained() const {
  const double most = most_missing();
  double low = 0, high = std::ceil(most / unit_ - 1e-6);  // in units; ordering more than is ever missing saves nothing
  while (low < high) {
    const double middle = std::floor(0.5 * (low + high));
    if (marginal(middle * unit_) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low * unit_;
}

double OrderCost::best() const {
  const double free = unconstrained();
  if (!(free > 0)) return 0;
  const double quantity = item_.orderable(free);
  return expected(quantity) + item_.order_cost < expected(0) ? quantity : 0;
}

std::vector<OrderStep> OrderCost::steps() const {
  const double whole = best();
  if (!(whole > 0)) return {};
  const double first = std::max(item_.orderable(unit_), unit_);
  const double stride = unit_ * std::max(1.0, std::ceil((whole - first) / unit_ / static_cast<double>(kSteps)));
  std::vector<OrderStep> steps;
  double reached = 0, cost = expected(0);
  while (reached < whole) {
    const double next = std::min(whole, reached > 0 ? reached + stride : first);
    const double then = expected(next);
    steps.push_back({next - reached, cost - then});
    reached = next;
    cost = then;
  }
  steps.front().saving -= item_.order_cost;
  make_falling(steps);
  return steps;
}

SampledDemand protected_demand(const ItemEconomics& item, const DemandPaths& paths) {
  check_steps(item, paths);
  std::vector<double> sums;
  sums.reserve(paths.count());
  for (std::size_t p = 0; p < paths.count(); ++p) {
    const auto path = paths.path(p);
    const int length = lead_time_of_path(item.lead_time, p, paths.count()) + item.cover();
    sums.push_back(std::accumulate(path.begin(), path.begin() + length, 0.0));
  }
  return SampledDemand(std::move(sums));
}

double base_stock_order(const ItemEconomics& item, const StockSituation& now, const DemandPaths& paths) {
  return item.orderable(protected_demand(item, paths).quantile(item.critical_ratio()) - now.position());
}

}  // namespace demandcast
