// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/launch_book.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace demandcast {
namespace {

constexpr int kRounds = 20;
constexpr double kEnoughUnits = 4;                // in which more than chance shows
constexpr double kMostOff = 4;                    // squared relative deviation that a single cell may count
constexpr double kPriorCount = 5, kPriorOff = 1;  // of an age that few launches tell of
constexpr double kLeast = 1e-3;                   // of the curve, so that a level can be told from any age

bool has_known_cell(const Launch& launch) {
  return std::ranges::any_of(launch.curve, [](float cell) { return !std::isnan(cell); });
}

}  // namespace

LaunchBook::LaunchBook(std::vector<Launch> launches, std::size_t reach, double unit)
    : launches_(std::move(launches)), reach_(reach), unit_(unit), curve_(reach, 1.0), sureness_(reach, 1.0) {
  std::erase_if(launches_, [](const Launch& launch) { return !has_known_cell(launch); });
  std::ranges::sort(launches_,
                    [](const Launch& a, const Launch& b) { return std::tie(a.key, a.id) < std::tie(b.key, b.id); });
  if (launches_.size() > kMost) launches_.erase(launches_.begin() + kMost, launches_.end());
  for (Launch& launch : launches_) launch.curve.resize(std::min(launch.curve.size(), reach_));
  fit_curve();
  fit_sureness();
  fit_curve();
}

void LaunchBook::sum_up() {
  sold_.assign(launches_.size(), {0.0});
  expected_.assign(launches_.size(), {0.0});
  for (std::size_t j = 0; j < launches_.size(); ++j) {
    const auto& cells = launches_[j].curve;
    for (std::size_t age = 0; age < cells.size(); ++age) {
      const bool known = !std::isnan(cells[age]);
      sold_[j].push_back(sold_[j].back() + (known ? sureness_[age] * static_cast<double>(cells[age]) : 0));
      expected_[j].push_back(expected_[j].back() + (known ? sureness_[age] * curve_[age] : 0));
    }
  }
}

void LaunchBook::fit_curve() {
  sum_up();
  if (launches_.empty() || reach_ == 0) return;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<double> sold(reach_, 0.0), levels(reach_, 0.0);
    for (std::size_t j = 0; j < launches_.size(); ++j) {
      const auto& cells = launches_[j].curve;
      const double root = std::sqrt(level(j, cells.size()));
      for (std::size_t age = 0; age < cells.size(); ++age) {
        if (std::isnan(cells[age])) continue;
        sold[age] += static_cast<double>(cells[age]) / root;
        levels[age] += root;
      }
    }
    double last = 1, sum = 0;
    for (std::size_t age = 0; age < reach_; ++age) {
      if (levels[age] > 0) last = std::max(kLeast, sold[age] / levels[age]);
      sum += curve_[age] = last;
    }
    for (double& value : curve_) value *= static_cast<double>(reach_) / sum;
    sum_up();
  }
}

void LaunchBook::fit_sureness() {
  std::vector<double> off(reach_, 0.0), count(reach_, 0.0);
  for (std::size_t j = 0; j < launches_.size(); ++j) {
    const auto& cells = launches_[j].curve;
    if (2 * cells.size() < reach_) continue;  // such a level would lean on the very cell that is held against it
    const double level = this->level(j, cells.size());
    for (std::size_t age = 0; age < cells.size(); ++age) {
      const double mean = level * curve_[age], error = static_cast<double>(cells[age]) - mean;
      if (std::isnan(cells[age]) || mean < kEnoughUnits * unit_) continue;
      off[age] += std::min(kMostOff, std::max(0.0, error * error - unit_ * mean) / (mean * mean));
      ++count[age];
    }
  }
  for (std::size_t age = 0; age < reach_; ++age) {
    off[age] = (off[age] + kPriorCount * kPriorOff) / (count[age] + kPriorCount);
  }
  if (reach_ == 0) return;
  const double surest = std::ranges::min(off);
  for (std::size_t age = 0; age < reach_; ++age) sureness_[age] = surest / off[age];
  sum_up();
}

std::size_t LaunchBook::known(std::size_t launch, Period origin) const {
  const Launch& of = launches_[launch];
  if (origin < of.start) return 0;
  return std::min(of.curve.size(), static_cast<std::size_t>(origin - of.start + 1));
}

double LaunchBook::level(std::size_t launch, std::size_t ages) const {
  const double expected = expected_[launch][ages];
  return expected > 0 ? (sold_[launch][ages] + unit_ / 4) / expected : unit_ / 4;
}

double LaunchBook::level_of(std::span<const float> sold) const {
  double demand = unit_ / 4, expected = 0;
  for (std::size_t age = 0; age < sold.size(); ++age) {
    if (std::isnan(sold[age])) continue;
    demand += sureness(age) * static_cast<double>(sold[age]);
    expected += sureness(age) * curve(age);
  }
  return expected > 0 ? demand / expected : demand;
}

double LaunchBook::sureness(std::size_t age) const {
  return sureness_.empty() ? 1 : sureness_[std::min(age, sureness_.size() - 1)];
}

double LaunchBook::curve(std::size_t age) const {
  return curve_.empty() ? 1 : curve_[std::min(age, curve_.size() - 1)];
}

}  // namespace demandcast
