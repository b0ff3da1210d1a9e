// SPDX-License-Identifier: Apache-2.0
#include "demandcast/features/similar_periods.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr double kElsewhereInCycle = 0.25, kOneNotGiven = 0.1, kSteepness = 2;

/// A channel that moved, and how steeply weights fall with a difference in it.
struct MovingPlan {
  const ChannelValues* values;
  double planned, steepness;
};

class Kernel {
 public:
  Kernel(std::span<const ChannelValues> plans, Period from, Period origin, Period target, int cycle)
      : target_(target), cycle_(cycle) {
    for (const ChannelValues& plan : plans) {
      const double deviation = plan.deviation(from, origin), planned = plan.at(target);
      if (deviation > 0 && !std::isnan(planned)) moving_.push_back({&plan, planned, kSteepness / deviation});
    }
  }

  bool any() const { return !moving_.empty(); }

  double weight(Period period) const {
    double weight = cycle_ > 0 && (target_ - period) % cycle_ != 0 ? kElsewhereInCycle : 1;
    for (const MovingPlan& plan : moving_) {
      const double difference = plan.steepness * (plan.values->at(period) - plan.planned);
      weight *= std::isnan(difference) ? kOneNotGiven : 1 / (1 + difference * difference);
    }
    return weight;
  }

 private:
  Period target_;
  int cycle_;
  std::vector<MovingPlan> moving_;
};

}  // namespace

void declare_similar_periods(std::vector<FeatureInfo>& infos) {
  infos.push_back({"similar_demand", "plan", "kernel mean of past demand by likeness of plans / level",
                   FeatureTime::kTarget, true});
  infos.push_back({"similar_weight", "plan", "sum of its weights", FeatureTime::kTarget});
}

void similar_periods(const DemandHistory& history, std::span<const ChannelValues> plans, const FeatureSpans& spans,
                     Period origin, const Span& target, double level, FeatureSink& sink) {
  const Period half = std::max(1, spans.long_level / 2);
  const Period from = std::max(history.first(), origin - 2 * std::max(spans.year, spans.level) + 1);
  const double now = history.mean(origin - spans.long_level + 1, origin) / level;
  double demand = 0, weights = 0;
  bool any = true;
  for (int i = 0; i < target.length && any; ++i) {
    const Kernel kernel(plans, from, origin, origin + target.lead + 1 + i, spans.cycle);
    any = kernel.any();
    double sum = 0, total = 0;
    for (Period u = from; u <= origin && any; ++u) {
      const double around = history.mean(u - half, std::min(u + half, origin)), y = history.at(u);
      if (std::isnan(y) || !(around > 0)) continue;
      const double weight = kernel.weight(u);
      sum += weight * y / around;
      total += weight;
    }
    demand += sum / total;
    weights += total;
  }
  sink(any ? demand / target.length * now : kAbsent);
  sink(any ? weights / target.length : kAbsent);
}

}  // namespace demandcast
