// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/serial_system.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

double normal_below(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

std::vector<double> convolved(std::span<const double> left, std::span<const double> right) {
  std::vector<double> sum(left.size() + right.size() - 1, 0.0);
  for (std::size_t i = 0; i < left.size(); ++i) {
    for (std::size_t k = 0; k < right.size(); ++k) sum[i + k] += left[i] * right[k];
  }
  return sum;
}

/// Mass of demand over `periods`, without what is less likely than can matter at the far end.
std::vector<double> mass_over(const GridDemand& demand, int periods) {
  constexpr double kCannotMatter = 1e-16;
  std::vector<double> sum{1.0};
  for (int t = 0; t < periods; ++t) {
    sum = convolved(sum, demand.mass);
    while (sum.size() > 1 && sum.back() < kCannotMatter) sum.pop_back();
  }
  return sum;
}

/// A function of the echelon's level on an even grid, straight beyond its left end.
struct GridFunction {
  double lowest, step;
  std::vector<double> values;

  double at(std::size_t place) const { return lowest + step * static_cast<double>(place); }

  /// [place] Mean of the function at the place less demand.
  std::vector<double> mean_after(std::span<const double> mass) const {
    const double slope = values[1] - values[0];
    std::vector<double> means(values.size(), 0.0);
    for (std::size_t i = 0; i < values.size(); ++i) {
      for (std::size_t k = 0; k < mass.size(); ++k) {
        const double value = k <= i ? values[i - k] : values[0] - slope * static_cast<double>(k - i);
        means[i] += mass[k] * value;
      }
    }
    return means;
  }
};

class ClarkScarf {
 public:
  ClarkScarf(const SerialSystem& system, const GridDemand& demand) : system_(system), demand_(demand) {
    const double periods = system.echelon_cover(system.stages.size() - 1);
    const double most = demand.mean() * periods + 8 * std::sqrt(demand.variance() * periods);
    const auto places = static_cast<std::size_t>(1.5 * most / demand.step) + 2;
    shortfall_ = {-0.5 * most, demand.step, std::vector<double>(places, 0.0)};
  }

  EchelonBaseStock solve() {
    EchelonBaseStock best;
    for (std::size_t stage = 0; stage < system_.stages.size(); ++stage) {
      std::vector<double> cost = cost_of(stage);
      const auto least = std::min_element(cost.begin(), cost.end());
      const auto place = static_cast<std::size_t>(least - cost.begin());
      best.levels.push_back(shortfall_.at(place));
      best.cost = *least;
      std::fill(cost.begin() + static_cast<std::ptrdiff_t>(place), cost.end(), best.cost);
      shortfall_.values = std::move(cost);
    }
    for (std::size_t stage = 0; stage + 1 < system_.stages.size(); ++stage) {  // on its way, which costs nothing here
      best.cost -= system_.stages[stage + 1].holding_cost * system_.stages[stage].lead_time * demand_.mean();
    }
    return best;
  }

 private:
  /// By the echelon's level after ordering.
  std::vector<double> cost_of(std::size_t stage) const {
    const int lead = system_.stages[stage].lead_time;
    const double held = system_.echelon_holding(stage), gone = demand_.mean() * (lead + 1);
    GridFunction waited = shortfall_;
    int periods = lead;
    if (stage == 0) {  // the newsvendor's: what waits costs, and is held nowhere
      const double waits = system_.backlog_cost + system_.stages[0].holding_cost;
      for (std::size_t i = 0; i < waited.values.size(); ++i) waited.values[i] = waits * std::max(0.0, -waited.at(i));
      periods = lead + 1;
    }
    std::vector<double> cost = waited.mean_after(mass_over(demand_, periods));
    for (std::size_t i = 0; i < cost.size(); ++i) cost[i] += held * (shortfall_.at(i) - gone);
    return cost;
  }

  const SerialSystem& system_;
  const GridDemand& demand_;
  GridFunction shortfall_{};  ///< what the stages before cost, by the level that the echelon can give them
};

}  // namespace

double SerialSystem::echelon_holding(std::size_t stage) const {
  return stages[stage].holding_cost - (stage + 1 < stages.size() ? stages[stage + 1].holding_cost : 0);
}

int SerialSystem::echelon_cover(std::size_t stage) const {
  int periods = 1;
  for (std::size_t i = 0; i <= stage; ++i) periods += stages[i].lead_time;
  return periods;
}

double GridDemand::mean() const {
  double sum = 0;
  for (std::size_t k = 0; k < mass.size(); ++k) sum += mass[k] * step * static_cast<double>(k);
  return sum;
}

double GridDemand::variance() const {
  double squares = 0;
  for (std::size_t k = 0; k < mass.size(); ++k) squares += mass[k] * std::pow(step * static_cast<double>(k), 2);
  return squares - mean() * mean();
}

GridDemand GridDemand::clipped_normal(double mean, double deviation, double step) {
  GridDemand demand{step, {}};
  const double furthest = mean + 8 * deviation;
  double below = 0;
  for (double edge = 0.5 * step; edge < furthest + step; edge += step) {
    const double up_to = normal_below((edge - mean) / deviation);
    demand.mass.push_back(up_to - below);
    below = up_to;
  }
  demand.mass.back() += 1 - below;
  return demand;
}

EchelonBaseStock clark_scarf(const SerialSystem& system, const GridDemand& demand) {
  if (system.stages.empty()) throw ConfigError("a serial system has at least one stage");
  for (std::size_t stage = 0; stage < system.stages.size(); ++stage) {
    if (system.stages[stage].lead_time < 0 || !(system.echelon_holding(stage) > 0)) {
      throw ConfigError("lead times of a serial system are at least 0, and holding costs less the further from demand");
    }
  }
  if (!(system.backlog_cost > 0)) throw ConfigError("a unit that waits costs something");
  return ClarkScarf(system, demand).solve();
}

}  // namespace demandcast
